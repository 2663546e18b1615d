using System.Collections.Frozen;

namespace NewsWatch.Articles.Pages;

/// <summary>
/// Marks the subtrees of a page that surround an article and are not it. What an element is called is believed only where the text in it agrees:
/// the page that hangs its whole article in a <c>sidebar-layout</c> or a <c>form</c> keeps it.
/// </summary>
internal sealed class Boilerplate
{
    private static readonly FrozenSet<string> Never = FrozenSet.ToFrozenSet(
        ["head", "script", "button", "select", "textarea", "iframe", "option", "audio", "video", "progress", "meter", "frameset", "title", "rp", "rt"],
        StringComparer.Ordinal);

    private static readonly FrozenSet<string> OuterRoles = FrozenSet.ToFrozenSet(
        ["navigation", "banner", "complementary", "contentinfo", "search", "menu", "menubar", "dialog", "alertdialog", "alert", "tablist", "toolbar", "button", "listbox", "tooltip", "status"],
        StringComparer.OrdinalIgnoreCase);

    private readonly PageTree _tree;
    private readonly PageMass _mass;
    private readonly double _total;
    private readonly Dictionary<string, Hint> _seen;

    private Boilerplate(PageTree tree, PageMass mass, Dictionary<string, Hint> seen)
    {
        _tree = tree;
        _mass = mass;
        _seen = seen;
        _total = Math.Max(1, mass.Prose(tree.Nodes[0]));
    }

    /// <summary>Per node, true where its subtree is no part of any article.</summary>
    public static bool[] Cuts(PageTree tree, PageMass mass, Dictionary<string, Hint> seen)
    {
        var boilerplate = new Boilerplate(tree, mass, seen);
        var isCut = new bool[tree.Nodes.Length];
        for (var i = 1; i < tree.Nodes.Length; i++)
        {
            if (tree.Nodes[i].IsText || !boilerplate.IsOutside(tree.Nodes[i]))
                continue;

            isCut[i] = true;
            i = tree.Nodes[i].End - 1;
        }

        return isCut;
    }

    public static Hint HintsOf(PageNode node, Dictionary<string, Hint> seen) =>
        Hints.Of(node["class"], seen) | Hints.Of(node["id"], seen) | Hints.Of(node["data-testid"] ?? node["data-component"] ?? node["data-type"] ?? node["data-module"], seen);

    private bool IsOutside(PageNode node)
    {
        if (Never.Contains(node.Tag))
            return true;
        if (node.Tag is "html" or "body")
            return false;

        var share = _mass.Prose(node) / _total;
        if (share < 0.3 && (IsHiddenOutright(node) || OuterRoles.Contains(node["role"] ?? "")))
            return true;

        switch (node.Tag)
        {
            case "nav" or "menu" or "dialog" or "noscript" when share < 0.3:
            case "aside" when share < 0.3:
            case "footer" when share < 0.25:
            case "form" when share < 0.25:
                return true;
            case "header" when share < 0.1 && _mass.LinkDensity(node) > 0.4:
                return true;
        }

        var hints = HintsOf(node, _seen);
        if (hints == Hint.None && node.Tag != "figcaption")
            return false;

        if (hints.HasFlag(Hint.Comments))
            return share < 0.9 && !(hints.HasFlag(Hint.Body) && share > 0.4);
        if ((hints & (Hint.Boilerplate | Hint.Hidden)) != Hint.None)
            return hints.HasFlag(Hint.Body) ? share < 0.05 : share < 0.3;
        if (hints.HasFlag(Hint.Byline) && !hints.HasFlag(Hint.Body))
            return _mass.Prose(node) < 100 && share < 0.3;
        if (hints.HasFlag(Hint.Caption) || node.Tag == "figcaption")
            return share < 0.1;
        if (hints.HasFlag(Hint.Suspect))
            return share < 0.1 && _mass.LinkDensity(node) > 0.4;

        return false;
    }

    private static bool IsHiddenOutright(PageNode node)
    {
        if (node.Has("hidden") || node["aria-hidden"] == "true")
            return true;

        return node["style"] is { } style && IsHiding(style);
    }

    private static bool IsHiding(string style)
    {
        var plain = style.Replace(" ", "", StringComparison.Ordinal);
        return plain.Contains("display:none", StringComparison.OrdinalIgnoreCase) || plain.Contains("visibility:hidden", StringComparison.OrdinalIgnoreCase);
    }
}
