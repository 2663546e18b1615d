namespace NewsWatch.Feeds.Reading;

/// <summary>What <see cref="XmlScanner.Read"/> stands on.</summary>
internal enum XmlToken
{
    Start,
    End,
    Text,
    CData,
    Finish,
}

/// <summary>A stretch of the document's characters.</summary>
internal readonly record struct Slice(int Start, int Length)
{
    public int End => Start + Length;
}

/// <summary>
/// Reads XML out of decoded characters, forward only, and goes on where XML says to stop. A well-formed document takes
/// the straight way through it and leaves no note; every other way notes a repair and where. No DTD is processed.
/// Each character is looked at a fixed number of times, whatever the document: a search that failed is not made again.
/// </summary>
internal sealed class XmlScanner(char[] document, int length, Repairs repairs, int start = 0)
{
    private readonly XmlElements _open = new();
    private int _at = start;
    private readonly int _begin = start;
    private int _closing;
    private bool _rootSeen;
    private bool _looseTextNoted;
    private bool _noCommentEnd;
    private bool _noInstructionEnd;
    private bool _noCDataEnd;

    public ReadOnlySpan<char> Text => document.AsSpan(0, length);

    public Repairs Repairs => repairs;

    /// <summary>Elements open after this token: a start tag's own depth, one less than an end tag's.</summary>
    public int Depth => _open.Depth;

    /// <summary>The token's characters: a text's or CDATA's content, a tag with its brackets.</summary>
    public Slice Token { get; private set; }

    /// <summary>The start tag's name and attributes.</summary>
    public XmlTag Tag { get; } = new();

    /// <summary>Entities that the document's own DTD gives as plain text.</summary>
    public DeclaredEntities Declared { get; } = new();

    /// <summary>True once the end came while elements were open.</summary>
    public bool Truncated { get; private set; }

    /// <summary>How many elements were open where the end came.</summary>
    public int TruncatedAt { get; private set; }

    public ReadOnlySpan<char> this[Slice slice] => document.AsSpan(slice.Start, slice.Length);

    /// <summary>Steps to the next token. Elements that were never closed get their end tokens where they had to end.</summary>
    public XmlToken Read()
    {
        if (_closing > 0)
        {
            _closing--;
            _open.Pop();
            return XmlToken.End;
        }

        var text = Text;
        while (_at < text.Length)
        {
            if (text[_at] != '<' || !IsMarkup(text[_at..]))
            {
                if (ReadText(text))
                    return XmlToken.Text;
                continue;
            }

            switch (text[_at + 1])
            {
                case '/':
                    if (ReadEnd(text))
                        return XmlToken.End;
                    break;
                case '!':
                    if (ReadDeclaration(text))
                        return XmlToken.CData;
                    break;
                case '?':
                    SkipInstruction(text);
                    break;
                default:
                    if (ReadStart(text))
                        return XmlToken.Start;
                    break;
            }
        }

        return Finish();
    }

    /// <summary>
    /// Steps to the next child of the element at <paramref name="depth"/>, passing over what is between; false at its end.
    /// A child that its reader left half read is passed over too.
    /// </summary>
    public bool NextChild(int depth)
    {
        while (Depth >= depth)
        {
            var token = Read();
            if (token == XmlToken.Start && Depth == depth + 1)
                return true;
            if (token == XmlToken.Finish)
                return false;
        }

        return false;
    }

    /// <summary>Passes over what is left of the element at <paramref name="depth"/>.</summary>
    public void SkipTo(int depth)
    {
        while (Depth >= depth && Read() != XmlToken.Finish)
        {
        }
    }

    /// <summary>
    /// Takes the start tag just read for a sibling of the open element at <paramref name="depth"/> whose end tag is missing:
    /// that element ends here and the tag is read again.
    /// </summary>
    public void EndBefore(int depth)
    {
        repairs.Note(Token.Start, "The end tag of the element before \"{0}\" is missing.", this[Tag.Name]);
        _closing = 0;
        _at = Token.Start;
        _open.PopTo(depth - 1);
    }

    /// <summary>True where the element just started begins with an element of its own, white space aside.</summary>
    public bool NextIsElement()
    {
        var rest = _closing > 0 ? default : Text[_at..].TrimStart();
        return rest.Length > 1 && rest[0] == '<' && XmlTag.IsNameStart(rest[1]);
    }

