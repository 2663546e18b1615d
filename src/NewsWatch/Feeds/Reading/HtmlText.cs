using System.Buffers;

namespace NewsWatch.Feeds.Reading;

/// <summary>
/// The text of a piece of HTML: paragraphs, list items and line breaks become one line feed each, other white space one space;
/// scripts, styles, drawings and forms are left out; references are decoded once. One pass in time linear in the input,
/// whatever the input: a search that failed once is not made again.
/// </summary>
/// <remarks>Reused for one document after another, on one thread. What it returns holds no tag that a page could run.</remarks>
internal sealed class HtmlText : IDisposable
{
    private static readonly SearchValues<char> Stops = SearchValues.Create("<&\n\r\t\f");

    private static readonly SearchValues<char> Breaks = SearchValues.Create("\n\r\t\f");

    private readonly TextBuffer _out = new();
    private readonly TextBuffer _reference = new(64);
    private readonly List<string> _transparent = [];
    private Gap _gap;
    private int _preformatted;
    private bool _simpleTags;
    private bool _literalTags;

    private enum Gap
    {
        None,
        Space,
        Line,
    }

    /// <summary>A body's text, at most <paramref name="limit"/> characters; null where there is none.</summary>
    public string? Paragraphs(ReadOnlySpan<char> html, int limit = FeedLimits.Body)
    {
        _literalTags = false;
        Convert(html, limit);
        return Finish(limit, oneLine: false);
    }

    /// <summary>
    /// A title's or name's text in one line; null where there is none. With <paramref name="literalTags"/>,
    /// what looks like a tag but is none of HTML's and has no attributes is text ("List&lt;T&gt;").
    /// </summary>
    public string? Line(ReadOnlySpan<char> html, bool literalTags = true, int limit = FeedLimits.Line)
    {
        _literalTags = literalTags;
        Convert(html, limit);
        return Finish(limit, oneLine: true);
    }

    /// <summary>Plain text, references and tags meant literally, in one line.</summary>
    public string? PlainLine(ReadOnlySpan<char> text, int limit = FeedLimits.Line)
    {
        Reset();
        Words(text);
        return Finish(limit, oneLine: true);
    }

    /// <summary>Plain text with its line breaks as paragraphs.</summary>
    public string? PlainParagraphs(ReadOnlySpan<char> text, int limit = FeedLimits.Body)
    {
        Reset();
        _preformatted = 1;
        Words(text);
        return Finish(limit, oneLine: false);
    }

    public void Dispose()
    {
        _out.Dispose();
        _reference.Dispose();
    }

    private void Reset()
    {
        _out.Clear();
        _gap = Gap.None;
        _preformatted = 0;
        _simpleTags = false;
        _transparent.Clear();
    }

    private void Convert(ReadOnlySpan<char> html, int limit)
    {
        Reset();
        var at = 0;
        while (at < html.Length && _out.Length <= limit)
        {
            var run = html[at..].IndexOfAny(Stops);
            if (run != 0)
            {
                Spaced(run < 0 ? html[at..] : html.Slice(at, run));
                if (run < 0)
                    return;
                at += run;
            }

            at += html[at] switch
            {
                '<' => Markup(html, at),
                '&' => Reference(html[at..]),
                _ => White(html[at]),
            };
        }
    }

    private int White(char c)
    {
        _gap = c == '\n' && _preformatted > 0 ? Gap.Line : _gap == Gap.None ? Gap.Space : _gap;
        return 1;
    }

    private int Reference(ReadOnlySpan<char> html)
    {
        _reference.Clear();
        var length = Entities.Read(html, html: true, _reference);
        if (length == 0)
        {
            Words("&");
            return 1;
        }

        Words(_reference.Written);
        return length;
    }

