namespace NewsWatch.Articles.Pages;

/// <summary>The headline, without the outlet's name that pages append to it.</summary>
internal static class TitleFinder
{
    public static Found? Find(PageSource page)
    {
        var h1 = page.Tree.Nodes.Where(node => node.Tag == "h1").Select(node => page.Tree.TextOf(node, 400)).Where(text => text.Length > 3).ToList();
        if (h1.Count == 1)
            return new Found(h1[0], "h1");

        foreach (var article in page.Articles)
            if (JsonLd.TextOf(article, "headline") is { Length: > 3 } headline)
                return new Found(Spaces.Collapse(headline), "json-ld headline");

        if (page.Meta.First("og:title") is { } title)
            return new Found(title, "og:title");

        var element = page.Tree.Nodes.FirstOrDefault(node => node.Tag == "title");
        return element is null ? null : new Found(page.Tree.TextOf(element, 400), "title element");
    }
}
