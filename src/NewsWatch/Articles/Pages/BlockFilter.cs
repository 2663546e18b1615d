namespace NewsWatch.Articles.Pages;

/// <summary>Block by block, what of the main region is article: titles repeated, bylines, link lists and closing boilerplate go.</summary>
internal static class BlockFilter
{
    public static List<Block> Keep(List<Block> blocks, PageLayout layout, string? title)
    {
        var kept = new List<Block>(blocks.Count);
        foreach (var block in blocks)
        {
            if (block.Text.Length == 0 || IsTitle(block, title))
                continue;
            if (block.LinkDensity > 0.7 && block.Prose == 0 && block.Text.Length < 200)
                continue;
            if (!block.Text.Any(char.IsLetterOrDigit))
                continue;

            kept.Add(block);
        }

        while (kept.Count > 0 && kept[^1].IsHeading)
            kept.RemoveAt(kept.Count - 1);

        return kept;
    }

    public static bool IsTitle(Block block, string? title) =>
        title is not null && (block.IsHeading ? title.StartsWith(block.Text, StringComparison.OrdinalIgnoreCase) || block.Text.StartsWith(title, StringComparison.OrdinalIgnoreCase) : block.Text.Equals(title, StringComparison.OrdinalIgnoreCase));
}
