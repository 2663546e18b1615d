namespace NewsWatch.Articles.Texts;

/// <summary>
/// Finds outlets by the names people use for them: those of the registry, and the names that pages of the window gave themselves.
/// Names are kept as hashes of their words, so a look-up costs one probe per word of the text.
/// </summary>
internal sealed class OutletNames
{
    private const int LongestName = 6;
    private readonly Dictionary<uint, NamedOutlet> _names = [];
    private readonly HashSet<uint> _firstWords = [];

    public OutletNames(OutletRegistry registry)
    {
        foreach (var outlet in registry.All)
            foreach (var name in outlet.Aliases.Prepend(outlet.Name))
                Add(name, outlet.Id, outlet.Name);
    }

    /// <summary>Takes in the name that an outlet outside the registry gives itself.</summary>
    public void Add(string name, string outletId, string outletName)
    {
        var words = Tokenizer.Cut(name);
        var first = words.Count > 0 && words[0].Term == Terms.Of("the") ? 1 : 0;
        if (words.Count - first is < 1 or > LongestName)
            return;

        var key = 0u;
        for (var i = first; i < words.Count; i++)
            key = Terms.Join(key, words[i].Term);

        _names.TryAdd(key, new NamedOutlet(outletId, outletName));
        _firstWords.Add(words[first].Term);
    }

    /// <summary>Whether these tokens are a name that <see cref="Find"/> finds.</summary>
    public bool Holds(List<Token> tokens, int first, int count)
    {
        for (var start = first; start < first + count; start++)
        {
            var key = 0u;
            for (var at = start; at < first + count; at++)
                if (_names.ContainsKey(key = Terms.Join(key, tokens[at].Term)))
                    return true;
        }

        return false;
    }

    /// <summary>Every outlet named in the text, longest name first at each place; a name must begin with a capital.</summary>
    public List<OutletMention> Find(List<Token> tokens)
    {
        var found = new List<OutletMention>();
        for (var at = 0; at < tokens.Count; at++)
        {
            if (!tokens[at].Is(TokenTraits.Capital) || !_firstWords.Contains(tokens[at].Term))
                continue;

            var (key, best) = (0u, default(OutletMention?));
            for (var length = 1; length <= LongestName && at + length <= tokens.Count; length++)
            {
                key = Terms.Join(key, tokens[at + length - 1].Term);
                if (_names.TryGetValue(key, out var outlet))
                    best = new OutletMention(outlet.Id, outlet.Name, at, length);
            }

            if (best is { } mention)
            {
                found.Add(mention);
                at += mention.Tokens - 1;
            }
        }

        return found;
    }

    private sealed record NamedOutlet(string Id, string Name);
}

/// <summary>An outlet's name in a text, by token.</summary>
internal readonly record struct OutletMention(string OutletId, string OutletName, int FirstToken, int Tokens);
