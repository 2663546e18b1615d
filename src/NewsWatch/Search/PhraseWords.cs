namespace NewsWatch.Search;

/// <summary>A phrase ready to be looked for: its words, and the one of them to begin with.</summary>
internal sealed class PhraseWords
{
    private readonly string[] _words;
    private readonly bool _prefix;

    public PhraseWords(Phrase phrase)
    {
        var (words, prefix) = Tokens.Wanted(phrase.Text);
        _words = [.. words];
        _prefix = prefix || phrase.Prefix;
        OnlyTitle = phrase.In is TextField.Title;
    }

    /// <summary>Whether it is looked for in titles only.</summary>
    public bool OnlyTitle { get; }

    public int Length => _words.Length;

    /// <summary>A whole word that any text with this phrase holds, the longest; null where there is only a beginning.</summary>
    public string? Anchor => (_prefix ? _words[..^1] : _words).MaxBy(word => word.Length);

    /// <summary>The beginning that some word of any such text has; null where the last word is whole.</summary>
    public string? Beginning => _prefix ? _words[^1] : null;

    public bool IsIn(IndexedDocument document, bool title) => _words.Length == 1 && !_prefix
        ? document.Places(title, _words[0]).Count > 0
        : Places(document, title, onlyFirst: true).Count > 0;

    /// <summary>How often the phrase stands in words that single spaces part (<see cref="Tokens.Joined"/>).</summary>
    public int CountIn(string joined)
    {
        var phrase = string.Join(' ', _words);
        var count = 0;
        for (var at = joined.IndexOf(phrase, StringComparison.Ordinal); at >= 0; at = joined.IndexOf(phrase, at + phrase.Length, StringComparison.Ordinal))
        {
            var end = at + phrase.Length;
            if ((at == 0 || joined[at - 1] == ' ') && (_prefix || end == joined.Length || joined[end] == ' '))
                count++;
        }

        return count;
    }

    /// <summary>Where the phrase begins, in rising order.</summary>
    public List<int> Places(IndexedDocument document, bool title) => Places(document, title, onlyFirst: false);

    private List<int> Places(IndexedDocument document, bool title, bool onlyFirst)
    {
        var byWord = new List<int>[_words.Length];
        var rarest = 0;
        for (var i = 0; i < _words.Length; i++)
        {
            byWord[i] = _prefix && i == _words.Length - 1
                ? document.PlacesOfPrefix(title, _words[i])
                : document.Places(title, _words[i]);
            if (byWord[i].Count == 0)
                return byWord[i];
            if (byWord[i].Count < byWord[rarest].Count)
                rarest = i;
        }

        if (_words.Length == 1)
            return byWord[0];

        var found = new List<int>();
        foreach (var place in byWord[rarest])
        {
            var begin = place - rarest;
            if (!StandsAt(byWord, begin))
                continue;

            found.Add(begin);
            if (onlyFirst)
                break;
        }

        return found;
    }

    private static bool StandsAt(List<int>[] byWord, int begin)
    {
        for (var i = 0; i < byWord.Length; i++)
            if (byWord[i].BinarySearch(begin + i) < 0)
                return false;

        return true;
    }
}
