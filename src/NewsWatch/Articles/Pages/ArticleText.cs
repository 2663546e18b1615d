using System.Text;

namespace NewsWatch.Articles.Pages;

/// <summary>An article's text, the element it was found in, and the links in it.</summary>
internal sealed record ArticleText(string Text, string Rule, IReadOnlyList<Block> Blocks, PageNode Region)
{
    public static ArticleText Find(PageSource page, string? title)
    {
        var tree = page.Tree;
        var seen = new Dictionary<string, Hint>(StringComparer.Ordinal);
        var everything = new PageMass(tree, BlockList.Of(tree, tree.Nodes[0], null));
        var isCut = Boilerplate.Cuts(tree, everything, seen);
        var blocks = BlockList.Of(tree, tree.Nodes[0], isCut);
        var mass = new PageMass(tree, blocks);
        var region = MainRegion.Find(tree, mass, isCut, seen);
        var inside = blocks.Where(block => block.First >= region.Index && block.First < region.End).ToList();
        inside.InsertRange(0, Lead(blocks, region, title));
        var kept = BlockFilter.Keep(inside, mass, tree, title);
        return new ArticleText(Joined(kept), $"blocks in {Named(region)}", kept, region);
    }

    /// <summary>The standfirst: prose between the headline and the region, where the page sets it apart from the text.</summary>
    private static List<Block> Lead(List<Block> blocks, PageNode region, string? title)
    {
        const int maxBlocks = 8;
        const int maxLength = 1_500;

        var before = blocks.Where(block => block.First < region.Index).ToList();
        var headline = before.FindLastIndex(block => block.Node.Tag is "h1" or "h2" && BlockFilter.IsTitle(block, title));
        if (headline < 0 || before.Count - headline > 40)
            return [];

        var lead = before.Skip(headline + 1)
            .Where(block => block.LinkDensity < 0.3 && (block.Prose > 0 || (block.IsHeading && block.Text.Length > 50)))
            .Take(maxBlocks)
            .ToList();
        return lead.Sum(block => block.Text.Length) <= maxLength ? lead : [];
    }

    private static string Joined(IEnumerable<Block> blocks)
    {
        var text = new StringBuilder();
        foreach (var block in blocks)
        {
            if (text.Length > 0)
                text.Append('\n');

            text.Append(block.Text);
        }

        return text.ToString();
    }

    private static string Named(PageNode node) =>
        node["id"] is { Length: > 0 } id ? $"{node.Tag}#{id}" : node["class"] is { Length: > 0 } names ? $"{node.Tag}.{names.Split(' ')[0]}" : node.Tag;
}
