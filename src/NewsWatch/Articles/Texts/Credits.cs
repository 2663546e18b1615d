namespace NewsWatch.Articles.Texts;

/// <summary>An outlet that a text names as where its report comes from.</summary>
/// <param name="OutletId">The outlet's id; for one that nobody knows, its name in lower case.</param>
/// <param name="OutletName">Its name.</param>
/// <param name="Strength">0 to 1: how plainly it is credited; grows with repeated credits.</param>
/// <param name="IsMain">Credited early or again and again: the report as a whole comes from there.</param>
/// <param name="Span">The sentence that credits it first.</param>
internal sealed record Credit(string OutletId, string OutletName, double Strength, bool IsMain, TextSpan Span);

/// <summary>Reads who a text credits: an outlet's name within reach of a reporting cue in the same sentence.</summary>
internal static class Credits
{
    private const int Reach = 7;
    private const int Most = 12;

    /// <summary>A credit in this part of the text speaks for the whole.</summary>
    private const double Early = 0.34;

    private static readonly uint Copyright = Terms.Of("copyright");
    private static readonly uint The = Terms.Of("the");

    /// <summary>Last words of newspapers' names, for outlets that no registry lists.</summary>
    private static readonly TermSet PaperWords = TermSet.Of(
        "times post journal tribune herald gazette chronicle telegraph observer dispatch courier ledger examiner inquirer bugle zeitung "
        + "presse newspaper magazine newswire");

    /// <summary>Credits, plainest first, and the outlet whose copyright line the text carries.</summary>
    public static (List<Credit> Credits, string? SelfOutletId) Find(
        string text, List<Token> tokens, List<TextSpan> sentences, OutletNames outlets, string ownOutletId)
    {
        var credits = new Dictionary<string, Credit>(StringComparer.Ordinal);
        var (sentence, self) = (0, default(string));
        var mentions = outlets.Find(tokens);
        AddUnlisted(text, tokens, outlets, mentions);
        foreach (var mention in mentions.Count > 1 ? mentions.OrderBy(mention => mention.FirstToken) : mentions.AsEnumerable())
        {
            if (IsCopyrightLine(tokens, mention))
                self = mention.OutletId;

            if (mention.OutletId == ownOutletId)
                continue;

            while (sentence + 1 < sentences.Count && sentences[sentence].End <= tokens[mention.FirstToken].Start)
                sentence++;

            var span = sentences[sentence];
            if (!HasCue(tokens, mention, span))
                continue;

            if (credits.TryGetValue(mention.OutletId, out var earlier))
                credits[mention.OutletId] = earlier with { Strength = 1 - ((1 - earlier.Strength) * 0.7), IsMain = true };
            else if (credits.Count < Most)
                credits[mention.OutletId] = FirstCredit(mention, span, (double)mention.FirstToken / tokens.Count <= Early);
        }

        credits.Remove(self ?? "");
        return (credits.Count == 0 ? [] : [.. credits.Values.OrderByDescending(credit => credit.Strength)], self);
    }

    private static Credit FirstCredit(OutletMention mention, TextSpan span, bool isEarly) =>
        new(mention.OutletId, mention.OutletName, isEarly ? 0.72 : 0.6, isEarly, span);

    private static bool HasCue(List<Token> tokens, OutletMention mention, TextSpan sentence)
    {
        for (var at = mention.FirstToken - 1; at >= 0 && at >= mention.FirstToken - Reach && tokens[at].Start >= sentence.Start; at--)
            if (Cues.IsReporting(tokens[at].Term))
                return true;

        var after = mention.FirstToken + mention.Tokens;
        for (var at = after; at < tokens.Count && at < after + Reach && tokens[at].Start < sentence.End; at++)
            if (Cues.IsReporting(tokens[at].Term))
                return true;

        return false;
    }

    private static bool IsCopyrightLine(List<Token> tokens, OutletMention mention)
    {
        for (var at = mention.FirstToken - 1; at >= Math.Max(0, mention.FirstToken - 3); at--)
            if (tokens[at].Term == Copyright)
                return true;

        return false;
    }

    /// <summary>Names like "the Harbour Gazette" of outlets that nobody told us of.</summary>
    private static void AddUnlisted(string text, List<Token> tokens, OutletNames outlets, List<OutletMention> mentions)
    {
        for (var at = 1; at < tokens.Count; at++)
        {
            if (!tokens[at].Is(TokenTraits.Capital) || !PaperWords.Contains(tokens[at].Term))
                continue;

            var first = at;
            while (first > 0 && at - first < 3 && tokens[first - 1].Is(TokenTraits.Capital) && tokens[first].Start - tokens[first - 1].End == 1
                && tokens[first - 1].Term != The)
                first--;

            if (first == at || outlets.Holds(tokens, first, at - first + 1))
                continue;

            var name = text[tokens[first].Start..tokens[at].End];
            mentions.Add(new OutletMention(name.ToLowerInvariant(), name, first, at - first + 1));
        }
    }
}
