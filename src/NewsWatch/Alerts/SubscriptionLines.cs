using YamlDotNet.RepresentationModel;

namespace NewsWatch.Alerts;

/// <summary>Where in <c>subscriptions.yaml</c> things stand, for errors found after it was read.</summary>
internal sealed class SubscriptionLines
{
    private readonly List<YamlMappingNode> _rows = [];
    private readonly string[] _lines;

    /// <param name="text">YAML that has been read without an error.</param>
    public SubscriptionLines(string text)
    {
        _lines = text.ReplaceLineEndings("\n").Split('\n');
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

    /// <summary>The first line of a subscription and the first line after it, counted from 0; blank lines and comments behind it are not its.</summary>
    public (int From, int To) Span(int subscription)
    {
        var from = (int)_rows[subscription].Start.Line - 1;
        var to = subscription + 1 < _rows.Count ? (int)_rows[subscription + 1].Start.Line - 1 : _lines.Length;
        while (to > from + 1 && (_lines[to - 1].Trim().Length == 0 || _lines[to - 1].TrimStart().StartsWith('#')))
            to--;

        return (from, to);
    }

    /// <summary>The line of one of its channels.</summary>
    public long? OfChannel(int subscription, int channel) =>
        subscription < _rows.Count
        && _rows[subscription].Children.TryGetValue("channels", out var channels)
        && channels is YamlSequenceNode sequence
        && channel < sequence.Children.Count
            ? sequence.Children[channel].Start.Line
            : Of(subscription, "channels");
}
