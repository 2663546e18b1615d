using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using NewsWatch.Feeds.Health;

namespace NewsWatch.Delivery.Operator;

/// <summary>Puts incidents into one message: who needs somebody and why, and who is well again. Feeds' own words are cleaned and capped.</summary>
internal static class OperatorNotice
{
    private const int Named = 50;
    private const int NameLength = 80;
    private const int WordsLength = 400;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static OutgoingMessage Compose(IReadOnlyList<FeedIncident> incidents, PageAddresses pages, DateTimeOffset now)
    {
        var opened = incidents.Where(incident => incident.EndedAt is null).OrderBy(incident => incident.Condition).ToList();
        var ended = incidents.Where(incident => incident.EndedAt is not null).ToList();
        var subject = string.Join(", ", new[] { Need(opened), Well(ended) }.OfType<string>());
        var lines = Lines("Need somebody", opened, Trouble).Concat(Lines("Well again", ended, Mended)).ToList();
        var why = $"You got this because newswatch.json names you as its operator. All feeds: {pages.Feeds?.AbsoluteUri ?? "`newswatch feeds health`"}";
        return new OutgoingMessage
        {
            Subject = subject,
            Line = $"{subject}: {string.Join(" | ", incidents.Take(5).Select(incident => incident.EndedAt is null ? Trouble(incident) : Mended(incident)))}",
            Text = string.Join('\n', [.. lines.Select(line => line.IsTitle ? line.Words.ToUpperInvariant() : $"- {line.Words}"), "", "--", why]) + "\n",
            Html = MailPage.Frame(subject, lines.Count > 1 ? lines[1].Words : subject, MailPage.Row("30px 36px", Markup.Join(lines.Select(Html))), Markup.Of($"{why}")),
            Payload = JsonSerializer.Serialize(
                new { type = "feeds.health", timestamp = now, data = new { opened = opened.Take(Named).Select(Row), ended = ended.Take(Named).Select(Row), openedCount = opened.Count, endedCount = ended.Count } },
                Json),
            Brief = new Brief("Feeds", subject, subject, "", "", [.. lines.Where(line => !line.IsTitle).Take(10).Select(line => line.Words), why], pages.Feeds?.AbsoluteUri),
            Date = now,
            ThreadId = OperatorChannels.Id,
        };
    }

    private static string? Need(List<FeedIncident> opened) => opened switch
    {
        [] => null,
        [var only] => $"{Name(only)} needs somebody: {HealthWords.Name(only.Condition)}",
        _ => FormattableString.Invariant($"{opened.Count:N0} feeds need somebody"),
    };

    private static string? Well(List<FeedIncident> ended) => ended switch
    {
        [] => null,
        [var only] => $"{Name(only)} is well again",
        _ => FormattableString.Invariant($"{ended.Count:N0} feeds are well again"),
    };

    private static IEnumerable<(string Words, bool IsTitle)> Lines(string title, List<FeedIncident> incidents, Func<FeedIncident, string> words)
    {
        if (incidents.Count == 0)
            return [];

        var lines = incidents.Take(Named).Select(incident => (words(incident), false)).Prepend((title, true));
        return incidents.Count > Named ? lines.Append((FormattableString.Invariant($"and {incidents.Count - Named:N0} more"), false)) : lines;
    }

    private static string Trouble(FeedIncident incident) => $"{Name(incident)} ({Plain.Address(incident.Address.AbsoluteUri)}): {Plain.Isolated(incident.Words, WordsLength)}";

    private static string Mended(FeedIncident incident) =>
        $"{Name(incident)} ({Plain.Address(incident.Address.AbsoluteUri)}): no longer {HealthWords.Name(incident.Condition)}, after {HealthWords.Lasted(incident.EndedAt!.Value - incident.OpenedAt)}";

    private static string Name(FeedIncident incident) => Plain.Isolated(incident.Title ?? incident.Address.IdnHost, NameLength);

    private static Markup Html((string Words, bool IsTitle) line) => line.IsTitle
        ? Markup.Of($"""<p class="accent" style="margin:12px 0 0;{new Markup(MailPage.Sans)};font-size:12px;line-height:18px;font-weight:600;color:#9a3b26">{line.Words}</p>""")
        : Markup.Of($"""<p class="ink" style="margin:6px 0 0;{new Markup(MailPage.Sans)};font-size:14px;line-height:21px;color:#1d1b18"><bdi>{line.Words}</bdi></p>""");

    private static object Row(FeedIncident incident) => new
    {
        incident.Id,
        feed = incident.FeedId,
        address = incident.Address.AbsoluteUri,
        title = incident.Title is null ? null : Plain.Line(incident.Title, NameLength),
        condition = HealthWords.Name(incident.Condition),
        words = Plain.Line(incident.Words, WordsLength),
        incident.OpenedAt,
        incident.EndedAt,
    };
}
