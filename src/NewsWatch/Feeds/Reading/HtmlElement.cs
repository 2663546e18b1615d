namespace NewsWatch.Feeds.Reading;

/// <summary>What an HTML element means for the text that is taken out of it.</summary>
internal enum HtmlElement
{
    /// <summary>Known, and part of the line it stands in.</summary>
    Inline,

    /// <summary>Not one of HTML's: dropped in a body, perhaps meant literally in a title ("List&lt;T&gt;").</summary>
    Unknown,

    /// <summary>Begins and ends a paragraph or line.</summary>
    Block,

    /// <summary>A table's cell: parted from its neighbours by a space.</summary>
    Cell,

    /// <summary>Keeps its line breaks.</summary>
    Preformatted,

    /// <summary>Its content is code for a machine up to the literal end tag.</summary>
    Raw,

    /// <summary>Its content, elements included, is not text of the article.</summary>
    Skipped,
}

internal static class HtmlElements
{
    private const int LongestName = 16;

    /// <summary>What the element of this name means; case does not matter.</summary>
    public static HtmlElement Of(ReadOnlySpan<char> name)
    {
        // Half of all tags have names of one letter.
        if (name.Length == 1)
            return name[0] is 'p' or 'P' ? HtmlElement.Block : (name[0] | 0x20) is 'a' or 'b' or 'i' or 'q' or 's' or 'u' ? HtmlElement.Inline : HtmlElement.Unknown;
        foreach (var c in name)
        {
            if (c is (>= 'A' and <= 'Z') or ':')
                return OfUnusual(name);
        }

        return OfLower(name);
    }

    // Upper case, or a prefix before the name.
    private static HtmlElement OfUnusual(ReadOnlySpan<char> name)
    {
        name = name[(name.IndexOf(':') + 1)..];
        if (name.Length > LongestName)
            return HtmlElement.Unknown;
        Span<char> lower = stackalloc char[LongestName];
        return OfLower(lower[..name.ToLowerInvariant(lower)]);
    }

    private static HtmlElement OfLower(ReadOnlySpan<char> name)
    {
        return name switch
        {
            "p" or "br" or "div" or "li" or "ul" or "ol" or "dl" or "dt" or "dd" or "h1" or "h2" or "h3" or "h4" or "h5" or "h6" or "hr"
                or "table" or "tr" or "caption" or "thead" or "tbody" or "tfoot" or "blockquote" or "section" or "article" or "aside"
                or "header" or "footer" or "main" or "nav" or "figure" or "figcaption" or "address" or "center" or "details" or "summary"
                or "fieldset" or "form" or "legend" or "body" or "html" or "dir" or "menu" or "hgroup" or "search" => HtmlElement.Block,
            "td" or "th" => HtmlElement.Cell,
            "pre" or "listing" => HtmlElement.Preformatted,
            "script" or "style" or "iframe" or "noscript" or "noembed" or "noframes" or "xmp" or "plaintext" or "textarea" => HtmlElement.Raw,
            "svg" or "math" or "template" or "object" or "applet" or "video" or "audio" or "canvas" or "head" or "select" or "button"
                or "frameset" or "title" => HtmlElement.Skipped,
            "a" or "abbr" or "acronym" or "area" or "b" or "base" or "basefont" or "bdi" or "bdo" or "big" or "blink" or "cite" or "code"
                or "col" or "colgroup" or "data" or "datalist" or "del" or "dfn" or "em" or "embed" or "font" or "frame" or "i" or "img"
                or "image" or "input" or "ins" or "kbd" or "keygen" or "label" or "link" or "map" or "mark" or "marquee" or "meta"
                or "meter" or "nobr" or "optgroup" or "option" or "output" or "param" or "picture" or "progress" or "q" or "rb" or "rp"
                or "rt" or "rtc" or "ruby" or "s" or "samp" or "slot" or "small" or "source" or "span" or "strike" or "strong" or "sub"
                or "sup" or "time" or "track" or "tt" or "u" or "var" or "wbr" => HtmlElement.Inline,
            _ => HtmlElement.Unknown,
        };
    }

    /// <summary>True for elements that load, run or restyle something just by standing in a page.</summary>
    public static bool IsActive(ReadOnlySpan<char> name)
    {
        if (name.Length > LongestName)
            return false;
        Span<char> lower = stackalloc char[LongestName];
        return lower[..name.ToLowerInvariant(lower)] is "script" or "style" or "iframe" or "object" or "embed" or "applet" or "svg" or "math"
            or "link" or "meta" or "base" or "form" or "input" or "button" or "frame" or "frameset" or "template" or "noscript" or "xmp"
            or "plaintext" or "textarea" or "select" or "img" or "image" or "video" or "audio" or "source" or "track" or "marquee" or "html"
            or "body" or "head" or "title" or "layer" or "ilayer" or "bgsound" or "isindex" or "portal" or "details" or "keygen";
    }
}
