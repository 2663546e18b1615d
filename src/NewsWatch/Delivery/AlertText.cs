using System.Globalization;
using NewsWatch.Alerts;
using NewsWatch.Stories;

namespace NewsWatch.Delivery;

/// <summary>
/// Composes an alert: what is new, in which story, where that first came from and when, how many independent sources it has,
/// who only repeats it, and why the reader got this. The same alert gives the same message.
/// </summary>
public static class AlertText
{

    public static OutgoingMessage Compose(AlertNews news)
    {
        var facts = AlertFacts.Of(news);
        return new OutgoingMessage
        {
            // The story's title alone, so that mail clients show all that is told of a story as one conversation; what is new
            // follows at once, in the part that an inbox shows behind the subject.
            Subject = facts.Title,
            Line = $"{facts.Label}: {facts.Sentence} · {facts.Outlet} · {facts.Sources}",
            Text = Text(facts),
            Html = AlertHtml.Compose(facts),
            Payload = AlertPayload.Compose(news),
            Brief = new Brief(
                facts.Label,
                facts.Sentence,
                facts.Headline,
                facts.Outlet,
                Plain.IsWeb(facts.Address, out _) ? facts.Address : "",
                [.. new[] { $"Story: {facts.Title}", facts.First, facts.Sources + ".", facts.Repeaters, facts.Released, facts.Doubt is { } doubt ? $"Not certain: {doubt}." : null, facts.Why }.OfType<string>()],
                facts.StoryPage),
            Date = news.Alert.RaisedAt,
            ThreadId = $"{news.Alert.StoryId}/{news.Subscription.Id}",
            Unsubscribe = news.Links.Unsubscribe,
        };
    }

    private static string Text(AlertFacts facts)
    {
        var lines = new List<string> { facts.Label.ToUpperInvariant(), facts.Sentence };
        lines.AddRange(facts.Also.Select(also => $"Also {also.Label.ToLowerInvariant()}: {also.Sentence}"));
        lines.AddRange(["", $"{facts.Headline} ({facts.Outlet}, {facts.Published})", facts.Address]);
        if (facts.Doubt is { } doubt)
            lines.Add($"Not certain: {doubt}.");
        if (facts.Released is { } released)
            lines.Add(released);

        lines.AddRange(["", $"Story: {facts.Title}", facts.First, facts.Sources + "."]);
        if (facts.Repeaters is { } repeaters)
            lines.Add(repeaters);
        if (facts.StoryPage is { } page)
            lines.Add($"The whole story: {page}");

        lines.AddRange(["", "--", facts.Why]);
        if (facts.UnsubscribePage is { } unsubscribe)
            lines.Add($"Unsubscribe: {unsubscribe}");

        return string.Join('\n', lines) + "\n";
    }
}
