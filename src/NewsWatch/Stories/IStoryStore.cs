namespace NewsWatch.Stories;

/// <summary>Keeps every decision, in order, and what stands of each article and story after it.</summary>
public interface IStoryStore
{
    /// <summary>The tagged version of an article whose resolving is still open, or null when it was done before.</summary>
    Task<Candidate?> OpenCandidate(ArticleTagged fact, CancellationToken cancellation);

    /// <summary>
    /// Saves, in one transaction, the decision on an arriving article and the earlier decisions that it revises.
    /// Developments of the arriving article are kept for ever; a revision brings none.
    /// </summary>
    /// <returns>The changes to announce, one for each decision; none when the step was taken before and nothing was saved.</returns>
    Task<IReadOnlyList<StoryChanged>> Save(ArticleTagged done, Verdict verdict, CancellationToken cancellation);

    /// <summary>The number of the newest decision; 0 where there is none.</summary>
    Task<long> LastDecision(CancellationToken cancellation);

    /// <summary>The decisions made within this time before the newest, in their order, each with what it was made on.</summary>
    IAsyncEnumerable<(Candidate Candidate, Decision Decision)> History(TimeSpan window, CancellationToken cancellation);

    /// <summary>
    /// The article whose decision is still to be indexed, with the latest decision on it, and its story; null when it was
    /// done before.
    /// </summary>
    Task<(StoryArticle Article, StoryView? Story)?> OpenChange(StoryChanged fact, CancellationToken cancellation);

    /// <summary>Closes a step that has nothing else to save. False when it was closed before.</summary>
    Task<bool> Finish(Step step, CancellationToken cancellation);

    /// <summary>The stories changed last, newest first.</summary>
    Task<IReadOnlyList<StoryView>> Latest(int limit, CancellationToken cancellation);

    Task<StoryView?> Find(string storyId, CancellationToken cancellation);

    /// <summary>A story's title; null where there is none.</summary>
    Task<string?> TitleOf(string storyId, CancellationToken cancellation);

    /// <summary>All decisions on an article: first the one on its arrival, last the one that stands.</summary>
    Task<IReadOnlyList<Decision>> DecisionsOn(string articleId, CancellationToken cancellation);
}
