using System.Collections.Frozen;
using System.Text;

namespace NewsWatch.Articles.Pages;

/// <summary>
/// A heading's own words: the kicker above the headline, labels, and what only screen readers say stand in the same element and are no part of it.
/// </summary>
internal static class HeadingText
{
    private const int LeastLength = 10;

    private static readonly FrozenSet<string> Kickers = FrozenSet.ToFrozenSet(
        [
            "kicker", "overline", "topline", "dachzeile", "roofline", "spitzmarke", "oberzeile", "surtitre", "cintillo", "antetitulo", "occhiello", "label", "aural",
        ], StringComparer.Ordinal);

    private static readonly string[] Hidden = ["visually-hidden", "visuallyhidden", "sr-only", "screen-reader"];

    /// <summary>The words, at most <paramref name="limit"/> characters; those of the whole element where little would be left.</summary>
    public static string Of(PageTree tree, PageNode heading, int limit)
    {
        var whole = tree.TextOf(heading, limit);
        var own = new StringBuilder();
        for (var i = heading.Index + 1; i < heading.End && own.Length < limit; i++)
        {
            var node = tree.Nodes[i];
            if (node.IsText)
                Spaces.AppendCollapsed(own, node.Text);
            else if (IsBeside(node))
                i = node.End - 1;
            else if (node.Tag is "br" or "p" or "div" or "li" or "td")
                Spaces.AppendCollapsed(own, " ");
        }

        var text = own.ToString().Trim();
        return text.Length >= LeastLength && text.Length < whole.Length ? text : whole;
    }

    private static bool IsBeside(PageNode node) => node["class"] is { Length: < 200 } names
        && (Hidden.Any(hidden => names.Contains(hidden, StringComparison.OrdinalIgnoreCase)) || Hints.WordsOf(names).Any(Kickers.Contains));
}
