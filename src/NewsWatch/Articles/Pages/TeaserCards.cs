namespace NewsWatch.Articles.Pages;

/// <summary>
/// Finds teasers of other articles by their shape: boxes that come three or more times under one class, each short, each with one linked title.
/// </summary>
internal static class TeaserCards
{
    private const int MaxText = 900;
    private const int MinTitle = 15;
    private const int Least = 3;

    /// <summary>The indices of the cards' nodes.</summary>
    public static HashSet<int> Find(PageTree tree, IReadOnlyList<Block> blocks, PageMass mass, Dictionary<string, Hint> seen)
    {
        var titles = blocks.Where(block => IsLinkedTitle(block)).ToList();
        var titlesBefore = new int[tree.Nodes.Length + 1];
        foreach (var title in titles)
            titlesBefore[title.First + 1]++;
        for (var i = 1; i < titlesBefore.Length; i++)
            titlesBefore[i] += titlesBefore[i - 1];

        var groups = new Dictionary<string, List<PageNode>>(StringComparer.Ordinal);
        foreach (var node in tree.Nodes)
            if (node["class"] is { Length: > 0 } && mass.Text(node) is > 0 and <= MaxText && Boilerplate.HintsOf(node, seen).HasFlag(Hint.Teaser))
                Add(groups, node);

        foreach (var title in titles)
        {
            if (CardOf(title, mass, titlesBefore) is not { } card || IsInBody(card, seen))
                continue;

            Add(groups, card);
        }

        return groups.Values.Where(group => group.Count >= Least).SelectMany(group => group).Select(card => card.Index).ToHashSet();
    }

    private static void Add(Dictionary<string, List<PageNode>> groups, PageNode card)
    {
        var key = card["class"] is { Length: > 0 } names ? $"{card.Tag}.{WithoutNumbers(names)}" : $"{card.Tag}<{card.Parent?.Index}";
        if (!groups.TryGetValue(key, out var group))
            groups[key] = group = [];

        group.Add(card);
    }

    private static bool IsLinkedTitle(Block block) =>
        block.LeadLink >= MinTitle && block.LeadLink <= 250 && (block.LinkDensity > 0.9 || block.Node.Tag == "li");

    /// <summary>The widest element around the title that holds no second one and more than the title.</summary>
    private static PageNode? CardOf(Block title, PageMass mass, int[] titlesBefore)
    {
        PageNode? card = null;
        for (var node = title.Node; node is { Parent: not null } && node.Tag is not ("body" or "main"); node = node.Parent)
        {
            if (mass.Text(node) > MaxText || titlesBefore[node.End] - titlesBefore[node.Index] != 1)
                break;

            card = node;
        }

        return card is not null && mass.Text(card) >= title.LeadLink + 25 ? card : null;
    }

    /// <summary>A list of links inside the text proper is part of it: round-ups are such lists.</summary>
    private static bool IsInBody(PageNode card, Dictionary<string, Hint> seen)
    {
        for (var node = card; node is not null; node = node.Parent)
            if (node["itemprop"] == "articleBody" || Boilerplate.HintsOf(node, seen).HasFlag(Hint.Body))
                return true;

        return false;
    }

    private static string WithoutNumbers(string names) =>
        string.Join(' ', names.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Where(name => !name.Any(char.IsDigit)));
}
