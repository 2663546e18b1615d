using System.Text;

namespace NewsWatch.Articles.Pages;

/// <summary>An article's text, the rule that found it, and the blocks that it was put together from.</summary>
internal sealed record ArticleText(string Text, string Rule, IReadOnlyList<Block> Blocks)
{
    /// <summary>Stated text is taken where the page's own elements hold less than this much, as where a script draws the article.</summary>
    private const int LittleText = 400;

    public static ArticleText Find(PageSource page, PageLayout layout, string? title)
    {
        var shown = OfBlocks(layout, title);
        if (shown.Text.Length >= LittleText)
            return shown;

        foreach (var article in page.Articles)
            if (JsonLd.TextOf(article, "articleBody") is { Length: > LittleText } body && PlainText.Lines(body) is var stated && stated.Length > shown.Text.Length * 2)
                return new ArticleText(stated, "json-ld articleBody", []);

        return shown;
    }

    private static ArticleText OfBlocks(PageLayout layout, string? title)
    {
        var region = layout.Region;
        var inside = layout.Blocks.Where(block => block.First >= region.Index && block.First < region.End).ToList();
        inside.InsertRange(0, Lead(layout));
        var kept = BlockFilter.Keep(inside, layout, title);
        return new ArticleText(Joined(kept), $"blocks in {Named(region)}", kept);
    }

    /// <summary>The standfirst: prose between the headline and the region, where the page sets it apart from the text.</summary>
    private static List<Block> Lead(PageLayout layout)
    {
        const int maxBlocks = 8;
        const int maxDistance = 40;
        const int maxLength = 1_500;
        const int longHeading = 160;

        if (layout.Headline is not { } headline || headline.First >= layout.Region.Index)
            return [];

        var between = layout.Blocks.Where(block => block.First > headline.First && block.First < layout.Region.Index).ToList();
        var lead = between
            .Where(block => block.LinkDensity < 0.3 && (block.Prose > 20 || (block.IsHeading && block.Text.Length > longHeading)) && !JunkLines.Is(block))
            .Take(maxBlocks)
            .ToList();
        return between.Count < maxDistance && lead.Sum(block => block.Text.Length) <= maxLength ? lead : [];
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
        node["id"] is { Length: > 0 } id ? $"{node.Tag}#{id}" : node["class"] is { Length: > 0 } names ? $"{node.Tag}.{names.Trim().Split(' ')[0]}" : node.Tag;
}
