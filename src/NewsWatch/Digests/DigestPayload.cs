using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using NewsWatch.Alerts;
using NewsWatch.Delivery;
using NewsWatch.Stories;

namespace NewsWatch.Digests;

/// <summary>A digest as JSON for webhooks.</summary>
internal static class DigestPayload
{
    public static string Compose(Digest digest)
    {
        var payload = new DigestEvent(
            "digest.composed",
            digest.Period.End,
            new DigestBody(
                digest.Id,
                digest.Subscription.Id,
                digest.Period.Start,
                digest.Period.End,
                [.. digest.New.Concat(digest.Further).Select(Row)],
                [.. digest.Continued.Select(Row)],
                [.. digest.Corrections.Select(correction => Row(correction.Correction) with { Story = correction.Story.Facts.StoryId })],
                digest.HeldBack.ToDictionary(held => held.Reason, held => held.Count),
                digest.ArticleCount));
        return JsonSerializer.Serialize(payload, DigestJson.Readable.DigestEvent);
    }

    private static StoryRow Row(RankedStory ranked)
    {
        var (facts, story) = (ranked.Story.Facts, ranked.Story);
        return new StoryRow(
            facts.StoryId,
            Plain.Line(facts.Title, 500),
            Plain.Address(facts.First.Url),
            facts.First.At,
            facts.IndependentSources,
            story.OutletsInPeriod,
            story.Topics,
            [.. story.Developments.Select(Row)],
            story.Page?.AbsoluteUri);
    }

    private static DevelopmentRow Row(DigestDevelopment development) => new(
        development.Kind, Plain.Line(development.Sentence, 1000), Plain.Line(development.Outlet, 200), Plain.Address(development.Url), development.At);
}

internal sealed record DigestEvent(string Type, DateTimeOffset Timestamp, DigestBody Data);

internal sealed record DigestBody(
    string Id,
    string Subscription,
    DateTimeOffset Start,
    DateTimeOffset End,
    IReadOnlyList<StoryRow> New,
    IReadOnlyList<StoryRow> Continued,
    IReadOnlyList<DevelopmentRow> Corrections,
    IReadOnlyDictionary<HeldBackReason, int> HeldBack,
    int Articles);

internal sealed record StoryRow(
    string Id,
    string Title,
    string FirstUrl,
    DateTimeOffset FirstSeen,
    int IndependentSources,
    int Outlets,
    IReadOnlyList<string> Topics,
    IReadOnlyList<DevelopmentRow> Developments,
    string? Page);

internal sealed record DevelopmentRow(DevelopmentKind Kind, string Sentence, string Outlet, string Url, DateTimeOffset At)
{
    public string? Story { get; init; }
}

[JsonSerializable(typeof(DigestEvent))]
internal sealed partial class DigestJson : JsonSerializerContext
{
    public static DigestJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DictionaryKeyPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter<DevelopmentKind>(JsonNamingPolicy.CamelCase), new JsonStringEnumConverter<HeldBackReason>(JsonNamingPolicy.CamelCase) },
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    });
}
