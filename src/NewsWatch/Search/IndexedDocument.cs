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
    {
        Document = document;
        _title = Places(document.Title);
        _text = Places(document.Text);
        _titleWords = new Lazy<string[]>(() => Sorted(_title));
        _textWords = new Lazy<string[]>(() => Sorted(_text));
    }

    public SearchDocument Document { get; }

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

    private static Dictionary<string, List<int>> Places(string text)
    {
        var places = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        var place = 0;
        foreach (var token in Tokens.Of(text))
        {
            if (!places.TryGetValue(token.Text, out var known))
                places[token.Text] = known = [];

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
