using System.Text;

namespace NewsWatch.Feeds.Reading;

/// <summary>How an element's content is meant.</summary>
internal enum TextKind
{
    /// <summary>Text; a tag in it is about a tag.</summary>
    Plain,

    /// <summary>Escaped HTML, or text that may be.</summary>
    Html,

    /// <summary>Markup written as the document's own elements.</summary>
    Markup,

    /// <summary>Text or HTML behind Base64.</summary>
    Base64,
}

/// <summary>What relative links and texts without a language of their own go by.</summary>
internal readonly record struct Scope(Uri? Base, string? Language);

/// <summary>
/// The element in hand: vocabulary, name and attributes when entered, then its content in the form asked for, which leaves it.
/// One instance serves a whole document.
/// </summary>
internal sealed class XmlElement(XmlScanner scanner, HtmlText html, DateTimeOffset now) : IDisposable
{
    private const int LongestName = 32;

    private readonly XmlNamespaces _namespaces = new(scanner);
    private readonly XmlContent _content = new(scanner);
    private readonly char[] _name = new char[LongestName];
    private int _nameLength;
    private int _at;

    public XmlScanner Scanner => scanner;

    public Vocabulary Vocabulary { get; private set; }

    /// <summary>The local name in lower case.</summary>
    public ReadOnlySpan<char> Name => _name.AsSpan(0, _nameLength);

    public Scope Scope { get; private set; }

    /// <summary>True where the namespace in force is Netscape's, of RSS 0.90.</summary>
    public bool IsNetscape => _namespaces.IsNetscape;

    /// <summary>The base of links where the document was fetched from nowhere and names none: the feed's own address or its site's.</summary>
    public Uri? LastResort { get; set; }

    /// <summary>Depth at which an item or entry left open ends when the next begins; 0 outside of one.</summary>
    public int EntryDepth
    {
        get => _content.EntryDepth;
        set => _content.EntryDepth = value;
    }

    /// <summary>Takes up the start tag that the scanner stands on.</summary>
    public void Enter(Scope parent)
    {
        _namespaces.Enter();
        _at = scanner.Token.Start;
        var name = scanner[scanner.Tag.Name];
        var colon = name.IndexOf(':');
        Vocabulary = _namespaces.Of(colon < 0 ? default : name[..colon]);
        var local = name[(colon + 1)..];
        _nameLength = Lower(local);
        Scope = Inherit(parent);
    }

    /// <summary>Reads the document's default namespace, where it is a made-up one, as this vocabulary.</summary>
    public void Adopt(Vocabulary vocabulary)
    {
        _namespaces.Adopt(vocabulary);
        Vocabulary = Vocabulary == Vocabulary.Other ? vocabulary : Vocabulary;
    }

    /// <summary>An attribute's value with its references decoded, or null.</summary>
    public string? Attribute(ReadOnlySpan<char> name) => Find(name) is { } value ? _content.Decode(value) : null;

    /// <summary>An attribute's value in one clean line, or null.</summary>
    public string? Label(ReadOnlySpan<char> name) => Attribute(name) is { } value ? html.Line(value) : null;

    /// <summary>The address in an attribute: absolute http(s), or null. An empty one is the base itself.</summary>
    public string? LinkIn(ReadOnlySpan<char> name) => Attribute(name) is not { } value ? null
        : value.Length == 0 ? Scope.Base?.OriginalString : Link(value);

    /// <summary>The address that is this element's content.</summary>
    public string? Link()
    {
        var scope = Scope;
        return Link(_content.Read(TextKind.Plain), scope.Base);
    }

    /// <summary>This element's content as a title, name or other short text.</summary>
    public string? Line(TextKind kind)
    {
        var text = _content.Read(kind);
        return kind switch
        {
            TextKind.Plain => html.PlainLine(text),
            TextKind.Base64 => html.Line(Unpacked(text), literalTags: false),
            _ => html.Line(text, literalTags: kind == TextKind.Html && !_content.HadTags),
        };
    }

