using System.Text;

namespace NewsWatch.Articles.Pages;

/// <summary>White space as HTML shows it: runs become one space; characters that nobody sees go.</summary>
internal static class Spaces
{
    /// <summary>Appends text with each run of white space as one space, none at the very start and none doubled at the seam.</summary>
    public static void AppendCollapsed(StringBuilder target, ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c))
            {
                if (target.Length > 0 && target[^1] is not (' ' or '\n'))
                    target.Append(' ');
            }
            else if (!IsInvisible(c))
            {
                target.Append(c);
            }
            else if (target.Length > 0 && target[^1] is ('<' or '&'))
            {
                // What an invisible character kept from being markup must not become it.
                target.Append(' ');
            }
        }
    }

    public static string Collapse(string text)
    {
        var collapsed = new StringBuilder(text.Length);
        AppendCollapsed(collapsed, text);
        return collapsed.ToString().TrimEnd();
    }

    /// <summary>Control characters, soft hyphens, zero-width spaces and byte-order marks. Joiners stay: Persian and Indic words need them.</summary>
    private static bool IsInvisible(char c) =>
        char.IsControl(c) || c is '\u00AD' or '\u200B' or '\u2060' or '\uFEFF' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
