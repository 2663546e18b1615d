using NewsWatch.Articles;

namespace NewsWatch.Tagging;

/// <summary>An article's latest version with its tags and the registry that gave them.</summary>
/// <param name="Article">The article.</param>
/// <param name="Tags">Its tags as they stand.</param>
/// <param name="Registry">The fingerprint of the registry that gave them, or null where it was not kept.</param>
public sealed record TaggedArticle(Article Article, Tags Tags, string? Registry);

/// <summary>A name that articles carry and the registry does not know.</summary>
/// <param name="Name">The words as they stand.</param>
/// <param name="Type">What it reads like.</param>
/// <param name="Articles">In how many articles.</param>
/// <param name="Mentions">How often in all.</param>
/// <param name="FirstFound">When the first of them was found.</param>
/// <param name="ArticleId">One of them, for example.</param>
public sealed record CandidateEntity(string Name, EntityType Type, int Articles, int Mentions, DateTimeOffset FirstFound, string ArticleId);

/// <summary>What was tagged, by which registry; what to tag again; which names nobody knows yet.</summary>
public interface ITagArchive
{
    /// <summary>The article with this id or address, or the only one whose id begins so; null where none was tagged.</summary>
    Task<TaggedArticle?> Find(string article, CancellationToken cancellation);

    /// <summary>How many articles' latest tags are not this registry's.</summary>
    Task<int> CountStale(string registry, CancellationToken cancellation);

    /// <summary>Such articles in order of their ids, from the one after <paramref name="after"/> on.</summary>
    Task<IReadOnlyList<TaggedArticle>> Stale(string registry, string after, int limit, CancellationToken cancellation);

    /// <summary>Replaces tags of versions that are still as they were read; nothing else is opened or closed by it.</summary>
    Task Replace(IReadOnlyList<TaggedArticle> tagged, CancellationToken cancellation);

    /// <summary>The registry of the last run over all articles; null before the first.</summary>
    Task<string?> LastRegistry(CancellationToken cancellation);

    Task Finished(string registry, RetagReport report, CancellationToken cancellation);

    /// <summary>The unknown names of articles in scope that at least so many articles carry, most first.</summary>
    Task<IReadOnlyList<CandidateEntity>> Candidates(int leastArticles, int limit, CancellationToken cancellation);

    /// <summary>The unknown names that are written so, one for each type, most articles first.</summary>
    Task<IReadOnlyList<CandidateEntity>> CandidatesNamed(string name, CancellationToken cancellation);
}
