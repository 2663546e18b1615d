using System.Globalization;
using System.Text;

namespace NewsWatch.Alerts;

/// <summary>
/// Changes <c>subscriptions.yaml</c> one subscription at a time; all other lines stay as somebody wrote them. What is changed
/// is read back as a whole before it counts, so that nothing enters the file that could not be used.
/// </summary>
public static class SubscriptionText
{
    /// <summary>The file with one more subscription at its end.</summary>
    /// <exception cref="ConfigurationException">Something of the file or of the new subscription cannot be used.</exception>
    public static string Add(string text, string file, SubscriptionFile.Row row, IReadOnlyCollection<string>? allowLocal = null)
    {
        var rows = SubscriptionFile.RowsOf(text, file).ToList();
        var changed = rows.Count == 0 ? $"{Comments(text)}subscriptions:\n{Block(row)}" : $"{text.TrimEnd()}\n\n{Block(row)}";
        return Checked(changed, file, allowLocal);
    }

    /// <summary>The file with one subscription changed, or taken out where <paramref name="change"/> gives null.</summary>
    /// <exception cref="ConfigurationException">There is no such subscription, or it cannot be used as changed.</exception>
    public static string Change(
        string text, string file, string id, Func<SubscriptionFile.Row, SubscriptionFile.Row?> change, IReadOnlyCollection<string>? allowLocal = null)
    {
        var rows = SubscriptionFile.RowsOf(text, file).ToList();
        var at = rows.FindIndex(row => row.Id == id);
        if (at < 0)
            throw new ConfigurationException(file, null, $"there is no subscription '{id}'; there are {(rows.Count == 0 ? "none" : string.Join(", ", rows.Select(row => row.Id)))}");

        var changed = change(rows[at]);
        if (changed is null && rows.Count == 1)
            return $"{Comments(text)}subscriptions: []\n";

        var lines = text.ReplaceLineEndings("\n").Split('\n').ToList();
        var (from, to) = new SubscriptionLines(text).Span(at);
        lines.RemoveRange(from, to - from);
        if (changed is not null)
            lines.Insert(from, Block(changed).TrimEnd('\n'));
        else if (from > 0 && lines[from - 1].Length == 0)
            lines.RemoveAt(from - 1);

        return Checked(string.Join('\n', lines).TrimEnd() + "\n", file, allowLocal);
    }

    private static string Checked(string text, string file, IReadOnlyCollection<string>? allowLocal)
    {
        SubscriptionFile.Parse(text, file, allowLocal);
        return text;
    }

    private static string Comments(string text) =>
        string.Concat(text.ReplaceLineEndings("\n").Split('\n').TakeWhile(line => line.StartsWith('#')).Select(line => line + "\n"));

    private static string Block(SubscriptionFile.Row row)
    {
        var block = new StringBuilder();
        block.Append(CultureInfo.InvariantCulture, $"  - id: {Quoted(row.Id)}\n");
        Line("name", row.Name);
        Line("query", row.Query);
        List("topics", row.Topics);
        List("entities", row.Entities);
        Plainly("cadence", row.Cadence.ToString().ToLowerInvariant());
        Line("zone", row.Zone);
        Line("quietHours", row.QuietHours);
        if (row.Developments is { Count: > 0 } developments)
            Plainly("developments", $"[{string.Join(", ", developments.Select(kind => char.ToLowerInvariant(kind.ToString()[0]) + kind.ToString()[1..]))}]");

        Line("language", row.Language);
        if (row.Burst is { } burst)
            Plainly("burst", burst.ToString(CultureInfo.InvariantCulture));

        List("mute", row.Mute);
        if (row.Snooze is { Count: > 0 } snoozed)
        {
            block.Append("    snooze:\n");
            foreach (var story in snoozed)
                block.Append(CultureInfo.InvariantCulture, $"      - {{ story: {Quoted(story.Story)}, until: {Quoted(story.Until)} }}\n");
        }

        if (row.Paused)
            Plainly("paused", "true");

        block.Append("    channels:\n");
        foreach (var channel in row.Channels)
            block.Append(CultureInfo.InvariantCulture, $"      - {{ {string.Join(", ", Parts(channel))} }}\n");

        return block.ToString();

        void Line(string key, string? value)
        {
            if (value is not null)
                Plainly(key, Quoted(value));
        }

        void List(string key, List<string>? values)
        {
            if (values is { Count: > 0 })
                Plainly(key, $"[{string.Join(", ", values.Select(Quoted))}]");
        }

        void Plainly(string key, string value) => block.Append(CultureInfo.InvariantCulture, $"    {key}: {value}\n");
    }

    private static IEnumerable<string> Parts(SubscriptionFile.ChannelRow channel)
    {
        if (channel.Console)
            yield return "console: true";

        foreach (var (key, value) in new[]
        {
            ("folder", channel.Folder), ("email", channel.Email), ("webhook", channel.Webhook), ("secret", channel.Secret), ("slack", channel.Slack),
            ("teams", channel.Teams), ("discord", channel.Discord), ("mattermost", channel.Mattermost), ("ntfy", channel.Ntfy), ("feed", channel.Feed),
        })
            if (value is not null)
                yield return $"{key}: {Quoted(value)}";
    }

    // YAML reads a JSON string as what it says, whatever stands in it.
    private static string Quoted(string? value) => System.Text.Json.JsonSerializer.Serialize(value ?? "", RowJson.Readable.String);
}

[System.Text.Json.Serialization.JsonSerializable(typeof(string))]
internal sealed partial class RowJson : System.Text.Json.Serialization.JsonSerializerContext
{
    public static RowJson Readable { get; } = new(new System.Text.Json.JsonSerializerOptions
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
