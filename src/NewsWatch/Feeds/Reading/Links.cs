using System.Buffers;

namespace NewsWatch.Feeds.Reading;

/// <summary>Addresses out of feeds: absolute http or https, or nothing. Nothing that runs, opens or reads anything else gets through.</summary>
internal static class Links
{
    private static readonly SearchValues<char> BeforePath = SearchValues.Create(":/?#\\");

    // Kept as written where only these and letters of any language occur; what is left is escaped.
    private static readonly SearchValues<char> Unsafe = SearchValues.Create(
        " \"<>\\^`{|}\u007F\u00AD\u200B\u200C\u200D\u200E\u200F\u2028\u2029\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069\uFEFF");

    private static readonly SearchValues<char> UnsafeAscii = SearchValues.Create("\"<>\\^`{|}");

    /// <summary>The absolute http(s) address that <paramref name="text"/> names, seen from <paramref name="origin"/>; null where it names none.</summary>
    public static string? Absolute(ReadOnlySpan<char> text, Uri? origin)
    {
        text = Trim(text);
        if (text.IsEmpty || text.Length > FeedLimits.Address)
            return null;
        if (IsPlain(text))
            return text.ToString();
        if (text.IndexOfAny('\t', '\n', '\r') >= 0 || text.Contains("&amp;", StringComparison.Ordinal) || text.StartsWith("feed:", StringComparison.OrdinalIgnoreCase))
            text = Tidy(text.ToString());

        var colon = text.IndexOfAny(BeforePath);
        if (colon >= 0 && text[colon] == ':')
        {
            var scheme = text[..colon];
            return scheme.Equals("http", StringComparison.OrdinalIgnoreCase) || scheme.Equals("https", StringComparison.OrdinalIgnoreCase)
                ? Whole(text, colon)
                : null;
        }

        if (text.StartsWith("www.", StringComparison.OrdinalIgnoreCase))
            return Whole("http://" + text.ToString(), 4);
        if (text.StartsWith("//"))
            return Whole($"{origin?.Scheme ?? "https"}:{text}", (origin?.Scheme ?? "https").Length);
        return origin is not null && Uri.TryCreate(origin, text.ToString(), out var resolved) && IsWeb(resolved) ? resolved.AbsoluteUri : null;
    }

    /// <summary>An address as a base for others; null where it is not on the web.</summary>
    public static Uri? Base(ReadOnlySpan<char> text, Uri? origin) =>
        Absolute(text, origin) is { } address && Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri : null;

    public static bool IsWeb(Uri uri) => uri.IsAbsoluteUri && uri.Scheme is "http" or "https" && uri.Host.Length > 0;

    private static string? Whole(ReadOnlySpan<char> text, int colon)
    {
        if (!text[(colon + 1)..].StartsWith("//") && !text[(colon + 1)..].StartsWith("\\\\"))
            return null;
        return Uri.TryCreate(text.ToString(), UriKind.Absolute, out var uri) && IsWeb(uri)
            ? text.IndexOfAny(Unsafe) < 0 && !text.ContainsAnyInRange('\0', '\u001F') ? text.ToString() : uri.AbsoluteUri
            : null;
    }

    // Most addresses: a host of letters, digits, dots and hyphens, then nothing that needs escaping. Spares the full check.
    private static bool IsPlain(ReadOnlySpan<char> text)
    {
        var hostStart = text.StartsWith("https://") ? 8 : text.StartsWith("http://") ? 7 : -1;
        if (hostStart < 0 || hostStart == text.Length || !char.IsAsciiLetter(text[hostStart]))
            return false;
        var (at, dots) = (hostStart, 0);
        for (; at < text.Length && text[at] is not ('/' or '?' or '#'); at++)
        {
            var dot = text[at] == '.';
            if ((!dot && text[at] != '-' && !char.IsAsciiLetterOrDigit(text[at])) || (dot && text[at - 1] == '.'))
                return false;
            dots += dot ? 1 : 0;
        }

        var rest = text[at..];
        return dots > 0 && at - hostStart < 200 && text[at - 1] is not ('.' or '-') && !rest.ContainsAnyExceptInRange('!', '~') && !rest.ContainsAny(UnsafeAscii)
            && (!rest.Contains('&') || !rest.Contains("&amp;", StringComparison.Ordinal));
    }

    private static ReadOnlySpan<char> Trim(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty && (text[0] <= ' ' || char.IsWhiteSpace(text[0]) || text[0] == '\uFEFF'))
            text = text[1..];
        while (!text.IsEmpty && (text[^1] <= ' ' || char.IsWhiteSpace(text[^1])))
            text = text[..^1];
        return text;
    }

    private static string Tidy(string text)
    {
        text = text.Replace("\t", "").Replace("\n", "").Replace("\r", "").Replace("&amp;", "&");
        if (!text.StartsWith("feed:", StringComparison.OrdinalIgnoreCase))
            return text;
        return text.StartsWith("feed://", StringComparison.OrdinalIgnoreCase) ? "http" + text[4..] : text[5..];
    }
}
