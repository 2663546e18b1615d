using System.Globalization;
using NewsWatch.Alerts;
using NewsWatch.Delivery;

namespace NewsWatch.Digests;

/// <summary>A digest's sentences, the same in plain text and in HTML.</summary>
internal static class DigestWords
{
    public const int TitleLength = 160;
    public const int SentenceLength = 320;
    public const int NameLength = 60;
    public const int DevelopmentsShown = 4;
    private const int NamesListed = 4;

    public static string Cadence(Digest digest) => digest.Subscription.Cadence switch
    {
        Alerts.Cadence.Hourly => "The hour",
        Alerts.Cadence.Daily => "The day",
        _ => "The week",
    };

    /// <summary>"2–8 November 2026": the days covered, a catch-up's too.</summary>
    public static string Period(Digest digest)
    {
        var zone = digest.Subscription.Zone;
        var from = TimeZoneInfo.ConvertTime(digest.Period.Start, zone);
        var to = TimeZoneInfo.ConvertTime(digest.Period.End, zone);
        if (digest.Subscription.Cadence is not Alerts.Cadence.Weekly)
            return $"{When.Short(from, zone)} – {When.Short(to, zone)}";

        var last = to.AddDays(-1);
        var start = (from.Year == last.Year, from.Month == last.Month) switch
        {
            (true, true) => from.ToString("%d", CultureInfo.InvariantCulture),
            (true, false) => from.ToString("d MMMM", CultureInfo.InvariantCulture),
            _ => from.ToString("d MMMM yyyy", CultureInfo.InvariantCulture),
        };
        return $"{start}–{last.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}";
    }

    /// <summary>"12 new stories and 3 that went on, from 61 articles."</summary>
    public static string Summary(Digest digest)
    {
        var fresh = digest.New.Count + digest.Further.Count;
        if (fresh + digest.Continued.Count + digest.Corrections.Count == 0)
            return digest.ArticleCount == 0
                ? "Nothing came that your subscription asks for."
                : $"{Count(digest.ArticleCount, "article")} came, and none brought anything new.";

        var parts = new List<string>();
        if (fresh > 0)
            parts.Add(Count(fresh, "new story", "new stories"));
        if (digest.Continued.Count > 0)
            parts.Add(fresh > 0 ? Number(digest.Continued.Count) + " that went on" : Count(digest.Continued.Count, "story", "stories") + " that went on");
        if (digest.Corrections.Count > 0)
            parts.Add(Count(digest.Corrections.Count, "correction"));

        return $"{Listed(parts)}, from {Count(digest.ArticleCount, "article")}.";
    }

    /// <summary>"3 independent sources · 9 outlets · first seen at The Lantern, Tue 3 Nov, 14:02".</summary>
    public static string Standing(DigestStory story, TimeZoneInfo zone)
    {
        var facts = story.Facts;
        var parts = new List<string>();
        if (facts.IndependentSources > 0)
            parts.Add(Count(facts.IndependentSources, "independent source"));
        if (story.OutletsInPeriod > 1)
            parts.Add(Count(story.OutletsInPeriod, "outlet"));

        var origin = facts.ComesFrom.Count > 0 && facts.ComesFrom[0] != facts.First.Outlet ? $", from {Name(facts.ComesFrom[0])}" : "";
        parts.Add($"first seen at {Name(facts.First.Outlet)}{origin}, {When.Short(facts.First.At, zone)}");
        return string.Join(" · ", parts);
    }

    /// <summary>"Only repeated by Northern Post, Daily Circuit and 3 more", or null.</summary>
    public static string? Repeaters(DigestStory story)
    {
        var names = story.Facts.Repeaters;
        if (names.Count == 0)
            return null;

        var listed = names.Take(NamesListed).Select(Name).ToList();
        if (names.Count > NamesListed)
            listed.Add($"{Number(names.Count - NamesListed)} more");

        return $"Only repeated by {Listed(listed)}";
    }

    /// <summary>"Held back: 41 articles. 22 copies, 14 rewrites, 5 with nothing new." or null.</summary>
    public static string? HeldBack(Digest digest)
    {
        if (digest.HeldBack.Count == 0)
            return null;

        var total = digest.HeldBack.Sum(held => held.Count);
        return $"{Count(total, "article")} told nothing new and {(total == 1 ? "was" : "were")} left out: {Listed([.. digest.HeldBack.Select(Words)])}.";
    }

    public static string Why(Digest digest) => digest.Subscription.Query.Trim() is "*" or ""
        ? $"You get this because your subscription “{Name(digest.Subscription.Name)}” asks for everything."
        : $"You get this because of your subscription “{Name(digest.Subscription.Name)}”: {Query(digest)}";

    /// <summary>A bar's label: "Mon" of a week, "2 Nov" of a longer time.</summary>
    public static string Label(Digest digest, DigestBar bar) => digest.Chart.Count <= 7 && bar.Days == 1
        ? bar.From.ToString("ddd", CultureInfo.InvariantCulture)
        : bar.From.ToString("d MMM", CultureInfo.InvariantCulture);

    public static string ChartTitle(Digest digest) => digest.Chart[0].Days == 1 ? "Articles a day" : "Articles a week";

    public static string Name(string name) => Plain.Isolated(name, NameLength);

    public static string Number(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    public static string Count(int count, string one, string? many = null) => $"{Number(count)} {(count == 1 ? one : many ?? one + "s")}";

    private static string Query(Digest digest) => Plain.Line(digest.Subscription.Query, 120);

    private static string Words((HeldBackReason Reason, int Count) held) => held.Reason switch
    {
        HeldBackReason.Copy => Count(held.Count, "copy", "copies"),
        HeldBackReason.Rewrite => Count(held.Count, "rewrite"),
        HeldBackReason.Excerpt => Count(held.Count, "excerpt"),
        HeldBackReason.Background => Count(held.Count, "background piece"),
        HeldBackReason.RoundUp => Count(held.Count, "round-up"),
        HeldBackReason.OutOfScope => $"{Number(held.Count)} out of scope",
        HeldBackReason.NothingNew => $"{Number(held.Count)} with nothing new",
        HeldBackReason.Backfill => $"{Number(held.Count)} from before",
        HeldBackReason.MutedOutlet => $"{Number(held.Count)} of outlets you muted",
        HeldBackReason.Snoozed => $"{Number(held.Count)} of stories you put to sleep",
        HeldBackReason.NotWanted => $"{Number(held.Count)} of a kind or language you did not ask for",
        _ => $"{Number(held.Count)} already told",
    };

    private static string Listed(List<string> parts) =>
        parts.Count == 1 ? parts[0] : $"{string.Join(", ", parts.SkipLast(1))} and {parts[^1]}";
}
