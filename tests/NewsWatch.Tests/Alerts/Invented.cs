using NewsWatch.Alerts;
using NewsWatch.Articles;
using NewsWatch.Delivery;
using NewsWatch.Stories;
using NewsWatch.Tagging;

namespace NewsWatch.Tests.Alerts;

/// <summary>An invented piece of news and its parts, for tests to change one thing of.</summary>
internal static class Invented
{
    public static DateTimeOffset Noon { get; } = new(2026, 11, 3, 12, 2, 0, TimeSpan.Zero);

    public static TimeZoneInfo Berlin { get; } = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    public static Subscription Desk { get; } = new()
    {
        Id = "desk",
        Name = "AI desk",
        Query = "topic:surveillance",
        Channels = [new EmailTarget("desk@lantern.example")],
        Zone = Berlin,
    };

    public static Article Lantern { get; } = new()
    {
        Id = "lantern1",
        CanonicalUrl = "https://lantern.example/2026/11/cameras",
        OutletId = "lantern",
        OutletName = "The Lantern",
        Title = "Harbour city turns on cameras that read faces",
        Text = "The city of Veldhaven switched on 400 cameras that read faces on Tuesday.\nIts council had not voted.",
        Published = Noon.AddMinutes(-10),
        FoundAt = Noon,
    };

    public static Article Circuit { get; } = Lantern with
    {
        Id = "circuit1",
        CanonicalUrl = "https://circuit.example/veldhaven",
        OutletId = "circuit",
        OutletName = "Daily Circuit",
        Title = "Veldhaven switches on face-reading cameras",
        Published = Noon.AddMinutes(50),
        FoundAt = Noon.AddHours(1),
    };

    public static Tags InScope { get; } = new("en", true, [new TopicTag("surveillance", 0.9, ["cameras"])], []);

    public static StoryFacts Story { get; } = new(
        "story1",
        "Harbour city turns on cameras that read faces",
        new FirstSeen("lantern1", "The Lantern", "https://lantern.example/2026/11/cameras", Noon),
        ["The Lantern"],
        [],
        1);

    public static Development Development(DevelopmentKind kind, string sentence = "The city switched on 400 cameras.") =>
        new(Ids.Derive("development", kind.ToString(), sentence), kind, sentence, new Span(0, 10));

    public static News News(Article article, params Development[] developments) => new(
        article,
        InScope,
        new Decision { ArticleId = article.Id, Version = 1, StoryId = "story1", Role = StoryRole.Member, Developments = developments },
        new Dictionary<string, Article> { ["lantern1"] = Lantern });

    public static News Taking(this News news, DerivationKind kind, double confidence = 0.9, string? sourceId = "lantern1") => news with
    {
        Decision = news.Decision with { Derivations = [new Derivation(sourceId, "The Lantern", kind, confidence, [], [])] },
    };

    public static AlertNews Told(Alert alert, Article article) =>
        new(alert, article, Story, Desk, ["topic:surveillance"], PageLinks.None);

    public static NewsWatch.Delivery.Delivery Delivery(OutgoingMessage message, Channel channel) =>
        NewsWatch.Delivery.Delivery.Of(SubjectKind.Alert, "alert1", "desk", channel, message, Noon);

    public static OutgoingMessage Message { get; } = new()
    {
        Subject = "Harbour city turns on cameras",
        Line = "First report: cameras",
        Text = "Cameras are on.\n",
        Html = "<!DOCTYPE html><p>Cameras are on.</p>\n",
        Payload = """{"type":"alert.raised"}""",
        Date = Noon,
        ThreadId = "story1/desk",
    };
}
