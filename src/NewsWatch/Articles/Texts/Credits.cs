using System.Collections.Frozen;

namespace NewsWatch.Articles.Texts;

/// <summary>An outlet that a text names as where its report comes from.</summary>
/// <param name="OutletId">The outlet's id; for one that nobody knows, its name in lower case.</param>
/// <param name="OutletName">Its name.</param>
/// <param name="Strength">0 to 1: how plainly it is credited; grows with repeated credits.</param>
/// <param name="IsMain">Credited early or again and again: the report as a whole comes from there.</param>
/// <param name="Span">The sentence that credits it first; empty where only the headline does.</param>
internal sealed record Credit(string OutletId, string OutletName, double Strength, bool IsMain, TextSpan Span)
{
    /// <summary>Whether this outlet is the credited one: one that no registry lists has only its name in common.</summary>
    public bool Means(string outletId, string outletName) =>
        OutletId == outletId || OutletName.Equals(outletName, StringComparison.OrdinalIgnoreCase)
        || (outletName.StartsWith("The ", StringComparison.Ordinal) && OutletName.AsSpan().Equals(outletName.AsSpan(4), StringComparison.OrdinalIgnoreCase));
}

/// <summary>Reads who a text credits: the outlets that it names, as far as <see cref="CreditCues"/> says that something comes from them.</summary>
internal static class Credits
{
    private const int Most = 12;
    private const int LongestUnlisted = 4;
    private const int MostUnlisted = 200;

    /// <summary>How far before a name its © may stand: "© 2026 The".</summary>
    private const int Sign = 12;

    /// <summary>A credit in this part of the text speaks for the whole.</summary>
    private const double Early = 0.34;

    private static readonly uint Copyright = Terms.Of("copyright");
    private static readonly uint The = Terms.Of("the");
    private static readonly uint By = Terms.Of("by");
    private static readonly uint Of = Terms.Of("of");
    private static readonly uint Reported = Terms.Of("reported");
    private static readonly TermSet First = TermSet.Of("first originally previously as");

    /// <summary>What kind of medium a name is of: "told the podcast Rural Hour".</summary>
    private static readonly TermSet Media = TermSet.Of(
        "newspaper podcast newsletter broadcaster website site magazine daily weekly monthly agency outlet publication portal tabloid station channel blog newswire "
        + "zeitung tageszeitung wochenzeitung magazin nachrichtenmagazin sender nachrichtenagentur quotidien hebdomadaire agence chaîne diario periódico agencia revista quotidiano giornale");

