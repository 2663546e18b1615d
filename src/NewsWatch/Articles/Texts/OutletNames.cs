namespace NewsWatch.Articles.Texts;

/// <summary>
/// Finds outlets by the names people use for them: those of the registry, and the names that pages of the window gave themselves.
/// Names are looked up by hashes of their words, so a look-up costs one probe per word of the text, and what is found is held to
/// their letters: a capital of the name is a capital in the text ("AI Business", not "AI business"), a short form in capitals is
/// written so, and a name known only with its article ("The Hindu") has it.
/// </summary>
internal sealed class OutletNames
{
    private const int LongestName = 6;
    private const int LongestShortForm = 4;
    private static readonly uint The = Terms.Of("the");
    private readonly Dictionary<uint, NamedOutlet> _names = [];
    private readonly HashSet<uint> _firstWords = [];

    public OutletNames(OutletRegistry registry)
    {
        foreach (var outlet in registry.All)
        {
            List<string> names = [outlet.Name, .. outlet.Aliases];
            var bare = names.Where(name => !IsWithArticle(name)).ToHashSet(StringComparer.OrdinalIgnoreCase);
            foreach (var name in names)
                Add(name, outlet.Id, outlet.Name, needsArticle: IsWithArticle(name) && !bare.Contains(name[4..]), outlet.Kind is OutletKind.Aggregator or OutletKind.Institution);
        }
    }

    /// <summary>Takes in the name that an outlet outside the registry gives itself.</summary>
    public void Add(string name, string outletId, string outletName) => Add(name, outletId, outletName, IsWithArticle(name), speaksForItself: false);

    /// <summary>Every outlet named in the text, longest name first at each place.</summary>
    public List<OutletMention> Find(string text, List<Token> tokens)
    {
        var found = new List<OutletMention>();
        for (var at = 0; at < tokens.Count; at++)
        {
            if (!_firstWords.Contains(tokens[at].Term))
                continue;

            var (key, best) = (0u, default(OutletMention?));
            for (var length = 1; length <= LongestName && at + length <= tokens.Count; length++)
            {
                key = Terms.Join(key, tokens[at + length - 1].Term);
                if (_names.TryGetValue(key, out var outlet) && IsWritten(outlet, text, tokens, at, length))
                    best = new OutletMention(outlet.Id, outlet.Name, at, length, outlet.SpeaksForItself);
            }

            if (best is { } mention)
            {
                found.Add(mention);
                at += mention.Tokens - 1;
            }
        }

        return found;
    }

    private void Add(string name, string outletId, string outletName, bool needsArticle, bool speaksForItself)
    {
        var words = Tokenizer.Cut(name);
        var first = words.Count > 1 && words[0].Term == The ? 1 : 0;
        if (words.Count - first is < 1 or > LongestName || (words.Count - first == 1 && words[first].End - words[first].Start == 1))
            return;

        var key = 0u;
        for (var i = first; i < words.Count; i++)
            key = Terms.Join(key, words[i].Term);

        _names.TryAdd(key, new NamedOutlet(outletId, outletName, [.. words.Skip(first).Select(word => name[word.Start..word.End])], needsArticle && words.Count - first == 1, speaksForItself));
        _firstWords.Add(words[first].Term);
    }

    private static bool IsWithArticle(string name) => name.StartsWith("the ", StringComparison.OrdinalIgnoreCase);

    private static bool IsWritten(NamedOutlet outlet, string text, List<Token> tokens, int first, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var word = outlet.Words[i].AsSpan();
            var written = text.AsSpan(tokens[first + i].Start, tokens[first + i].End - tokens[first + i].Start);
            if (!word.Equals(written, IsShortForm(word) ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase) || (char.IsUpper(word[0]) && !char.IsUpper(written[0])))
                return false;
        }

        return !outlet.NeedsArticle || (first > 0 && tokens[first - 1].Term == The && !IsPartOfLonger(text, tokens, first));
    }

    /// <summary>"IANS" is no "Ians".</summary>
    private static bool IsShortForm(ReadOnlySpan<char> word) => word.Length <= LongestShortForm && !word.ContainsAnyExceptInRange('A', 'Z');

    /// <summary>"The Independent Deputies Faction" is no outlet.</summary>
    private static bool IsPartOfLonger(string text, List<Token> tokens, int at) =>
        at + 1 < tokens.Count && tokens[at + 1].Is(TokenTraits.Capital) && tokens[at + 1].Start - tokens[at].End == 1 && text[tokens[at].End] == ' ';

    private sealed record NamedOutlet(string Id, string Name, string[] Words, bool NeedsArticle, bool SpeaksForItself);
}

/// <summary>An outlet's name in a text, by token.</summary>
/// <param name="OutletId">The outlet's id; for one that nobody knows, its name in lower case.</param>
/// <param name="OutletName">Its name.</param>
/// <param name="FirstToken">Where the name begins, without "the".</param>
/// <param name="Tokens">How many tokens it has.</param>
/// <param name="SpeaksForItself">A platform or an institution: what it says is its own news, not somebody's report.</param>
internal readonly record struct OutletMention(string OutletId, string OutletName, int FirstToken, int Tokens, bool SpeaksForItself = false)
{
    /// <summary>The token behind the name.</summary>
    public int After => FirstToken + Tokens;
}
