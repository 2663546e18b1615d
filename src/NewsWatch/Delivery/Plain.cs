using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace NewsWatch.Delivery;

/// <summary>
/// Strangers' words made safe to put among ours: no control characters (so no new line, header or terminal command), no
/// characters that turn the direction of what follows, no towers of combining marks, and not longer than we have room for.
/// </summary>
public static class Plain
{
    private const char FirstStrongIsolate = '\u2068';
    private const char PopIsolate = '\u2069';
    private const int MarksInARow = 6;
    private const int LongestAddress = 2000;

    /// <summary>One line of at most <paramref name="length"/> UTF-16 units, cut at a word where one is near, with an ellipsis where cut.</summary>
    public static string Line(string? text, int length)
    {
        if (string.IsNullOrEmpty(text))
            return "";

        // Enough of a hostile text to fill the line even where most of it falls away; never all of it.
        var source = text.AsSpan(0, Math.Min(text.Length, (length * 8) + 64));
        var line = new StringBuilder(Math.Min(source.Length, length + 1));
        var marks = 0;
        var space = false;
        foreach (var rune in source.EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            if (category is UnicodeCategory.Control or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator)
            {
                space = line.Length > 0;
                continue;
            }

            marks = category is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? marks + 1 : 0;
            if (marks > MarksInARow || Unseen(rune, category))
                continue;

            if (space)
                line.Append(' ');

            space = false;
            line.Append(rune.ToString());
            if (line.Length > length)
                return Cut(line.ToString(), length);
        }

        return line.ToString();
    }

    /// <summary>
    /// The same line, fenced where it holds right-to-left letters, so that it cannot reorder the words around it in plain text.
    /// HTML has an element for this and does not need it.
    /// </summary>
    public static string Isolated(string? text, int length)
    {
        var line = Line(text, length);
        return line.EnumerateRunes().Any(RightToLeft) ? $"{FirstStrongIsolate}{line}{PopIsolate}" : line;
    }

    /// <summary>
    /// An address to show and to follow: absolute, escaped, its host in ASCII (punycode), so that look-alike letters show. What is
    /// no http(s) address comes back as a line of text, which <see cref="IsWeb"/> tells apart.
    /// </summary>
    public static string Address(string? address)
    {
        if (!IsWeb(address, out var uri))
            return Line(address, LongestAddress);

        var ascii = uri.HostNameType is UriHostNameType.Dns ? new UriBuilder(uri) { Host = uri.IdnHost }.Uri : uri;
        return ascii.AbsoluteUri;
    }

    /// <summary>Whether it may be a link: absolute, http or https, and not absurdly long.</summary>
    public static bool IsWeb(string? address, [NotNullWhen(true)] out Uri? uri)
    {
        uri = null;
        return address is { Length: > 0 and <= LongestAddress }
            && Uri.TryCreate(address, UriKind.Absolute, out uri)
            && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps);
    }

    // Format characters are unseen; only the joiners that Persian, Indic scripts and emoji are written with stay.
    private static bool Unseen(Rune rune, UnicodeCategory category) =>
        (category is UnicodeCategory.Format && rune.Value is not (0x200C or 0x200D))
        || category is UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned;

    private static bool RightToLeft(Rune rune) =>
        rune.Value is (>= 0x0590 and <= 0x08FF) or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFF)
            or (>= 0x10800 and <= 0x10FFF) or (>= 0x1E800 and <= 0x1EFFF);

    private static string Cut(string line, int length)
    {
        var end = Math.Max(0, length - 1);
        var word = line.LastIndexOf(' ', end, Math.Min(end, 24));
        if (word > 0)
            end = word;
        else if (end > 0 && char.IsHighSurrogate(line[end - 1]))
            end--;

        return string.Concat(line.AsSpan(0, end).TrimEnd(), "…");
    }
}