    /// <summary>Last words of newspapers' names, for outlets that no registry lists.</summary>
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> PaperWords = FrozenSet.ToFrozenSet(
        "times post journal tribune herald gazette chronicle telegraph observer dispatch courier ledger examiner inquirer bugle guardian zeitung presse newspaper magazine newswire"
            .Split(' '), StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Credits, plainest first, and the outlet whose copyright line the text carries.</summary>
    /// <param name="text">The article's text.</param>
    /// <param name="tokens">Its tokens.</param>
    /// <param name="sentences">Its sentences.</param>
    /// <param name="title">The headline.</param>
    /// <param name="outlets">The names that outlets have.</param>
    /// <param name="own">The article's own outlet, which it does not credit.</param>
    public static (List<Credit> Credits, string? SelfOutletId) Find(
        string text, List<Token> tokens, List<TextSpan> sentences, string title, OutletNames outlets, (string Id, string Name) own)
    {
        var credits = new Dictionary<string, Credit>(StringComparer.Ordinal);
        var (sentence, self) = (0, default(string));
        var mentions = WithUnlisted(text, tokens, outlets.Find(text, tokens));
        foreach (var mention in mentions)
        {
            if (IsCopyrightLine(text, tokens, mention))
                self = mention.OutletId;

            if (IsOwn(mention, own))
                continue;

            while (sentence + 1 < sentences.Count && sentences[sentence].End <= tokens[mention.FirstToken].Start)
                sentence++;

            var span = sentences[sentence];
            if (CreditCues.Of(text, tokens, mentions, mention, span) is var kind && kind == CreditKind.None)
                continue;

            if (credits.TryGetValue(mention.OutletId, out var earlier))
                credits[mention.OutletId] = earlier with { Strength = 1 - ((1 - earlier.Strength) * 0.7), IsMain = true };
            else if (credits.Count < Most)
                credits[mention.OutletId] = FirstCredit(mention, span, kind == CreditKind.Whole || (double)mention.FirstToken / tokens.Count <= Early, kind == CreditKind.First);
        }

        foreach (var mention in InTitle(title, outlets))
            if (!IsOwn(mention, own))
                credits.TryAdd(mention.OutletId, FirstCredit(mention, default, isMain: true));

        credits.Remove(self ?? "");
        return (credits.Count == 0 ? [] : [.. credits.Values.OrderByDescending(credit => credit.Strength)], self);
    }

    private static bool IsOwn(OutletMention mention, (string Id, string Name) own) => FirstCredit(mention, default, false).Means(own.Id, own.Name);

    /// <summary>"Cranes stand still, says the Lantern", "Cranes stand still - Lantern".</summary>
    private static IEnumerable<OutletMention> InTitle(string title, OutletNames outlets)
    {
        var tokens = Tokenizer.Cut(title);
        var mentions = outlets.Find(title, tokens);
        return mentions.Where(mention => CreditCues.Of(title, tokens, mentions, mention, new TextSpan(0, title.Length)) != CreditKind.None || CreditCues.EndsTitle(title, tokens, mention));
    }

    private static Credit FirstCredit(OutletMention mention, TextSpan span, bool isMain, bool isFirst = false) =>
        new(mention.OutletId, mention.OutletName, isMain || isFirst ? 0.72 : 0.6, isMain, span);

    private static bool IsCopyrightLine(string text, List<Token> tokens, OutletMention mention)
    {
        // A © without a year is a picture's.
        var start = tokens[mention.FirstToken].Start;
        var before = text.AsSpan(Math.Max(0, start - Sign), Math.Min(start, Sign));
        if (before.LastIndexOf('©') is >= 0 and var sign && before[sign..].ContainsAnyInRange('0', '9'))
            return true;

        for (var at = mention.FirstToken - 1; at >= Math.Max(0, mention.FirstToken - 3); at--)
            if (tokens[at].Term == Copyright)
                return true;

        return false;
    }

    /// <summary>
    /// With outlets that nobody told us of, in the order of the text. A listed name within a longer one ("Observer" in
    /// "Fenland Observer") is no mention.
    /// </summary>
    private static List<OutletMention> WithUnlisted(string text, List<Token> tokens, List<OutletMention> listed)
    {
        var unlisted = Unlisted(text, tokens);
        if (unlisted.Count == 0)
            return listed;

        unlisted.RemoveAll(longer => listed.Exists(known => known.FirstToken < longer.After && longer.FirstToken < known.After && !IsWordOf(known, longer)));
        return [.. listed.Where(known => !unlisted.Exists(longer => IsWordOf(known, longer))).Concat(unlisted).OrderBy(mention => mention.FirstToken)];
    }

    private static bool IsWordOf(OutletMention known, OutletMention longer) => known.Tokens == 1 && longer.FirstToken < known.FirstToken && known.After <= longer.After;

    private static List<OutletMention> Unlisted(string text, List<Token> tokens)
    {
        var found = new List<OutletMention>();
        for (var at = 1; at < tokens.Count && found.Count < MostUnlisted; at++)
            if ((PaperEndingAt(text, tokens, at) ?? MediumBehind(text, tokens, at) ?? ReporterBehind(text, tokens, at)) is { } name && (found.Count == 0 || found[^1].After <= name.FirstToken))
                found.Add(name);

        return found;
    }

    /// <summary>"The Harbour Gazette", but not "The American Journal of Medicine", which goes on.</summary>
    private static OutletMention? PaperEndingAt(string text, List<Token> tokens, int last)
    {
        if (!tokens[last].Is(TokenTraits.Capital) || !PaperWords.Contains(text.AsSpan(tokens[last].Start, tokens[last].End - tokens[last].Start)) || IsNoLastWord(text, tokens[last])
            || (last + 1 < tokens.Count && tokens[last + 1].Term == Of))
            return null;

        var first = last;
        while (first > 0 && last - first < LongestUnlisted - 1 && AreOneName(text, tokens, first - 1))
            first--;

        while (first < last && !tokens[first].IsContent)
            first++;

        return first < last ? Named(text, tokens, first, last) : null;
    }

    /// <summary>"The podcast Rural Hour": the name right behind its kind.</summary>
    private static OutletMention? MediumBehind(string text, List<Token> tokens, int at) =>
        Media.Contains(tokens[at - 1].Term) && text.AsSpan(tokens[at - 1].End, Math.Max(0, tokens[at].Start - tokens[at - 1].End)) is " " or " “" or " \"" or " '" or " ‘" or " „" or " «" or " « "
            ? NameFrom(text, tokens, at)
            : null;

    /// <summary>Whatever name a report was "first reported by".</summary>
    private static OutletMention? ReporterBehind(string text, List<Token> tokens, int by)
    {
        if (by < 2 || tokens[by].Term != By || tokens[by - 1].Term != Reported || !First.Contains(tokens[by - 2].Term))
            return null;

        return NameFrom(text, tokens, by + 1 < tokens.Count && tokens[by + 1].Term == The ? by + 2 : by + 1);
    }

    private static OutletMention? NameFrom(string text, List<Token> tokens, int first)
    {
        if (first >= tokens.Count || !tokens[first].Is(TokenTraits.Capital) || !tokens[first].IsContent)
            return null;

        var last = first;
        while (last + 1 < tokens.Count && last - first < LongestUnlisted - 1 && AreOneName(text, tokens, last))
            last++;

        return Named(text, tokens, first, last);
    }

    /// <summary>This word and the next have capitals and a space or a hyphen between them.</summary>
    private static bool AreOneName(string text, List<Token> tokens, int at) =>
        tokens[at].Is(TokenTraits.Capital) && tokens[at + 1].Is(TokenTraits.Capital) && tokens[at + 1].Start - tokens[at].End == 1 && text[tokens[at].End] is ' ' or '-';

    /// <summary>"Model Post-Trained", "DOZENS OF TIMES".</summary>
    private static bool IsNoLastWord(string text, Token token) => (token.End < text.Length && text[token.End] == '-') || char.IsUpper(text[token.End - 1]);

    private static OutletMention Named(string text, List<Token> tokens, int first, int last)
    {
        var name = text[tokens[first].Start..tokens[last].End];
        return new OutletMention(name.ToLowerInvariant(), name, first, last - first + 1);
    }
}
