using NewsWatch.Articles;

namespace NewsWatch.Stories;

/// <summary>Keeps every decision, in order, and what stands of each article and story after it.</summary>
public interface IStoryStore
{
    /// <summary>The tagged version of an article whose resolving is still open, or null when it was done before.</summary>
    Task<Candidate?> OpenCandidate(ArticleTagged fact, CancellationToken cancellation);

    /// <summary>Those of the articles whose resolving is still open, in this order.</summary>
    Task<IReadOnlyList<(ArticleTagged Fact, Candidate Candidate)>> OpenCandidates(IReadOnlyList<ArticleTagged> facts, CancellationToken cancellation) =>
        Steps.Open(facts, fact => OpenCandidate(fact, cancellation));

    /// <summary>
    /// Saves, in one transaction, the decisions on arriving articles with their readings, and the earlier decisions that they revise.
    /// Developments of an arriving article are kept for ever; a revision brings none.
    /// </summary>
    /// <param name="decided">The work and what was decided, in order; each article once.</param>
    /// <param name="knew">
    /// The fence: the newest decision that the first verdict was made on. Where the store holds a newer one, another process or a person
    /// decided meanwhile, and nothing is saved.
    /// </param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>
    /// The changes to announce, one for each decision; none when the only step was taken before and nothing was saved; null when the
    /// verdicts were refused.
    /// </returns>
    /// <exception cref="StepTakenException">One of several steps was taken before; nothing was saved.</exception>
    Task<IReadOnlyList<StoryChanged>?> Save(IReadOnlyList<(ArticleTagged Done, Verdict Verdict)> decided, long knew, CancellationToken cancellation);

    /// <summary>The same of one article.</summary>
    Task<IReadOnlyList<StoryChanged>?> Save(ArticleTagged done, Verdict verdict, long knew, CancellationToken cancellation) =>
        Save([(done, verdict)], knew, cancellation);

    /// <summary>The number of the newest decision; 0 where there is none.</summary>
    Task<long> LastDecision(CancellationToken cancellation);

    /// <summary>
    /// The standing decisions, each with what it was made on, in the order in which the articles first came: of the articles decided within this time before the newest decision, and of all that are in a story which
    /// changed within it.
    /// </summary>
    IAsyncEnumerable<(Candidate Candidate, Decision Decision)> History(TimeSpan window, CancellationToken cancellation);

    /// <summary>The same with the stored readings in place of the texts: what the memory is rebuilt from.</summary>
    /// <param name="window">As for <see cref="History"/>.</param>
    /// <param name="form">Readings of any other form are not given.</param>
    /// <param name="texts">Of how many of the newest the text is wanted too; it also comes where there is no reading.</param>
    /// <param name="cancellation">Gives up.</param>
    IAsyncEnumerable<PastArticle> Past(TimeSpan window, string form, int texts, CancellationToken cancellation);

    /// <summary>Stores readings that were missing or of an older form, by their place in the order.</summary>
    Task Save(IReadOnlyList<(long Arrived, StoredReading Reading)> readings, CancellationToken cancellation);

    /// <summary>The article whose decision is still to be indexed; null when it was done before.</summary>
    Task<ChangeToIndex?> OpenChange(StoryChanged fact, CancellationToken cancellation);

    /// <summary>Those of the articles whose decisions are still to be indexed, in this order.</summary>
    Task<IReadOnlyList<(StoryChanged Fact, ChangeToIndex Change)>> OpenChanges(IReadOnlyList<StoryChanged> facts, CancellationToken cancellation) =>
        Steps.Open(facts, fact => OpenChange(fact, cancellation));

    /// <summary>
    /// Closes the step of indexing, and keeps with how many sources these stories' articles stand in the index. False, with nothing
    /// kept, when it was closed before, or when one of the stories changed since it was read: the index may hold what was true then.
    /// </summary>
    Task<bool> Indexed(Step step, IReadOnlyCollection<StoryView> stories, CancellationToken cancellation);

    /// <summary>Closes several, each by the rules for one.</summary>
    /// <returns>What is to be announced, of those that were closed.</returns>
    async Task<IReadOnlyList<IFact>> Indexed(IReadOnlyList<(Step Step, ChangeToIndex Change)> indexed, CancellationToken cancellation) =>
        Steps.Kept(
            indexed.Select(one => one.Step), await Task.WhenAll(indexed.Select(one => Indexed(one.Step, [.. one.Change.Stories], cancellation))));

    /// <summary>The stories changed last, newest first.</summary>
    Task<IReadOnlyList<StoryView>> Latest(int limit, CancellationToken cancellation);

    Task<StoryView?> Find(string storyId, CancellationToken cancellation);

    /// <summary>
    /// How many independent sources each of these stories has, as its view would say, but without opening texts. Stories without members
    /// may be left out.
    /// </summary>
    Task<IReadOnlyDictionary<string, int>> SourcesOf(IReadOnlyCollection<string> storyIds, CancellationToken cancellation);

    /// <summary>Every story with one of its articles, and every decided article that belongs to none: what an index is rebuilt from.</summary>
    Task<IReadOnlyList<(string? StoryId, string ArticleId)>> ArticlesByStory(CancellationToken cancellation);

    /// <summary>A decided article with its tags and the decision that stands; null where there is none.</summary>
    Task<StoryArticle?> FindArticle(string articleId, CancellationToken cancellation);

    /// <summary>A story's title; null where there is none.</summary>
    Task<string?> TitleOf(string storyId, CancellationToken cancellation);

    /// <summary>
    /// The story that a person means: by its id, the beginning of it, or an article's id or address. Null where there is none, or where
    /// several begin so.
    /// </summary>
    Task<string?> StoryIdOf(string name, CancellationToken cancellation);

    /// <summary>The decided article that a person means: by its id, the beginning of it, or its address.</summary>
    Task<string?> ArticleIdOf(string name, CancellationToken cancellation);

    /// <summary>Every version of an article's text, oldest first; empty for an article that nobody knows.</summary>
    Task<IReadOnlyList<Article>> VersionsOf(string articleId, CancellationToken cancellation);

    /// <summary>The pairs that people set and did not take back, oldest first.</summary>
    Task<IReadOnlyList<StoryPair>> Pairs(CancellationToken cancellation);

    /// <summary>Saves what a person did, in one transaction: the moved articles' decisions, the pairs, the work that follows.</summary>
    Task<SavedAct> Save(StoryAct act, CancellationToken cancellation);

    /// <summary>
    /// Takes an act back: its pairs go, and every article that it moved has again the decision that it had before. One that was
    /// decided again since keeps what was found since and goes back to its story.
    /// </summary>
    /// <returns>What was undone; null where there is no such act, or it was undone before.</returns>
    /// <exception cref="InvalidStoryActException">A later act that stands moved the same articles, or all of the story that they would go back to.</exception>
    Task<SavedAct?> Undo(long number, CancellationToken cancellation);

    /// <summary>What people did, newest first.</summary>
    Task<IReadOnlyList<SavedAct>> Acts(int limit, CancellationToken cancellation);

    /// <summary>All decisions on an article: first the one on its arrival, last the one that stands.</summary>
    Task<IReadOnlyList<Decision>> DecisionsOn(string articleId, CancellationToken cancellation);
}
