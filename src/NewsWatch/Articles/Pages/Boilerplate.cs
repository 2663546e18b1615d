using System.Collections.Frozen;

namespace NewsWatch.Articles.Pages;

/// <summary>Why a subtree is no part of an article's text.</summary>
internal enum Cut
{
    None,

    /// <summary>Around the article: navigation, related items, comments, advertisement, what is not shown.</summary>
    Outside,

    /// <summary>About the article: byline, date, biography.</summary>
    Byline,

    /// <summary>Below a picture.</summary>
    Caption,
}

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

    /// <summary>A box of so little text is what its name says, on a short page too.</summary>
    private const int ShortText = 600;

    /// <summary>Unlinked prose of this length is an article's, this one's or another's.</summary>
    private const double LongProse = 800;

    private readonly PageTree _tree;
    private readonly PageMass _mass;
    private readonly double _total;
    private readonly Dictionary<string, Hint> _seen;
    private readonly bool _doubtNames;

    private Boilerplate(PageTree tree, PageMass mass, Dictionary<string, Hint> seen, bool doubtNames)
    {
        _doubtNames = doubtNames;
        _tree = tree;
        _mass = mass;
        _seen = seen;
        _total = Math.Max(1, mass.Prose(tree.Nodes[0]));
    }

    /// <summary>Per node, why its subtree is no part of the article's text. Nothing is said of the nodes below a cut.</summary>
    /// <param name="tree">The page.</param>
    /// <param name="blocks">All its blocks.</param>
    /// <param name="mass">Their mass.</param>
    /// <param name="seen">Hints already read.</param>
    /// <param name="doubtNames">Believe no class names but those of comments.</param>
    public static Cut[] Cuts(PageTree tree, IReadOnlyList<Block> blocks, PageMass mass, Dictionary<string, Hint> seen, bool doubtNames)
    {
        var boilerplate = new Boilerplate(tree, mass, seen, doubtNames);
        var cards = TeaserCards.Find(tree, blocks, mass, seen);
        var cuts = new Cut[tree.Nodes.Length];
        for (var i = 1; i < tree.Nodes.Length; i++)
        {
            if (tree.Nodes[i].IsText)
                continue;

            cuts[i] = cards.Contains(i) ? Cut.Outside : boilerplate.Judge(tree.Nodes[i]);
            if (cuts[i] != Cut.None)
                i = tree.Nodes[i].End - 1;
        }

        return cuts;
    }

    public static Hint HintsOf(PageNode node, Dictionary<string, Hint> seen) =>
        Hints.Of(node["class"], seen) | Hints.Of(node["id"], seen) | Hints.Of(node["data-testid"] ?? node["data-component"] ?? node["data-type"] ?? node["data-module"], seen);

    private Cut Judge(PageNode node)
    {
        if (Never.Contains(node.Tag))
            return Cut.Outside;
        if (node.Tag is "html" or "body")
            return Cut.None;

        var share = _mass.Prose(node) / _total;
        if (share < 0.3 && (IsHiddenOutright(node) || OuterRoles.Contains(node["role"] ?? "") || node.Tag is "nav" or "menu" or "dialog" or "noscript" or "aside"))
            return Cut.Outside;
        if (share < 0.25 && node.Tag is "footer" or "form")
            return Cut.Outside;
        if (share < 0.1 && node.Tag == "header" && _mass.LinkDensity(node) > 0.4)
            return Cut.Byline;

        var hints = HintsOf(node, _seen);
        return OfHints(node, _doubtNames ? hints & Hint.Comments : hints, share);
    }

    private Cut OfHints(PageNode node, Hint hints, double share)
    {
        if (hints.HasFlag(Hint.Comments))
            return share < 0.9 && !(hints.HasFlag(Hint.Body) && share > 0.4) ? Cut.Outside : Cut.None;
        if ((hints & (Hint.Boilerplate | Hint.Hidden)) != Hint.None)
            return share < BelievedShare(node, hints) ? Cut.Outside : Cut.None;
        if (hints.HasFlag(Hint.Byline) && !hints.HasFlag(Hint.Body) && _mass.Prose(node) < 100 && share < 0.3)
            return Cut.Byline;
        // Captions of the text's own pictures are kept, block by block (BlockFilter).
        if (node.Tag is "figure" or "figcaption")
            return Cut.None;
        if (hints.HasFlag(Hint.Caption))
            return share < 0.1 || (share < 0.5 && _mass.Text(node) < ShortText) ? Cut.Caption : Cut.None;
        if (hints.HasFlag(Hint.Picture) && share < 0.1 && _mass.Text(node) < ShortText && HoldsPicture(node))
            return Cut.Caption;
        if (hints.HasFlag(Hint.Suspect))
            return share < 0.1 && _mass.LinkDensity(node) > 0.4 ? Cut.Outside : Cut.None;

        return Cut.None;
    }

    /// <summary>The share of the page's prose up to which a name like "share" or "sidebar" is believed.</summary>
    private double BelievedShare(PageNode node, Hint hints)
    {
        if (hints.HasFlag(Hint.Body))
            return 0.05;
        if (_mass.Text(node) < ShortText)
            return 0.6;

        return _mass.Prose(node) > LongProse && _mass.LinkDensity(node) < 0.1 ? 0.12 : 0.3;
    }

    private bool HoldsPicture(PageNode node)
    {
        foreach (var inner in _tree.Inside(node))
            if (inner.Tag is "img" or "picture" or "amp-img")
                return true;

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
