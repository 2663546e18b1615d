namespace NewsWatch.Articles.Texts;

/// <summary>An outlet that a text names as where its report comes from.</summary>
/// <param name="OutletId">The outlet's id.</param>
/// <param name="OutletName">Its name.</param>
/// <param name="Strength">0 to 1: how plainly it is credited; grows with repeated credits.</param>
/// <param name="Span">The clause that credits it first.</param>
internal sealed record Credit(string OutletId, string OutletName, double Strength, TextSpan Span);

/// <summary>Reads who a text credits: an outlet's name within reach of a reporting cue in the same sentence.</summary>
internal static class Credits
{
    private const int Reach = 7;

    public static List<Credit> Find(
        IReadOnlyList<Token> tokens, IReadOnlyList<TextSpan> sentences, OutletNames outlets, string ownOutletId)
    {
        var credits = new Dictionary<string, Credit>(StringComparer.Ordinal);
        var sentence = 0;
        foreach (var mention in outlets.Find(tokens))
        {
            if (mention.OutletId == ownOutletId)
                continue;

            while (sentence + 1 < sentences.Count && sentences[sentence].End <= tokens[mention.FirstToken].Start)
                sentence++;

            var span = sentences[sentence];
            if (!HasCue(tokens, mention, span))
                continue;

            credits[mention.OutletId] = credits.TryGetValue(mention.OutletId, out var earlier)
                ? earlier with { Strength = 1 - ((1 - earlier.Strength) * 0.6) }
                : new Credit(mention.OutletId, mention.OutletName, sentence < sentences.Count / 2 ? 0.75 : 0.65, span);
        }

        return [.. credits.Values.OrderByDescending(credit => credit.Strength)];
    }

    private static bool HasCue(IReadOnlyList<Token> tokens, OutletMention mention, TextSpan sentence)
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
}
