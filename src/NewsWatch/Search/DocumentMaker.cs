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
        SearchDocument.Of(
            article,
            Uri.TryCreate(article.CanonicalUrl, UriKind.Absolute, out var address) ? outlets.ByHost(address.Host) : null,
            tags,
            decision,
            isRoot: decision.Role == StoryRole.Member && decision.Derivations.All(edge => edge.Confidence < Derivation.Confirmed),
            story?.IndependentSources ?? 0,
            entityNames);
}
