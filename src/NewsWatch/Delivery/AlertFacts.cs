using System.Globalization;
using NewsWatch.Alerts;
using NewsWatch.Stories;

namespace NewsWatch.Delivery;

/// <summary>An alert's parts in words, cleaned and capped once, for its plain and its HTML form alike.</summary>
internal sealed record AlertFacts
{
    private const int TitleLength = 160;
    private const int SentenceLength = 400;
    private const int NameLength = 60;
    private const int NamesListed = 6;
    private const int AlsoListed = 8;

    public required DevelopmentKind Kind { get; init; }

    public required string Label { get; init; }

    public required string Sentence { get; init; }

    public required IReadOnlyList<(string Label, string Sentence)> Also { get; init; }

    public required string Title { get; init; }

    public required string Headline { get; init; }

    public required string Outlet { get; init; }

    public required string Address { get; init; }

    public required string Published { get; init; }

    public required string First { get; init; }

    public required string Sources { get; init; }

    public required string? Repeaters { get; init; }

    public required string? Doubt { get; init; }

    /// <summary>That it had been held back, and why.</summary>
    public required string? Released { get; init; }

    public required string Why { get; init; }

    public required string? StoryPage { get; init; }

    public required string? UnsubscribePage { get; init; }

    public static AlertFacts Of(AlertNews news)
    {
        var (alert, article, story, subscription) = (news.Alert, news.Article, news.Story, news.Subscription);
        return new AlertFacts
        {
            Kind = alert.Development.Kind,
            Label = DevelopmentWords.Label(alert.Development.Kind),
            Sentence = Sentenced(alert.Development.Sentence),
            Also = [.. alert.Also.Take(AlsoListed).Select(also => (DevelopmentWords.Label(also.Kind), Sentenced(also.Sentence)))],
            Title = Plain.Line(story.Title, TitleLength),
            Headline = Plain.Isolated(article.Title, TitleLength),
            Outlet = Name(article.OutletName),
            Address = Plain.Address(article.CanonicalUrl),
            Published = When.InWords(article.Time, subscription.Zone),
            First = FirstSeen(story, subscription.Zone),
            Sources = SourcesOf(story),
            Repeaters = RepeatersOf(story),
            Doubt = alert.Doubt is { } doubt ? Plain.Line(doubt, TitleLength) : null,
            Released = alert.Released is { } released ? $"Held back at first: {Plain.Line(released, TitleLength)}." : null,
            Why = WhyOf(subscription, news.Why),
            StoryPage = news.Links.Story?.AbsoluteUri,
            UnsubscribePage = news.Links.Unsubscribe?.AbsoluteUri,
        };
    }

    private static string FirstSeen(StoryFacts story, TimeZoneInfo zone)
    {
        var seen = $"First seen at {Name(story.First.Outlet)}, {When.InWords(story.First.At, zone)}";
        var origin = story.ComesFrom.Count > 0 ? story.ComesFrom[0] : story.First.Outlet;
        return origin == story.First.Outlet ? seen + "." : $"{seen}, which takes it from {Name(origin)}.";
    }

    private static string SourcesOf(StoryFacts story) => story.IndependentSources switch
    {
        0 => "No source of its own known",
        1 => $"One independent source: {Name(story.ComesFrom[0])}",
        var n => string.Create(CultureInfo.InvariantCulture, $"{n} independent sources: {Names(story.ComesFrom)}"),
    };

    private static string? RepeatersOf(StoryFacts story) => story.Repeaters.Count switch
    {
        0 => null,
        1 => $"{Name(story.Repeaters[0])} only repeats it.",
        _ => $"{Names(story.Repeaters)} only repeat it.",
    };

    private static string WhyOf(Subscription subscription, IReadOnlyList<string> why)
    {
        var name = Plain.Isolated(subscription.Name, NameLength);
        var met = string.Join(", ", why.Take(NamesListed).Select(words => Plain.Line(words, NameLength)));
        return met.Length > 0
            ? $"You got this because your subscription “{name}” asks for {met}."
            : $"You got this because of your subscription “{name}”.";
    }

    private static string Names(IReadOnlyList<string> names)
    {
        var listed = names.Take(NamesListed).Select(Name).ToList();
        if (names.Count > NamesListed)
            listed.Add(string.Create(CultureInfo.InvariantCulture, $"{names.Count - NamesListed} more"));

        return listed.Count == 1 ? listed[0] : $"{string.Join(", ", listed.SkipLast(1))} and {listed[^1]}";
    }

    private static string Name(string name) => Plain.Isolated(name, NameLength);

    private static string Sentenced(string sentence) => Plain.Isolated(sentence, SentenceLength);
}
