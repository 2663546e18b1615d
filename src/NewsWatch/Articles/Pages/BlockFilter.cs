namespace NewsWatch.Articles.Pages;

/// <summary>Block by block, what of the main region is article: titles repeated, junk lines, link lists and closing boilerplate go.</summary>
internal static class BlockFilter
{
    private const int MaxByline = 80;

    public static List<Block> Keep(List<Block> blocks, PageLayout layout, string? title)
    {
        var linkLists = LinkLists(blocks, layout);
        var kept = new List<Block>(blocks.Count);
        var isHead = true;
        foreach (var block in blocks)
        {
            // "___" parts the sections of an agency's text.
            if (!block.Text.Any(c => char.IsLetterOrDigit(c) || c == '_') || IsTitle(block, title) || JunkLines.Is(block))
                continue;
            if (ListOf(block.Node) is { } list && linkLists.Contains(list.Index))
                continue;
            if (block.LinkDensity > 0.7 && block.Prose == 0 && block.Text.Length < 200 && !block.IsHeading)
                continue;
            if (kept.Count > 0 && kept[^1].Text == block.Text)
                continue;
            if (FigureOf(block.Node) is { } figure && !IsCaptionOfText(block, figure, kept))
                continue;

            if (isHead && block.Prose == 0 && IsDateOrByline(block))
                continue;

            isHead &= block.Prose == 0;
            kept.Add(block);
        }

        return WithoutEmptyHeadings(kept);
    }

    public static bool IsTitle(Block block, string? title)
    {
        if (title is null || block.Text.Length < 4)
            return false;

        const StringComparison ignoreCase = StringComparison.OrdinalIgnoreCase;
        if (!block.IsHeading)
            return block.Text.Equals(title, ignoreCase);

        // A kicker may stand before the title in its heading, or the title be cut short there.
        return block.Text.StartsWith(title, ignoreCase)
            || (block.Text.Length * 2 > title.Length && title.StartsWith(block.Text, ignoreCase))
            || (title.Length > 20 && block.Node.Tag == "h1" && block.Text.EndsWith(title, ignoreCase));
    }

    /// <summary>Lists of which more than a third is link text, one link an item: what to read next.</summary>
    private static HashSet<int> LinkLists(List<Block> blocks, PageLayout layout)
    {
        var lists = new HashSet<int>();
        foreach (var group in blocks.Where(block => ListOf(block.Node) is not null).GroupBy(block => ListOf(block.Node)!.Index))
        {
            var items = group.ToList();
            var text = items.Sum(item => item.Text.Length);
            if (items.Count >= 2 && items.Sum(item => item.LinkLength) > text * 0.38 && items.Count(item => item.Links > 0) >= items.Count * 0.8)
                lists.Add(group.Key);
        }

        return lists;
    }

    /// <summary>"9 March 2026, 10:00" and "By Ines Dalmar" above the text.</summary>
    private static bool IsDateOrByline(Block block) =>
        !block.IsHeading && block.Text.Length < MaxByline && (AuthorNames.IsByline(block.Text) || DateText.First(block.Text, null, monthFirst: false) is not null);

    /// <summary>
    /// A caption belongs to the text where its picture stands between paragraphs and it says something in a sentence;
    /// the lead picture's does not, nor do credits.
    /// </summary>
    private static bool IsCaptionOfText(Block block, PageNode figure, List<Block> kept) =>
        block.Node.Tag is "blockquote" or "pre" or "td" or "th" || (block.Prose > 0 && kept.Any(before => before.Prose > 0 && before.First < figure.Index));

    private static PageNode? FigureOf(PageNode node)
    {
        for (var (at, level) = (node, 0); at is not null && level < 5; at = at.Parent, level++)
            if (at.Tag == "figure")
                return at;
            else if (at.Tag is "blockquote" or "table")
                return null;

        return null;
    }

    private static PageNode? ListOf(PageNode node)
    {
        for (var (at, level) = (node, 0); at is not null && level < 4; at = at.Parent, level++)
            if (at.Tag is "ul" or "ol")
                return at;

        return null;
    }

    /// <summary>A heading that nothing follows before the next of its rank, or at the end, heads something that was cut.</summary>
    private static List<Block> WithoutEmptyHeadings(List<Block> blocks)
    {
        var kept = new List<Block>(blocks.Count);
        for (var i = blocks.Count - 1; i >= 0; i--)
        {
            var block = blocks[i];
            if (!block.IsHeading || IsHeadingOf(block, kept.LastOrDefault()))
                kept.Add(block);
        }

        kept.Reverse();
        return kept;
    }

    private static bool IsHeadingOf(Block heading, Block? next)
    {
        if (next is null || (heading.LinkDensity > 0.7 && next.Prose == 0))
            return false;

        return !next.IsHeading || next.Node.Tag[1] > heading.Node.Tag[1] || !IsCutBetween(heading, next);
    }

    /// <summary>Headings that stand right under each other are lines of one heading; with a gap between them something was there.</summary>
    private static bool IsCutBetween(Block heading, Block next) => next.First - heading.End > 6;
}
