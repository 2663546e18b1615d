namespace NewsWatch.Search;

/// <summary>One document with its words looked up by their places: made once, asked by any number of queries.</summary>
public sealed class IndexedDocument
{
    private static readonly List<int> Nowhere = [];

    private readonly Dictionary<string, List<int>> _title;
    private readonly Dictionary<string, List<int>> _text;
    private readonly Lazy<string[]> _titleWords;
    private readonly Lazy<string[]> _textWords;

    public IndexedDocument(SearchDocument document)
        : this(document, Places(document.Title), Places(document.Text))
    {
    }

    private IndexedDocument(SearchDocument document, Dictionary<string, List<int>> title, Dictionary<string, List<int>> text)
    {
        (Document, _title, _text) = (document, title, text);
        _titleWords = new Lazy<string[]>(() => Sorted(_title));
        _textWords = new Lazy<string[]>(() => Sorted(_text));
    }

    public SearchDocument Document { get; }

    /// <summary>A document of which an index kept the words, as <see cref="Tokens.Joined"/> gave them.</summary>
    public static IndexedDocument OfWords(SearchDocument document, string titleWords, string textWords) =>
        new(document, PlacesOfWords(titleWords), PlacesOfWords(textWords));

    /// <summary>All distinct words, those in both title and text twice.</summary>
    internal IEnumerable<string> Words => _title.Keys.Concat(_text.Keys);

    /// <summary>The places of a word, counted in words, in rising order.</summary>
    internal List<int> Places(bool title, string word) => (title ? _title : _text).GetValueOrDefault(word, Nowhere);

    /// <summary>The places of all words that begin so, in rising order.</summary>
    internal List<int> PlacesOfPrefix(bool title, string prefix)
    {
        var words = (title ? _titleWords : _textWords).Value;
        var at = Array.BinarySearch(words, prefix, StringComparer.Ordinal);
        var places = new List<int>();
        for (var i = at < 0 ? ~at : at; i < words.Length && words[i].StartsWith(prefix, StringComparison.Ordinal); i++)
            places.AddRange(Places(title, words[i]));

        places.Sort();
        return places;
    }

    private static Dictionary<string, List<int>> Places(string text) => Places(Tokens.Of(text).Select(token => token.Text));

    private static Dictionary<string, List<int>> PlacesOfWords(string joined) => Places(joined.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static Dictionary<string, List<int>> Places(IEnumerable<string> words)
    {
        var places = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        var place = 0;
        foreach (var word in words)
        {
            if (!places.TryGetValue(word, out var known))
                places[word] = known = [];

            known.Add(place++);
        }

        return places;
    }

    private static string[] Sorted(Dictionary<string, List<int>> places)
    {
        var words = places.Keys.ToArray();
        Array.Sort(words, StringComparer.Ordinal);
        return words;
    }
}
