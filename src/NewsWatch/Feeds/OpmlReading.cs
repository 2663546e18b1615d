using System.Text;
using System.Xml;
using NewsWatch.Outbound;

namespace NewsWatch.Feeds;

/// <summary>One reading of one list: where in its folders we are, and what has been taken and refused so far.</summary>
internal sealed class OpmlReading(XmlReader reader, OutboundOptions outbound)
{
    private const int MaxText = 1000;
    private const int MaxOther = 4000;

    private readonly List<OpmlFeed> _feeds = [];
    private readonly List<OpmlRefusal> _refused = [];
    private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);
    private readonly List<(int Depth, string Name)> _folders = [];
    private string? _title;
    private int _refusedCount;
    private int _outlines;

    public OpmlDocument Read()
    {
        try
        {
            if (reader.MoveToContent() != XmlNodeType.Element || !Is(reader.LocalName, "opml"))
                Refuse("", "the file is not an OPML list; export one from a feed reader");
            else
                while (reader.Read() && Take())
                {
                    // Each outline is taken as it is met.
                }
        }
        catch (XmlException error)
        {
            Refuse("", InWords(error), error.LineNumber);
        }

        return new OpmlDocument(_title, _feeds, _refused, _refusedCount);
    }

    /// <summary>Whether to read on.</summary>
    private bool Take()
    {
        if (reader.NodeType != XmlNodeType.Element)
            return true;

        if (Is(reader.LocalName, "title") && _title is null && _outlines == 0 && !reader.IsEmptyElement)
        {
            reader.Read();
            _title = reader.NodeType == XmlNodeType.Text ? Tidy(reader.Value) : null;
            return true;
        }

        if (!Is(reader.LocalName, "outline"))
            return true;

        if (++_outlines > Opml.MaxOutlines)
        {
            Refuse("", $"the list has more than {Opml.MaxOutlines:N0} outlines; what follows was not read, divide the list");
            return false;
        }

        Outline();
        return true;
    }

    private void Outline()
    {
        var depth = reader.Depth;
        while (_folders.Count > 0 && _folders[^1].Depth >= depth)
            _folders.RemoveAt(_folders.Count - 1);

        var hasChildren = !reader.IsEmptyElement;
        var (address, text, title, others) = Attributes();
        var name = Tidy(text ?? title ?? "");
        if (address is not null)
            Feed(address, name, text is not null && title is not null && Tidy(title) != name ? [.. others, KeyValuePair.Create("title", Tidy(title))] : others);

        if (address is null && hasChildren)
        {
            if (_folders.Count >= Opml.MaxDepth)
            {
                Refuse(name, $"the folders are nested deeper than {Opml.MaxDepth}; what is inside was not read");
                reader.Skip();
                return;
            }

            _folders.Add((depth, name));
        }
    }

    private (string? Address, string? Text, string? Title, List<KeyValuePair<string, string>> Others) Attributes()
    {
        string? address = null, text = null, title = null;
        var others = new List<KeyValuePair<string, string>>();
        while (reader.MoveToNextAttribute())
        {
            var value = reader.Value;
            if (Is(reader.LocalName, "xmlUrl"))
                address = value;
            else if (Is(reader.LocalName, "text"))
                text = value;
            else if (Is(reader.LocalName, "title"))
                title = value;
            else if (reader.NamespaceURI.Length == 0 && !Is(reader.LocalName, "type") && value.Length is > 0 and <= MaxOther)
                others.Add(KeyValuePair.Create(reader.LocalName, Tidy(value, MaxOther)));
        }

        reader.MoveToElement();
        return (address, text, title, others);
    }

    private void Feed(string written, string name, IReadOnlyList<KeyValuePair<string, string>> others)
    {
        var line = Line;
        if (!WebAddress.TryParse(WithoutFeedScheme(written), out var address, out var problem))
            Refuse(written, $"the address {problem}; correct or remove it");
        else if (WebAddress.LocalRange(address) is { } range && !outbound.AllowsLocal(address))
            Refuse(written, $"the address is not on the public internet ({range.Use}); if it is yours, add it to outbound.allowLocal");
        else if (!_lines.TryAdd(address.AbsoluteUri, line))
            Refuse(written, $"the same feed stands on line {_lines[address.AbsoluteUri]} already");
        else
            _feeds.Add(new OpmlFeed(address, name.Length > 0 ? name : null, GroupPath.Join([.. _folders.Select(folder => folder.Name)])) { Others = others });
    }

    /// <summary>Browsers once wrote <c>feed://host</c> and <c>feed:https://host</c>.</summary>
    private static string WithoutFeedScheme(string address)
    {
        var text = address.Trim();
        if (text.StartsWith("feed://", StringComparison.OrdinalIgnoreCase))
            return "http://" + text["feed://".Length..];

        return text.StartsWith("feed:http", StringComparison.OrdinalIgnoreCase) ? text["feed:".Length..] : text;
    }

    private int Line => (reader as IXmlLineInfo)?.LineNumber ?? 0;

    private void Refuse(string row, string reason, int? line = null)
    {
        _refusedCount++;
        if (_refused.Count < Opml.MaxRefused)
            _refused.Add(new OpmlRefusal(line ?? Line, Tidy(row, 200), reason));
    }

    private static string InWords(XmlException error) => error.Message.Contains("MaxCharactersInDocument", StringComparison.Ordinal)
        ? $"the file is longer than {Opml.MaxCharacters:N0} characters; what follows was not read, divide the list"
        : "the file is not well-formed here, and what follows was not read; often a bare & that should be written &amp;";

    /// <summary>One line of bounded length: control characters are spaces, halves of characters are dropped.</summary>
    private static string Tidy(string text, int most = MaxText)
    {
        var cut = text.AsSpan(0, Math.Min(text.Length, most));
        if (cut.Length > 0 && char.IsHighSurrogate(cut[^1]))
            cut = cut[..^1];

        var tidy = new StringBuilder(cut.Length);
        foreach (var rune in cut.EnumerateRunes())
            tidy.Append(Rune.IsControl(rune) || rune.Value is 0xfffe or 0xffff ? " " : rune.ToString());

        return tidy.ToString().Trim();
    }

    private static bool Is(string name, string expected) => name.Equals(expected, StringComparison.OrdinalIgnoreCase);
}
