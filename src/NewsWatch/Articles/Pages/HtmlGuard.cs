using System.Collections.Frozen;
using System.Text;

namespace NewsWatch.Articles.Pages;

/// <summary>
/// Makes any string safe to hand to an HTML parser whose cost grows with nesting depth and with attributes per tag.
/// Ordinary pages pass through unchanged, as the same string; in the others the tags beyond a limit are left out and the text stays.
/// One pass, no recursion.
/// </summary>
internal static class HtmlGuard
{
    public const int MaxTags = 200_000;
    public const int MaxOpen = 512;
    public const int MaxAttributes = 256;

    /// <summary>Open formatting elements are opened again in every block that follows, so fewer of them are borne.</summary>
    public const int MaxOpenFormatting = 32;

    private static readonly FrozenSet<string> NeverOpen = FrozenSet.ToFrozenSet(
        [
            "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "html", "head",
            "body", "p", "li", "dt", "dd", "td", "th", "tr", "thead", "tbody", "tfoot", "colgroup", "option", "optgroup", "rp", "rt",
        ], StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Formatting = FrozenSet.ToFrozenSet(
        ["b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"], StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Raw = FrozenSet.ToFrozenSet(
        ["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"], StringComparer.OrdinalIgnoreCase);

    /// <summary>The same string, or one that keeps within the limits.</summary>
    public static string Tame(string html)
    {
        var raw = Raw.GetAlternateLookup<ReadOnlySpan<char>>();
        var open = new OpenElements();
        var tags = 0;
        var kept = 0;
        StringBuilder? tamed = null;

        for (var at = html.IndexOf('<'); at >= 0 && at + 1 < html.Length; at = Next(html, at))
        {
            if (html.AsSpan(at).StartsWith("<!--", StringComparison.Ordinal))
            {
                var close = html.IndexOf("-->", at + 2, StringComparison.Ordinal);
                if (close < 0)
                    break;

                at = close;
                continue;
            }

            var closing = html[at + 1] == '/';
            var start = closing ? at + 2 : at + 1;
            if (start >= html.Length || !char.IsAsciiLetter(html[start]))
                continue;

            if (++tags > MaxTags)
                return (tamed ?? new StringBuilder()).Append(html, kept, at - kept).ToString();

            var nameEnd = start;
            while (nameEnd < html.Length && html[nameEnd] is not ('>' or '/') && !char.IsWhiteSpace(html[nameEnd]))
                nameEnd++;

            var name = html.AsSpan(start, Math.Min(nameEnd - start, 40));
            var end = TagEnd(html, nameEnd, out var attributes);
            var isBorne = attributes <= MaxAttributes;
            if (closing)
                open.Close(name);
            else if (isBorne)
                isBorne = open.Open(name, html[end - 2] == '/');

            if (!isBorne)
            {
                (tamed ??= new StringBuilder(html.Length)).Append(html, kept, at - kept).Append(' ');
                kept = end;
            }

            at = end - 1;
            if (!closing && raw.Contains(name))
            {
                var close = EndOfRaw(html, at, name);
                if (close < 0)
                    break;

                at = close - 1;
            }
        }

        return tamed is null ? html : tamed.Append(html, kept, html.Length - kept).ToString();
    }

    private static int Next(string html, int at) => at + 1 >= html.Length ? -1 : html.IndexOf('<', at + 1);

    private static int EndOfRaw(string html, int from, ReadOnlySpan<char> name)
    {
        for (var at = html.IndexOf("</", from, StringComparison.Ordinal); at >= 0; at = html.IndexOf("</", at + 2, StringComparison.Ordinal))
            if (html.AsSpan(at + 2).StartsWith(name, StringComparison.OrdinalIgnoreCase))
                return at;

        return -1;
    }

    /// <summary>The index after the tag's <c>&gt;</c>, outside quotes, or the string's length.</summary>
    private static int TagEnd(string html, int from, out int attributes)
    {
        attributes = 0;
        var inName = false;
        for (var at = from; at < html.Length; at++)
        {
            var c = html[at];
            if (c == '>')
                return at + 1;

            if (c == '=')
            {
                at++;
                while (at < html.Length && char.IsWhiteSpace(html[at]))
                    at++;

                if (at < html.Length && html[at] is '"' or '\'')
                {
                    var close = html.IndexOf(html[at], at + 1);
                    if (close < 0)
                        return html.Length;

                    at = close;
                }
                else
                {
                    at--;
                }

                inName = false;
            }
            else if (char.IsWhiteSpace(c) || c == '/')
            {
                inName = false;
            }
            else if (!inName)
            {
                inName = true;
                attributes++;
            }
        }

        return html.Length;
    }

    /// <summary>What the parser will hold open, near enough: unclosed elements go with the one around them, formatting ones do not.</summary>
    private sealed class OpenElements
    {
        private readonly Dictionary<string, int> _counts = new(StringComparer.OrdinalIgnoreCase);
        private readonly Stack<string> _stack = new();
        private int _formatting;

        /// <summary>False where the tag is beyond the limits.</summary>
        public bool Open(ReadOnlySpan<char> name, bool selfClosed)
        {
            if (NeverOpen.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name) || (selfClosed && IsForeign()))
                return true;

            if (Formatting.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name))
            {
                if (_formatting >= MaxOpenFormatting)
                    return false;

                _formatting++;
                Count(name, 1);
                return true;
            }

            if (_stack.Count >= MaxOpen)
                return false;

            _stack.Push(Count(name, 1));
            return true;
        }

        /// <summary>End tags are never refused: one that closes nothing costs no more than the depth.</summary>
        public void Close(ReadOnlySpan<char> name)
        {
            if (!_counts.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var count) || count == 0)
                return;

            if (Formatting.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name))
            {
                _formatting--;
                Count(name, -1);
                return;
            }

            while (_stack.TryPop(out var top))
            {
                Count(top, -1);
                if (name.Equals(top, StringComparison.OrdinalIgnoreCase))
                    break;
            }
        }

        private bool IsForeign() => _counts.GetValueOrDefault("svg") > 0 || _counts.GetValueOrDefault("math") > 0;

        private string Count(ReadOnlySpan<char> name, int by)
        {
            var counts = _counts.GetAlternateLookup<ReadOnlySpan<char>>();
            if (!counts.TryGetValue(name, out var key, out var count))
                key = name.ToString();

            _counts[key] = count + by;
            return key;
        }
    }
}
