using NewsWatch.Stories;

namespace NewsWatch.Alerts;

/// <summary>Reads <c>subscriptions.yaml</c>. Whatever cannot work is refused here, with file, line, subscription and key.</summary>
public static class SubscriptionFile
{
    /// <param name="path">The file.</param>
    /// <param name="allowLocal">Local hosts that this installation may reach (<c>outbound.allowLocal</c>); a webhook to any other is refused.</param>
    /// <exception cref="ConfigurationException">The file cannot be used as it is.</exception>
    public static IReadOnlyList<Subscription> Read(string path, IReadOnlyCollection<string>? allowLocal = null)
    {
        // Through the same reader as all configuration first: its errors about missing files come before ours.
        _ = YamlFile.Read<Rows>(path);
        return Parse(File.ReadAllText(path), path, allowLocal);
    }

    /// <summary>The same for text already read; <paramref name="file"/> is the name that errors give.</summary>
    /// <exception cref="ConfigurationException">As for <see cref="Read"/>.</exception>
    public static IReadOnlyList<Subscription> Parse(string text, string file, IReadOnlyCollection<string>? allowLocal = null)
    {
        var rows = RowsOf(text, file);
        var lines = new SubscriptionLines(text);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var subscriptions = new List<Subscription>(rows.Count);
        for (var i = 0; i < rows.Count; i++)
        {
            var subscription = new SubscriptionCheck(file, lines, i, rows[i], allowLocal ?? []).Checked();
            if (!ids.Add(subscription.Id))
                throw new ConfigurationException(
                    file, lines.Of(i, "id"), $"two subscriptions have the id '{subscription.Id}'; give one of them another");

            subscriptions.Add(subscription);
        }

        return subscriptions;
    }

    /// <summary>Channels written outside of any subscription: those on which an installation's operator is told.</summary>
    /// <exception cref="ConfigurationException">One of them cannot be used.</exception>
    public static IReadOnlyList<Channel> Channels(IReadOnlyList<ChannelRow> rows, string file, IReadOnlyCollection<string>? allowLocal = null)
    {
        if (rows.Count == 0)
            return [];

        var whole = new Row { Id = "operator", Query = "*", Channels = [.. rows] };
        var channels = new SubscriptionCheck(file, new SubscriptionLines(""), 0, whole, allowLocal ?? []).Checked().Channels;
        return channels.Any(channel => channel is FeedTarget)
            ? throw new ConfigurationException(file, null, "operator, channels: a feed waits to be asked for; name a channel that comes by itself, such as email or webhook")
            : channels;
    }

    /// <summary>The rows as they are written, unchecked.</summary>
    public static IReadOnlyList<Row> RowsOf(string text, string file) => YamlFile.Parse<Rows>(text, file).Subscriptions;

    internal sealed class Rows
    {
        public List<Row> Subscriptions { get; set; } = [];
    }

    /// <summary>A subscription as it is written.</summary>
    public sealed class Row
    {
        public string? Id { get; set; }

        public string? Name { get; set; }

        public string? Query { get; set; }

        public List<string>? Topics { get; set; }

        public List<string>? Entities { get; set; }

        public List<ChannelRow> Channels { get; set; } = [];

        public Cadence Cadence { get; set; }

        public string? Zone { get; set; }

        public string? QuietHours { get; set; }

        public List<DevelopmentKind>? Developments { get; set; }

        public string? Language { get; set; }

        public bool Paused { get; set; }

        public int? Burst { get; set; }

        public List<string>? Mute { get; set; }

        public List<SnoozeRow>? Snooze { get; set; }
    }

    /// <summary>A story that is not told until a moment of the subscriber's zone.</summary>
    public sealed class SnoozeRow
    {
        public string? Story { get; set; }

        public string? Until { get; set; }
    }

    /// <summary>One channel as it is written: one of these, a webhook with its secret.</summary>
    public sealed class ChannelRow
    {
        public bool Console { get; set; }

        public string? Folder { get; set; }

        public string? Email { get; set; }

        public string? Webhook { get; set; }

        public string? Secret { get; set; }

        public string? Slack { get; set; }

        public string? Teams { get; set; }

        public string? Discord { get; set; }

        public string? Mattermost { get; set; }

        public string? Ntfy { get; set; }

        public string? Feed { get; set; }
    }
}
