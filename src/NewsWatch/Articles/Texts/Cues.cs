namespace NewsWatch.Articles.Texts;

/// <summary>Words that hand a statement to somebody: "said", "according to", "reported by".</summary>
internal static class Cues
{
    private const string Reporting =
        "per blog describes zuerst bekannt report reported reporting reports reportedly told tells tell said says saying say according wrote writes write revealed reveals "
        + "reveal published publishes disclosed discloses uncovered broke learned obtained seen reviewed cited cites citing quoted quoting "
        + "via investigation analysis exclusive interview found finds confirmed confirms announced announces claimed claims showed shows "
        + "noted notes first story article source credit 报道 报道称 援引 berichtet berichtete zufolge laut selon rapporté según informó";

    private static readonly TermSet ReportingTerms = TermSet.Of(Reporting);

    /// <summary>Whether this word, near an outlet's name, says that the outlet is where it comes from.</summary>
    public static bool IsReporting(uint term) => ReportingTerms.Contains(term);

    private const string Speaking =
        "said says say saying told tells tell warned warns warn according added adds argued argues argue claimed wrote writes "
        + "announced announces stated urged insisted acknowledged admitted denied explained testified tweeted "
        + "believes believe thinks think accused condemned criticised criticized described sagte sagt erklärte warnte zufolge 表示 称 指出 警告";

    private static readonly TermSet SpeakingTerms = TermSet.Of(Speaking);

    /// <summary>Whether somebody speaks where this word stands.</summary>
    public static bool IsSpeech(uint term) => SpeakingTerms.Contains(term);
}