    /// <summary>True where the element just started holds escaped paragraphs, as far as its first few hundred characters show.</summary>
    public bool NextLooksLikeHtml()
    {
        var rest = _closing > 0 ? default : Text.Slice(_at, Math.Min(400, Text.Length - _at));
        var cdata = rest.TrimStart().StartsWith("<![CDATA[");
        var end = cdata ? rest.IndexOf("]]>") : rest.IndexOf('<');
        rest = end < 0 ? rest : rest[..end];
        return rest.Contains(cdata ? "</" : "&lt;/", StringComparison.Ordinal) || rest.Contains(cdata ? "<p>" : "&lt;p&gt;", StringComparison.OrdinalIgnoreCase)
            || rest.Contains(cdata ? "<br" : "&lt;br", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsMarkup(ReadOnlySpan<char> text) =>
        text.Length > 1 && (XmlTag.IsNameStart(text[1]) || text[1] is '!' or '?' || (text[1] == '/' && text.Length > 2 && XmlTag.IsNameStart(text[2])));

    private XmlToken Finish()
    {
        Token = new Slice(_at, 0);
        if (_open.Depth == 0)
            return XmlToken.Finish;
        if (!Truncated)
        {
            Truncated = true;
            TruncatedAt = _open.Depth;
            repairs.Note(_at, "The document ends inside the element \"{0}\".", this[_open.Name(_open.Depth)]);
        }

        _open.Pop();
        return XmlToken.End;
    }

    private bool ReadText(ReadOnlySpan<char> text)
    {
        var from = _at;
        while (_at < text.Length)
        {
            var next = text[_at..].IndexOf('<');
            _at = next < 0 ? text.Length : _at + next;
            if (next < 0 || IsMarkup(text[_at..]))
                break;
            repairs.Note(_at, "A \"less than\" sign stands for itself.");
            _at++;
        }

        Token = new Slice(from, _at - from);
        if (_open.Depth > 0)
            return true;
        if (!_looseTextNoted && !text[from.._at].Trim().IsEmpty)
        {
            _looseTextNoted = true;
            repairs.Note(from, "Text outside the document's element is left out.");
        }

        return false;
    }

    private bool ReadStart(ReadOnlySpan<char> text)
    {
        var from = _at;
        _at = Tag.Read(text, _at, repairs);
        Token = new Slice(from, _at - from);
        if (_open.Depth == 0)
        {
            if (_rootSeen)
                repairs.Note(from, "A second document element \"{0}\" follows the first.", this[Tag.Name]);
            _rootSeen = true;
        }

        if (!_open.Push(text, Tag.Name, Tag.IsEmpty))
        {
            repairs.Note(from, $"Elements nested deeper than {FeedLimits.Depth} are left out.");
            return false;
        }

        if (Tag.IsEmpty)
            _closing = 1;
        return true;
    }

    // Ends the element named, and those inside it that were not ended; an end tag of nothing is passed over.
    private bool ReadEnd(ReadOnlySpan<char> text)
    {
        var from = _at;
        var stop = text[(_at + 2)..].IndexOfAny('>', '<');
        var complete = stop >= 0 && text[_at + 2 + stop] == '>';
        if (!complete)
            repairs.Note(from, "An end tag is cut.");
        _at = stop < 0 ? text.Length : _at + 2 + stop + (complete ? 1 : 0);
        Token = new Slice(from, _at - from);
        var inside = text[(from + 2)..(complete ? _at - 1 : _at)];
        var name = XmlTag.NameAt(inside);
        if (complete && !inside[name.Length..].Trim().IsEmpty)
            repairs.Note(from, "The end tag \"{0}\" holds more than a name.", name);
        if (_open.EndsTooDeep())
            return false;

        var depth = _open.Find(text, name);
        if (depth == 0)
        {
            repairs.Note(from, "The end tag \"{0}\" ends no element.", name);
            return false;
        }

        if (depth < _open.Depth)
            repairs.Note(from, "The element \"{0}\" is not ended.", this[_open.Name(_open.Depth)]);
        _closing = _open.Depth - depth;
        _open.Pop();
        return true;
    }

    private bool ReadDeclaration(ReadOnlySpan<char> text)
    {
        var rest = text[_at..];
        if (rest.StartsWith("<![CDATA["))
        {
            ReadCData(text);
            if (_open.Depth > 0)
                return true;
            repairs.Note(Token.Start, "Text outside the document's element is left out.");
            return false;
        }

        if (rest.StartsWith("<!--"))
        {
            SkipComment(rest);
        }
        else if (rest.StartsWith("<!DOCTYPE", StringComparison.OrdinalIgnoreCase))
        {
            if (_rootSeen)
                repairs.Note(_at, "A document type stands inside the document.");
            _at += Declared.ReadDocumentType(rest, _at, repairs);
        }
        else
        {
            repairs.Note(_at, "A declaration stands where none may.");
            var end = rest.IndexOf('>');
            _at = end < 0 ? text.Length : _at + end + 1;
        }

        return false;
    }

    private void ReadCData(ReadOnlySpan<char> text)
    {
        var from = _at + "<![CDATA[".Length;
        var found = _noCDataEnd ? -1 : text[from..].IndexOf("]]>");
        if (found >= 0)
        {
            Token = new Slice(from, found);
            _at = Token.End + 3;
            return;
        }

        // Without an end the section runs to the end tag of the element it is in.
        repairs.Note(_at, "A CDATA section is not ended.");
        _noCDataEnd = true;
        var end = _open.Depth == 0 ? -1 : text[from..].IndexOf(string.Concat("</", this[_open.Name(_open.Depth)]));
        _at = end < 0 ? text.Length : from + end;
        Token = new Slice(from, _at - from);
    }

    private void SkipComment(ReadOnlySpan<char> rest)
    {
        var end = _noCommentEnd ? -1 : rest[4..].IndexOf("-->");
        if (end >= 0)
        {
            if (rest.Slice(4, end).Contains("--", StringComparison.Ordinal))
                repairs.Note(_at, "A comment holds two hyphens.");
            _at += end + 7;
            return;
        }

        repairs.Note(_at, "A comment is not ended.");
        _noCommentEnd = true;
        end = rest.IndexOf('>');
        _at += end < 0 ? rest.Length : end + 1;
    }

    private void SkipInstruction(ReadOnlySpan<char> text)
    {
        var rest = text[_at..];
        if (_at != _begin && rest.StartsWith("<?xml") && rest.Length > 5 && char.IsWhiteSpace(rest[5]))
            repairs.Note(_at, "The XML declaration does not stand at the beginning.");
        var end = rest.IndexOf('>');
        if (end > 0 && rest[end - 1] != '?' && !_noInstructionEnd)
        {
            var proper = rest.IndexOf("?>");
            _noInstructionEnd = proper < 0;
            end = proper < 0 ? end : proper + 1;
        }

        if (end < 0 || rest[end - 1] != '?')
            repairs.Note(_at, "A processing instruction is not ended.");
        _at += end < 0 ? rest.Length : end + 1;
    }
}
