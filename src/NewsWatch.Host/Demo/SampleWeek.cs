using NewsWatch.Articles;

namespace NewsWatch.Host.Demo;

/// <summary>The invented week of <c>config/sample/</c>: its outlets' feeds and articles, with everything that goes wrong with them.</summary>
internal sealed class SampleWeek
{
    private SampleWeek(WeekFile week, OutletRegistry outlets, IReadOnlyList<SampleArticle> articles)
    {
        Start = week.Start;
        End = week.End;
        Outlets = outlets;
        Articles = articles;
        Feeds = [.. week.Feeds.Select(row => SampleFeed.From(row, outlets, articles))];
    }

    public DateTimeOffset Start { get; }

    public DateTimeOffset End { get; }

    public OutletRegistry Outlets { get; }

    public IReadOnlyList<SampleArticle> Articles { get; }

    public IReadOnlyList<SampleFeed> Feeds { get; }

    /// <exception cref="ConfigurationException">A file is missing or holds what does not belong.</exception>
    public static SampleWeek Read(string folder)
    {
        var outlets = OutletRegistry.Read([Path.Combine(folder, "outlets.yaml")]);
        var articles = Directory.EnumerateFiles(Path.Combine(folder, "articles"), "*.md")
            .Order(StringComparer.Ordinal).Select(file => SampleArticle.Read(file, outlets)).ToList();
        return new SampleWeek(YamlFile.Read<WeekFile>(Path.Combine(folder, "week.yaml")), outlets, articles);
    }

    internal sealed class WeekFile
    {
        public DateTimeOffset Start { get; set; }

        public DateTimeOffset End { get; set; }

        public List<FeedRow> Feeds { get; set; } = [];
    }

    internal sealed class FeedRow
    {
        public string Outlet { get; set; } = "";

        public string Title { get; set; } = "";

        public string Path { get; set; } = "";

        public FeedFormat Format { get; set; }

        public bool FullText { get; set; }

        public GuidHabit Guids { get; set; } = GuidHabit.Id;

        public bool Tokens { get; set; }

        public bool General { get; set; }

        public List<FaultRow> Faults { get; set; } = [];
    }

    internal sealed class FaultRow
    {
        public DateTimeOffset From { get; set; }

        public DateTimeOffset To { get; set; }

        public FaultKind Kind { get; set; }
    }
}

internal enum FeedFormat
{
    Rss2,
    Atom,
    Rss1,
    Json,
}

internal enum GuidHabit
{
    Id,
    Link,
    Missing,
    Shifting,
}

internal enum FaultKind
{
    Error,
    Cut,
    TooMany,
    Dead,
    Html,
    Moved,
}

/// <summary>One feed of one outlet, with its habits and its bad hours.</summary>
internal sealed record SampleFeed(
    Outlet Outlet,
    string Title,
    string Path,
    FeedFormat Format,
    bool FullText,
    GuidHabit Guids,
    bool Tokens,
    bool General,
    IReadOnlyList<(DateTimeOffset From, DateTimeOffset To, FaultKind Kind)> Faults,
    IReadOnlyList<SampleArticle> Articles)
{
    public Uri Address => new($"http://{Outlet.Hosts[0]}{Path}");

    public FaultKind? FaultAt(DateTimeOffset now) =>
        Faults.Where(fault => fault.From <= now && now < fault.To).Select(fault => (FaultKind?)fault.Kind).FirstOrDefault();

    public static SampleFeed From(SampleWeek.FeedRow row, OutletRegistry outlets, IReadOnlyList<SampleArticle> articles)
    {
        var outlet = outlets.All.FirstOrDefault(outlet => outlet.Id == row.Outlet)
            ?? throw new ConfigurationException("week.yaml", null, $"the feed '{row.Title}' names the outlet '{row.Outlet}', which outlets.yaml does not have");
        return new SampleFeed(
            outlet,
            row.Title,
            row.Path,
            row.Format,
            row.FullText,
            row.Guids,
            row.Tokens,
            row.General,
            [.. row.Faults.Select(fault => (fault.From, fault.To, fault.Kind))],
            [.. articles.Where(article => article.Outlet == outlet).OrderBy(article => article.Published)]);
    }
}
