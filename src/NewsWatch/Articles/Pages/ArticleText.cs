using System.Text;

namespace NewsWatch.Articles.Pages;

/// <summary>The article's text.</summary>
internal static class ArticleText
{
    public static string Find(PageSource page)
    {
        var tree = page.Tree;
        var scores = new double[tree.Nodes.Length];
        PageNode? best = null;
        foreach (var node in tree.Nodes)
        {
            if (node.Tag is not "p")
                continue;

            var length = tree.TextOf(node, 4000).Length;
            if (length < 60)
                continue;

            var parent = node.Parent;
            for (var share = 1.0; parent is not null && share > 0.2; share *= 0.6, parent = parent.Parent)
            {
                scores[parent.Index] += length * share;
                if (best is null || scores[parent.Index] > scores[best.Index])
                    best = parent;
            }
        }

        if (best is null)
            return "";

        var text = new StringBuilder();
        foreach (var node in tree.Inside(best))
        {
            if (node.Tag is "p" or "h2" or "h3" or "li" && tree.TextOf(node) is { Length: > 0 } line)
                text.Append(text.Length > 0 ? "\n" : "").Append(line);
        }

        return text.ToString();
    }
}
