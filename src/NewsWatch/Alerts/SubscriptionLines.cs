using YamlDotNet.RepresentationModel;

namespace NewsWatch.Alerts;

/// <summary>Where in <c>subscriptions.yaml</c> things stand, for errors found after it was read.</summary>
internal sealed class SubscriptionLines
{
    private readonly List<YamlMappingNode> _rows = [];

    /// <param name="text">YAML that has been read without an error.</param>
    public SubscriptionLines(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        if (stream.Documents.Count > 0
            && stream.Documents[0].RootNode is YamlMappingNode root
            && root.Children.TryGetValue("subscriptions", out var rows)
            && rows is YamlSequenceNode sequence)
            _rows.AddRange(sequence.Children.OfType<YamlMappingNode>());
    }

    /// <summary>The line of a key of a subscription, or of the subscription where it lacks the key; counted from 1.</summary>
    public long? Of(int subscription, string key) => subscription >= _rows.Count
        ? null
        : _rows[subscription].Children.TryGetValue(key, out var value) ? value.Start.Line : _rows[subscription].Start.Line;

    /// <summary>The line of one of its channels.</summary>
    public long? OfChannel(int subscription, int channel) =>
        subscription < _rows.Count
        && _rows[subscription].Children.TryGetValue("channels", out var channels)
        && channels is YamlSequenceNode sequence
        && channel < sequence.Children.Count
            ? sequence.Children[channel].Start.Line
            : Of(subscription, "channels");
}
