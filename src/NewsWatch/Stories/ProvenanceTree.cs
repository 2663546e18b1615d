namespace NewsWatch.Stories;

/// <summary>
/// A node of a story's tree of copies and rewrites: an article, or an outlet cited that was never fetched; below it those
/// that took from it.
/// </summary>
/// <param name="Article">Null for an outlet never fetched.</param>
/// <param name="OutletName">The outlet's name.</param>
/// <param name="Edge">How it took from the node above; null for a root.</param>
/// <param name="Children">Those that took from it, oldest first.</param>
public sealed record ProvenanceNode(
    StoryArticle? Article, string OutletName, Derivation? Edge, IReadOnlyList<ProvenanceNode> Children);

/// <summary>Who took from whom in a story. Each member stands once, below its most certain source.</summary>
public static class ProvenanceTree
{
    /// <returns>The roots, oldest first, outlets never fetched before the articles that cite them.</returns>
    public static IReadOnlyList<ProvenanceNode> Of(StoryView story)
    {
        var members = story.Members.ToList();
        var ids = members.Select(member => member.Article.Id).ToHashSet();
        var edges = members.ToDictionary(member => member.Article.Id, member => SourceOf(member, ids));
        CutCircles(edges);
        var bySource = members.Where(member => edges[member.Article.Id]?.SourceArticleId is not null)
            .ToLookup(member => edges[member.Article.Id]!.SourceArticleId!);
        var byOutlet = members.Where(member => edges[member.Article.Id] is { SourceArticleId: null })
            .ToLookup(member => edges[member.Article.Id]!.SourceOutlet!, StringComparer.OrdinalIgnoreCase);
        return
        [
            .. byOutlet.Select(outlet => new ProvenanceNode(null, outlet.Key, null, [.. outlet.Select(Node)])),
            .. members.Where(member => edges[member.Article.Id] is null).Select(Node),
        ];

        ProvenanceNode Node(StoryArticle member) => new(
            member, member.Article.OutletName, edges[member.Article.Id], [.. bySource[member.Article.Id].Select(Node)]);
    }

    private static Derivation? SourceOf(StoryArticle member, HashSet<string> members) =>
        StoryRoots.IsRoot(member.Decision) ? null : member.Decision.Derivations
            .Where(edge => edge.SourceArticleId is { } id ? members.Contains(id) && id != member.Article.Id : edge.SourceOutlet is not null)
            .OrderByDescending(edge => edge.SourceArticleId is not null)
            .ThenByDescending(edge => edge.Confidence)
            .FirstOrDefault(edge => edge.Confidence >= Derivation.Confirmed);

    /// <summary>Two that name each other would stand nowhere: where a walk up returns to its start, that edge goes.</summary>
    private static void CutCircles(Dictionary<string, Derivation?> edges)
    {
        foreach (var start in edges.Keys.ToList())
        {
            var seen = new HashSet<string> { start };
            for (var at = edges[start]?.SourceArticleId; at is not null; at = edges[at]?.SourceArticleId)
            {
                if (seen.Add(at))
                    continue;

                edges[at] = null;
                break;
            }
        }
    }
}
