namespace NewsWatch.Feeds.Reading;

/// <summary>
/// Gathers what stands between a start tag and its end. Where that is one stretch of the document without references,
/// which is most often so, it is handed out where it lies; else it is put together in a buffer.
/// </summary>
internal sealed class XmlContent(XmlScanner scanner) : IDisposable
{
    private readonly TextBuffer _buffer = new(64 * 1024);
    private readonly TextBuffer _attribute = new(256);

    /// <summary>True where the content read last held elements.</summary>
    public bool HadTags { get; private set; }

    /// <summary>Depth of the item or entry being read; 0 outside of one.</summary>
    public int EntryDepth { get; set; }

    /// <summary>
    /// The content of the element just started, and the scanner behind its end tag. Plain: references decoded, tags dropped.
    /// Html: references decoded, tags kept. Markup: as it stands, CDATA escaped. Valid until the next call.
    /// </summary>
    public ReadOnlySpan<char> Read(TextKind kind)
    {
        var depth = scanner.Depth;
        HadTags = false;
        _buffer.Clear();
        Slice? only = null;
        while (true)
        {
            var token = scanner.Read();
            if (token == XmlToken.Finish || scanner.Depth < depth)
                break;
            if (token == XmlToken.Start && EndsHere(depth))
                break;
            if (token is XmlToken.Text or XmlToken.CData && only is null && _buffer.Length == 0 && CanStay(token, kind))
            {
                only = scanner.Token;
                continue;
            }

            if (only is { } first)
            {
                _buffer.Append(scanner[first]);
                only = null;
            }

            Append(token, kind);
        }

        return only is { } whole ? scanner[whole] : _buffer.Written;
    }

    /// <summary>An attribute's value with its references decoded.</summary>
    public string Decode(Slice value)
    {
        var raw = scanner[value];
        if (!raw.Contains('&'))
            return raw.ToString();
        _attribute.Clear();
        Unescape(raw, value.Start, _attribute);
        return _attribute.Written.ToString();
    }

    public void Dispose()
    {
        _buffer.Dispose();
        _attribute.Dispose();
    }

    private bool CanStay(XmlToken token, TextKind kind)
    {
        var text = scanner[scanner.Token];
        return token == XmlToken.CData ? kind != TextKind.Markup || text.IndexOfAny('<', '&') < 0 : !text.Contains('&');
    }

    // An item inside a text is the next item: the text's end tag, and its item's, are missing.
    private bool EndsHere(int depth)
    {
        if (scanner[scanner.Tag.Name] is not ("item" or "entry"))
            return false;
        scanner.EndBefore(EntryDepth > 0 ? EntryDepth : depth);
        return true;
    }

    private void Append(XmlToken token, TextKind kind)
    {
        var text = scanner[scanner.Token];
        switch (token)
        {
            case XmlToken.Start or XmlToken.End:
                HadTags = true;
                if (kind is TextKind.Html or TextKind.Markup)
                    _buffer.Append(text);
                else
                    _buffer.Append(' ');
                break;
            case XmlToken.CData when kind == TextKind.Markup:
                Escape(text);
                break;
            case XmlToken.Text when kind == TextKind.Markup:
                Keep(text, scanner.Token.Start);
                break;
            case XmlToken.Text:
                Unescape(text, scanner.Token.Start, _buffer);
                break;
            default:
                _buffer.Append(text);
                break;
        }
    }

    private void Escape(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (c is '<' or '&')
                _buffer.Append(c == '<' ? "&lt;" : "&amp;");
            else
                _buffer.Append(c);
        }
    }

    private void Unescape(ReadOnlySpan<char> text, int offset, TextBuffer into)
    {
        while (text.IndexOf('&') is >= 0 and var next)
        {
            into.Append(text[..next]);
            text = text[next..];
            offset += next;
            var length = Reference(text, offset, into);
            text = text[length..];
            offset += length;
        }

        into.Append(text);
    }

    // Markup keeps its references for whoever reads the markup; those that only this document knows become their text.
    private void Keep(ReadOnlySpan<char> text, int offset)
    {
        while (text.IndexOf('&') is >= 0 and var next)
        {
            _buffer.Append(text[..next]);
            text = text[next..];
            offset += next;
            var before = _buffer.Length;
            var length = Reference(text, offset, _buffer);
            _buffer.CutTo(before);
            if (length == 1)
                _buffer.Append("&amp;");
            else
                _buffer.Append(text[..length]);
            text = text[length..];
            offset += length;
        }

        _buffer.Append(text);
    }

    private int Reference(ReadOnlySpan<char> text, int offset, TextBuffer into)
    {
        var end = text[..Math.Min(text.Length, 64)].IndexOf(';');
        var name = end > 1 ? text[1..end] : default;
        if (!name.IsEmpty && name[0] != '#' && !Entities.IsXml(name))
        {
            if (scanner.Declared.Find(name) is { } declared)
            {
                into.Append(declared);
                return end + 1;
            }

            if (Entities.Named(name) is not null)
                scanner.Repairs.Note(offset, "The entity \"{0}\" is not declared; HTML's was taken.", name);
        }

        var length = Entities.Read(text, html: false, into);
        if (length > 0)
            return length;
        scanner.Repairs.Note(offset, "An ampersand stands for itself.");
        into.Append('&');
        return 1;
    }
}
