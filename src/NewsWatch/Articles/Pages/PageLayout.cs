namespace NewsWatch.Articles.Pages;

/// <summary>Where things stand on a page: all its blocks, what is cut, the headline, and the region that holds the article's text.</summary>
internal sealed class PageLayout
{
    private const double MuchProse = 600;
    private const double LittleProse = 140;

    private PageLayout(PageTree tree, string? title)
    {
        Tree = tree;
        All = BlockList.Of(tree, tree.Nodes[0], null);
        var everything = new PageMass(tree, All);
        Cuts = Boilerplate.Cuts(tree, All, everything, HintsSeen, doubtNames: false);
        Blocks = BlockList.Of(tree, tree.Nodes[0], Cuts);
        Mass = new PageMass(tree, Blocks);

        if (everything.Prose(tree.Nodes[0]) > MuchProse && Mass.Prose(tree.Nodes[0]) < LittleProse)
        {
            // Names that cut nearly all of the prose are wrong on this page.
            Cuts = Boilerplate.Cuts(tree, All, everything, HintsSeen, doubtNames: true);
            Blocks = BlockList.Of(tree, tree.Nodes[0], Cuts);
            Mass = new PageMass(tree, Blocks);
        }

        Region = MainRegion.Find(tree, Mass, Cuts, HintsSeen);
        Headline = HeadlineOf(All, title, Region);
    }

    public PageTree Tree { get; }

    /// <summary>Every block of the page, navigation and all.</summary>
    public IReadOnlyList<Block> All { get; }

    public Cut[] Cuts { get; }

    /// <summary>The blocks that are not cut.</summary>
    public IReadOnlyList<Block> Blocks { get; }

    /// <summary>The mass of <see cref="Blocks"/>.</summary>
    public PageMass Mass { get; }

    public PageNode Region { get; }

    /// <summary>The block that shows the title, or null.</summary>
    public Block? Headline { get; }

    public Dictionary<string, Hint> HintsSeen { get; } = new(StringComparer.Ordinal);

    public static PageLayout Of(PageTree tree, string? title) => new(tree, title);

    public Hint HintsOf(PageNode node) => Boilerplate.HintsOf(node, HintsSeen);

    /// <summary>Why the node, or one around it, is cut.</summary>
    public Cut CutOf(PageNode node)
    {
        for (var at = node; at is not null; at = at.Parent)
            if (Cuts[at.Index] != Cut.None)
                return Cuts[at.Index];

        return Cut.None;
    }

    /// <summary>The last block with the title's words before the region, or at its start.</summary>
    private static Block? HeadlineOf(IReadOnlyList<Block> blocks, string? title, PageNode region)
    {
        var before = blocks.Where(block => block.First < region.End && BlockFilter.IsTitle(block, title)).ToList();
        return before.FindLast(block => block.Node.Tag == "h1") ?? before.FindLast(block => block.IsHeading) ?? before.LastOrDefault();
    }
}
