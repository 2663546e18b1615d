using NewsWatch.Articles;
using NewsWatch.Stories;
using NewsWatch.Tagging;

namespace NewsWatch.Search;

/// <summary>Makes of an article and what was decided on it the document that search and subscriptions ask.</summary>
/// <param name="outlets">Gives an outlet's other names and its country.</param>
/// <param name="entityNames">Gives a known entity's name by its id; null where there is none.</param>
public sealed class DocumentMaker(OutletRegistry outlets, Func<string, string?> entityNames)
{
    public SearchDocument Of(Article article, Tags tags, Decision decision, StoryView? story) =>
        Of(article, tags, decision, story?.IndependentSources ?? 0) with { Revision = story?.Revision ?? 0 };

    /// <param name="article">The article.</param>
    /// <param name="tags">Its tags.</param>
    /// <param name="decision">The decision that stands on it.</param>
    /// <param name="sources">The independent sources of its story; 0 without one.</param>
    public SearchDocument Of(Article article, Tags tags, Decision decision, int sources) => SearchDocument.Of(
        article,
        Uri.TryCreate(article.CanonicalUrl, UriKind.Absolute, out var address) ? outlets.ByHost(address.Host) : null,
        tags,
        decision,
        isRoot: decision.Role == StoryRole.Member && decision.Derivations.All(edge => edge.Confidence < Derivation.Confirmed),
        sources,
        entityNames);
}
