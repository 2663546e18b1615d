using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using NewsWatch.Stories;

namespace NewsWatch.Delivery;

/// <summary>An alert as JSON for webhooks: <c>type</c>, <c>timestamp</c> and <c>data</c>, as the Standard Webhooks specification advises.</summary>
internal static class AlertPayload
{
    public static string Compose(AlertNews news)
    {
        var (alert, article, story) = (news.Alert, news.Article, news.Story);
        var payload = new WebhookEvent<AlertEvent>("alert.raised", alert.RaisedAt, new AlertEvent(
            alert.Id,
            new SubscriptionRef(news.Subscription.Id, Plain.Line(news.Subscription.Name, 200)),
            [Told(alert.Development), .. alert.Also.Take(50).Select(Told)],
            new ArticleRef(article.Id, Plain.Line(article.Title, 500), Plain.Line(article.OutletName, 200), Plain.Address(article.CanonicalUrl), article.Time),
            new StoryRef(
                story.StoryId,
                Plain.Line(story.Title, 500),
                new ArticleRef(story.First.ArticleId, null, Plain.Line(story.First.Outlet, 200), Plain.Address(story.First.Url), story.First.At),
                story.IndependentSources,
                Names(story.ComesFrom),
                Names(story.Repeaters),
                news.Links.Story?.AbsoluteUri),
            alert.Doubt is { } doubt ? Plain.Line(doubt, 500) : null,
            alert.Released is { } released ? Plain.Line(released, 500) : null,
            Names(news.Why)));
        return JsonSerializer.Serialize(payload, PayloadJson.Readable.WebhookEventAlertEvent);
    }

    private static DevelopmentRef Told(Development development) =>
        new(development.Id, development.Kind, Plain.Line(development.Sentence, 1000));

    private static List<string> Names(IEnumerable<string> names) => [.. names.Take(50).Select(name => Plain.Line(name, 200))];
}

internal sealed record WebhookEvent<T>(string Type, DateTimeOffset Timestamp, T Data);

internal sealed record AlertEvent(
    string Id,
    SubscriptionRef Subscription,
    IReadOnlyList<DevelopmentRef> Developments,
    ArticleRef Article,
    StoryRef Story,
    string? Doubt,
    string? HeldBackFirst,
    IReadOnlyList<string> Why);

internal sealed record SubscriptionRef(string Id, string Name);

internal sealed record DevelopmentRef(string Id, DevelopmentKind Kind, string Sentence);

internal sealed record ArticleRef(string Id, string? Title, string Outlet, string Url, DateTimeOffset At);

internal sealed record StoryRef(
    string Id,
    string Title,
    ArticleRef FirstSeen,
    int IndependentSources,
    IReadOnlyList<string> Sources,
    IReadOnlyList<string> Repeaters,
    string? Page);

[JsonSerializable(typeof(WebhookEvent<AlertEvent>))]
internal sealed partial class PayloadJson : JsonSerializerContext
{
    /// <summary>Letters of all scripts as they are; what could be markup stays escaped.</summary>
    public static PayloadJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter<DevelopmentKind>(JsonNamingPolicy.CamelCase) },
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    });
}
