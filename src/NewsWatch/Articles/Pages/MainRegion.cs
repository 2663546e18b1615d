namespace NewsWatch.Articles.Pages;

/// <summary>Finds the element that holds the article: the one that has most of the page's prose and little else.</summary>
internal static class MainRegion
{
    public static PageNode Find(PageTree tree, PageMass mass, Cut[] cuts, Dictionary<string, Hint> seen)
    {
        var root = tree.Nodes[0];
        var total = mass.Prose(root);
        if (total <= 0)
            return root;

        var best = root;
        var bestScore = 0.0;
        for (var i = 0; i < tree.Nodes.Length; i++)
        {
            var node = tree.Nodes[i];
            if (cuts[i] != Cut.None)
            {
                i = node.End - 1;
                continue;
            }

            var prose = mass.Prose(node);
            if (node.IsText || prose < total * 0.2 || node.Tag is "p" or "li" or "td" || BlockList.IsInline(node.Tag))
                continue;

            var recall = prose / total;
            var density = prose / Math.Max(1, mass.Text(node));
            var score = Math.Pow(recall, 0.8) * (0.35 + (0.65 * Math.Min(1, density))) * mass.Closeness(node) * Bonus(node, seen);
            if (score >= bestScore)
                (best, bestScore) = (node, score);
        }

        return best;
    }

    private static double Bonus(PageNode node, Dictionary<string, Hint> seen)
    {
        if (node["itemprop"] is { } property && property.Contains("articleBody", StringComparison.OrdinalIgnoreCase))
            return 1.4;

        var hints = Boilerplate.HintsOf(node, seen);
        if (hints.HasFlag(Hint.Body))
            return 1.2;

        return node.Tag switch { "article" => 1.12, "main" => 1.05, _ => 1 };
    }
}
