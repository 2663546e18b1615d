using System.Globalization;
using NewsWatch.Stories;

namespace NewsWatch.Host.Web;

/// <summary>How pages and the console say moments, kinds and roles.</summary>
internal static class Words
{
    public static string Moment(DateTimeOffset time) => time.UtcDateTime.ToString("ddd d MMM, HH:mm", CultureInfo.InvariantCulture);

    public static string Of(DerivationKind kind) => kind switch
    {
        DerivationKind.Copy => "copy",
        DerivationKind.Excerpt => "excerpt",
        DerivationKind.Rewrite => "rewrite",
        _ => "cites",
    };

    public static string Of(DevelopmentKind kind) => kind switch
    {
        DevelopmentKind.FirstReport => "first report",
        DevelopmentKind.NewFact => "new fact",
        DevelopmentKind.NewVoice => "new voice",
        DevelopmentKind.ChangedFigure => "changed figure",
        DevelopmentKind.Confirmation => "confirmation",
        DevelopmentKind.Correction => "correction",
        _ => "retraction",
    };

    public static string Sources(int roots) => roots == 1 ? "1 independent source" : $"{roots} independent sources";

    public static string Articles(int count) => count == 1 ? "1 article" : $"{count} articles";
}
