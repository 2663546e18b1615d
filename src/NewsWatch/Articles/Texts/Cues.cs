namespace NewsWatch.Articles.Texts;

/// <summary>Words that hand a statement to somebody: "said", "warned", "according to".</summary>
internal static class Cues
{
    private const string Speaking =
        "said says say saying told tells tell warned warns warn according added adds argued argues argue claimed wrote writes "
        + "announced announces stated urged insisted acknowledged admitted denied explained testified tweeted "
        + "believes believe thinks think accused condemned criticised criticized described sagte sagt erklärte warnte zufolge 表示 称 指出 警告";

    private static readonly TermSet SpeakingTerms = TermSet.Of(Speaking);

    /// <summary>Whether somebody speaks where this word stands.</summary>
    public static bool IsSpeech(uint term) => SpeakingTerms.Contains(term);
}