    // Text without tags and references.
    private void Words(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            var length = text.IndexOfAny(Breaks);
            Spaced(length < 0 ? text : text[..length]);
            if (length < 0)
                return;
            White(text[length]);
            text = text[(length + 1)..];
        }
    }

    // Text without line breaks either. Words parted by single spaces, as most are, are copied in one piece.
    private void Spaced(ReadOnlySpan<char> line)
    {
        while (!line.IsEmpty)
        {
            if (line[0] == ' ')
            {
                White(' ');
                line = line[1..];
                continue;
            }

            var end = line.IndexOf("  ");
            var words = end < 0 ? line : line[..end];
            if (words[^1] == ' ')
                words = words[..^1];
            Emit(words);
            line = line[words.Length..];
        }
    }

    private void Emit(ReadOnlySpan<char> text)
    {
        if (_gap != Gap.None && _out.Length > 0)
            _out.Append(_gap == Gap.Line ? '\n' : ' ');
        _gap = Gap.None;
        _out.Append(text);
    }

    private int Markup(ReadOnlySpan<char> html, int at)
    {
        var rest = html[at..];
        if (!HtmlTag.Opens(rest))
            return Other(rest);

        var length = _simpleTags ? -1 : HtmlTag.Length(rest);
        if (length < 0)
        {
            _simpleTags = true;
            length = rest.IndexOf('>') + 1;
            if (length == 0)
                return Cut(rest);
        }

        if (_literalTags && IsComparison(rest[..length]))
        {
            Words("<");
            return 1;
        }

        var name = HtmlTag.Name(rest[..length]);
        var closes = rest[1] == '/';
        switch (HtmlElements.Of(name))
        {
            case HtmlElement.Block:
                _gap = Gap.Line;
                break;
            case HtmlElement.Cell when _gap == Gap.None:
                _gap = Gap.Space;
                break;
            case HtmlElement.Preformatted:
                _gap = Gap.Line;
                _preformatted = Math.Max(0, _preformatted + (closes ? -1 : 1));
                break;
            case HtmlElement.Raw or HtmlElement.Skipped when !closes && rest[length - 2] != '/':
                return length + Skip(rest[length..], name);
            case HtmlElement.Unknown when _literalTags && rest[..length].IndexOfAny("= /:") < 0:
                Words(rest[..length]);
                break;
        }

        return length;
    }

    // "a<b and c>d": words inside, but no value, between signs that compare.
    private static bool IsComparison(ReadOnlySpan<char> tag)
    {
        var inside = tag[1..^1].Trim();
        return inside.Contains(' ') && !inside.Contains('=') && !inside.EndsWith('/');
    }

    // The length of an element's content that is no text; 0 where it never ends and is not code.
    private int Skip(ReadOnlySpan<char> content, ReadOnlySpan<char> name)
    {
        foreach (var known in _transparent)
        {
            if (name.Equals(known, StringComparison.OrdinalIgnoreCase))
                return 0;
        }

        var (at, depth, raw) = (0, 1, HtmlElements.Of(name) == HtmlElement.Raw);
        while (content[at..].IndexOf('<') is >= 0 and var next)
        {
            at += next + 1;
            var closes = at < content.Length && content[at] == '/';
            var tag = closes ? content[(at + 1)..] : content[at..];
            if (!tag.StartsWith(name, StringComparison.OrdinalIgnoreCase) || (tag.Length > name.Length && char.IsAsciiLetterOrDigit(tag[name.Length])))
                continue;
            depth += closes ? -1 : raw ? 0 : 1;
            if (depth > 0)
                continue;
            var end = tag.IndexOf('>');
            return end < 0 ? content.Length : content.Length - tag.Length + end + 1;
        }

        if (!_literalTags && (name.EndsWith("script", StringComparison.OrdinalIgnoreCase) || name.EndsWith("style", StringComparison.OrdinalIgnoreCase)))
            return content.Length;
        _transparent.Add(name.ToString());
        return 0;
    }

    // A comment, a declaration, an instruction, the end of nothing; or a sign that is only less than something.
    private int Other(ReadOnlySpan<char> rest)
    {
        if (rest.Length > 1 && rest[1] is '!' or '?' || rest.StartsWith("</"))
        {
            var comment = rest.StartsWith("<!--") && !IsTransparent("!--") ? rest[4..].IndexOf("-->") : -1;
            if (comment >= 0)
                return comment + 7;
            if (rest.StartsWith("<!--"))
                _transparent.Add("!--");
            if (rest.StartsWith("<![CDATA["))
                return "<![CDATA[".Length;
            var end = rest.IndexOf('>');
            return end < 0 ? Cut(rest) : end + 1;
        }

        Words("<");
        return 1;
    }

    private bool IsTransparent(string name) => _transparent.Contains(name);

    // A tag that the end of the text cuts: summaries are often cut so. In a title the sign is more likely meant.
    private int Cut(ReadOnlySpan<char> rest)
    {
        if (!_literalTags || HtmlElements.Of(HtmlTag.Name(rest)) != HtmlElement.Unknown)
            return rest.Length;
        Words("<");
        return 1;
    }

    private string? Finish(int limit, bool oneLine)
    {
        if (_out.Length > limit)
            _out.CutTo(limit - (char.IsHighSurrogate(_out.Written[limit - 1]) ? 1 : 0));
        if (_out.Length == 0)
            return null;
        var text = _out.Editable;
        if (oneLine)
            text.Replace('\n', ' ');
        LiteralTags.Defuse(text);
        return new string(text);
    }
}
