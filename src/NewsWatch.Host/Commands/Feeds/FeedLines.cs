using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using NewsWatch.Feeds;
using NewsWatch.Feeds.Health;
using NewsWatch.Outbound;

namespace NewsWatch.Host.Commands;

/// <summary>Feeds as JSON lines: one object a line, absent values null, times in ISO 8601, nothing of an address that is secret.</summary>
internal static class FeedLines
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Option<bool> Json() => new("--json") { Description = "One line of JSON for each." };

    public static string Of(object row) => JsonSerializer.Serialize(row, Options);

    public static string Changed(Feed feed, string change) => Of(new { feed.Id, Address = Shown(feed.Address), Change = change });

    public static string Of(Feed feed, IReadOnlyList<HealthFinding> findings) => Of(new
    {
        feed.Id,
        Address = Shown(feed.Address),
        Url = Shown(feed.State.Url),
        feed.Title,
        feed.Group,
        feed.Topical,
        Health = findings.Select(finding => new { Condition = HealthWords.Name(finding.Condition), finding.Words, finding.Since }),
        feed.State.LastPollAt,
        feed.State.LastSuccessAt,
        feed.State.LastChangedAt,
        NextPollAt = feed.PausedAt is null && !feed.State.Paused ? feed.State.NextPollAt : (DateTimeOffset?)null,
        IntervalMinutes = Math.Round(feed.State.Interval.TotalMinutes, 1),
        feed.State.FailingSince,
        feed.State.LastError,
    });

    /// <summary>Without user name and password.</summary>
    public static string Shown(Uri address) => WebAddress.WithoutUser(address).AbsoluteUri;
}
