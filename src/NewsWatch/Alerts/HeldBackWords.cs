using System.Globalization;
using NewsWatch.Articles;
using NewsWatch.Stories;

namespace NewsWatch.Alerts;

/// <summary>The reasons for silences and the doubts of alerts, in words for people.</summary>
internal static class HeldBackWords
{
    public static string Backfill(Article article) => article.Published is { } published
        ? $"older news that came with the feed's first poll, published {Day(published)}"
        : "older news that came with the feed's first poll";

    public static string OtherLanguage(string found, string wanted) => $"in {Language(found)}; you asked for {Language(wanted)}";

    public static string KindNotWanted(IReadOnlyList<Development> developments)
    {
        var kinds = developments.Select(development => DevelopmentWords.Noun(development.Kind)).Distinct(StringComparer.Ordinal);
        return $"brings {string.Join(" and ", kinds)}, which this subscription does not ask for";
    }

    public static string Snoozed(DateTimeOffset until, TimeZoneInfo zone) =>
        $"you put this story to sleep until {TimeZoneInfo.ConvertTime(until, zone).ToString("d MMMM, HH:mm", CultureInfo.InvariantCulture)}";

    public static string Burst(int most) =>
        string.Create(CultureInfo.InvariantCulture, $"more than the {most} alert{(most == 1 ? "" : "s")} within an hour that you want");

    public static string AlreadyTold(DateTimeOffset at, TimeZoneInfo zone) => $"you were told the same at {Clock(at, zone)}, from another article";

    /// <summary>"a rewrite of The Lantern's report, which you were told about at 13:02".</summary>
    public static string TakenFrom(Derivation derivation, News news, IReadOnlyList<Told> told, TimeZoneInfo zone)
    {
        var kind = derivation.Kind switch
        {
            DerivationKind.Copy => "a copy",
            DerivationKind.Excerpt => "an excerpt",
            _ => "a rewrite",
        };
        var words = $"{kind} of {Source(derivation, news)}";
        var first = told.Where(row => row.ArticleId == derivation.SourceArticleId).MinBy(row => row.At);
        return first is null ? words : $"{words}, which you were told about at {Clock(first.At, zone)}";
    }

    /// <summary>What an alert must say when its article may not be what it seems; null where nothing is uncertain.</summary>
    public static string? Doubt(News news)
    {
        var unsure = news.Decision.Derivations
            .Where(derivation => derivation.Confidence < Derivation.Confirmed && derivation.Kind != DerivationKind.Cites)
            .MaxBy(derivation => derivation.Confidence);
        return unsure is null ? null : $"perhaps taken from {Source(unsure, news)}";
    }

    private static string Source(Derivation derivation, News news)
    {
        var outlet = derivation.SourceArticleId is { } id && news.Sources.TryGetValue(id, out var source)
            ? source.OutletName
            : derivation.SourceOutlet;
        return outlet is null ? "an earlier report" : $"{outlet}'s report";
    }

    private static string Clock(DateTimeOffset at, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(at, zone).ToString("HH:mm", CultureInfo.InvariantCulture);

    private static string Day(DateTimeOffset at) => at.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    private static string Language(string tag)
    {
        try
        {
            return CultureInfo.GetCultureInfo(tag).EnglishName;
        }
        catch (CultureNotFoundException)
        {
            return $"'{tag}'";
        }
    }
}