    /// <summary>This element's content as paragraphs.</summary>
    public string? Body(TextKind kind)
    {
        var text = _content.Read(kind);
        return kind switch
        {
            TextKind.Plain => html.PlainParagraphs(text),
            TextKind.Base64 => html.Paragraphs(Unpacked(text)),
            _ => html.Paragraphs(text),
        };
    }

    /// <summary>This element's content as an id: as written, without the spaces around it.</summary>
    public string? Id() => html.PlainLine(_content.Read(TextKind.Plain), FeedLimits.Address);

    /// <summary>This element's content as an instant; null, with a note, where it is none.</summary>
    public DateTimeOffset? Date() => Date(_content.Read(TextKind.Plain));

    public DateTimeOffset? Date(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (text.IsEmpty)
            return null;
        var date = FeedDate.Parse(text);
        if (date is null)
        {
            scanner.Repairs.Note(_at, "The date \"{0}\" is not understood.", text);
            return null;
        }

        if (FeedLimits.Settle(date.Value, now) is var settled && settled == date)
            return date;
        scanner.Repairs.Note(_at, "The date \"{0}\" lies in the future.", text);
        return settled;
    }

    /// <summary>Passes over the rest of this element.</summary>
    public void Skip() => scanner.SkipTo(scanner.Depth);

    public void Dispose() => _content.Dispose();

    // Names that count are ASCII; a longer one than any of them is no name here.
    private int Lower(ReadOnlySpan<char> name)
    {
        if (name.Length > LongestName)
            return 0;
        for (var i = 0; i < name.Length; i++)
            _name[i] = name[i] is >= 'A' and <= 'Z' ? (char)(name[i] | 0x20) : name[i];
        return name.Length;
    }

    private string? Link(ReadOnlySpan<char> text) => Link(text, Scope.Base);

    private string? Link(ReadOnlySpan<char> text, Uri? origin)
    {
        var link = Links.Absolute(text, origin ?? LastResort);
        if (link is null && !text.Trim().IsEmpty)
            scanner.Repairs.Note(_at, "\"{0}\" is no web address and was left out.", text.Trim());
        return link;
    }

    private Scope Inherit(Scope parent)
    {
        var (origin, language) = parent;
        var tag = scanner.Tag;
        for (var i = 0; i < tag.Count; i++)
        {
            var name = scanner[tag.AttributeName(i)];
            if (!name.StartsWith("xml:", StringComparison.OrdinalIgnoreCase))
                continue;
            if (name[4..].Equals("base", StringComparison.OrdinalIgnoreCase))
            {
                var value = _content.Decode(tag.AttributeValue(i));
                if (Links.Base(value, origin) is { } resolved)
                    origin = resolved;
                else if (!string.IsNullOrWhiteSpace(value) && origin is not null)
                    scanner.Repairs.Note(_at, "The base \"{0}\" is no web address and was left out.", value);
            }
            else if (name[4..].Equals("lang", StringComparison.OrdinalIgnoreCase))
            {
                language = Languages.Tag(_content.Decode(tag.AttributeValue(i)));
            }
        }

        return new Scope(origin, language);
    }

    private Slice? Find(ReadOnlySpan<char> name)
    {
        var tag = scanner.Tag;
        for (var i = 0; i < tag.Count; i++)
        {
            var found = scanner[tag.AttributeName(i)];
            if (found.Equals(name, StringComparison.OrdinalIgnoreCase)
                || (found.Length > name.Length && found[^(name.Length + 1)] == ':' && found.EndsWith(name, StringComparison.OrdinalIgnoreCase)
                    && !found.StartsWith("xml", StringComparison.OrdinalIgnoreCase)))
            {
                return tag.AttributeValue(i);
            }
        }

        return null;
    }

    // Base64 may hold a picture as well as a text: only what is UTF-8 without control characters is text.
    private static string Unpacked(ReadOnlySpan<char> text)
    {
        var bytes = new byte[(text.Length / 4 * 3) + 3];
        if (!Convert.TryFromBase64Chars(text, bytes, out var length) || !System.Text.Unicode.Utf8.IsValid(bytes.AsSpan(0, length)))
            return "";
        var unpacked = Encoding.UTF8.GetString(bytes, 0, length);
        return unpacked.Contains('\0') ? "" : Printable.Of(unpacked);
    }
}
