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
        var rows = YamlFile.Parse<Rows>(text, file).Subscriptions;
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

    internal sealed class Rows
    {
        public List<Row> Subscriptions { get; set; } = [];
    }

    /// <summary>A subscription as it is written.</summary>
    internal sealed class Row
    {
        public string? Id { get; set; }

        public string? Name { get; set; }

        public string? Query { get; set; }

        public List<ChannelRow> Channels { get; set; } = [];

        public Cadence Cadence { get; set; }

        public string? Zone { get; set; }

        public string? QuietHours { get; set; }

        public List<DevelopmentKind>? Developments { get; set; }

        public string? Language { get; set; }

        public bool Paused { get; set; }
    }

    /// <summary>One channel as it is written: one of the four, a webhook with its secret.</summary>
    internal sealed class ChannelRow
    {
        public bool Console { get; set; }

        public string? Folder { get; set; }

        public string? Email { get; set; }

        public string? Webhook { get; set; }

        public string? Secret { get; set; }
    }
}
