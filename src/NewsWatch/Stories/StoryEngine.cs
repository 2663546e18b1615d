using NewsWatch.Articles;

namespace NewsWatch.Stories;

/// <summary>
/// Recognises that outlets tell one story, who took it from whom, and what each adds. It holds the window's articles and
/// stories in memory; <see cref="Decide"/> looks, <see cref="Apply"/> remembers. One thread at a time.
/// </summary>
public sealed class StoryEngine
{
    private readonly StoryOptions _options;
    private readonly StoryWindow _window;
    private readonly StoryFinder _finder;
    private readonly Resolver _resolver;
    private readonly StoryRepair _repair;

    private DateTimeOffset _lastForgetting;

    // What the last decision looked at: applying and reconsidering the same article follow it and need not look again.
    private (Candidate Candidate, Reading Reading)? _lastRead;
    private (Candidate Candidate, IReadOnlyList<JoinEvidence> Near)? _lastNear;

    /// <summary>An engine with an empty window.</summary>
    /// <param name="outlets">The outlets that texts may credit.</param>
    /// <param name="options">How far back it looks; two weeks by default.</param>
    public StoryEngine(OutletRegistry outlets, StoryOptions? options = null)
        : this(outlets, options ?? new StoryOptions(), JoinParameters.Default)
    {
    }

    internal StoryEngine(OutletRegistry outlets, StoryOptions options, JoinParameters parameters)
    {
        _options = options;
        Form = $"{PackedRecollection.Version} {Ids.Derive("outlets", [.. outlets.All.SelectMany(outlet => outlet.Aliases.Prepend(outlet.Name).Prepend(outlet.Id))])}";
        _window = new StoryWindow(outlets);
        _finder = new StoryFinder(_window.Articles, _window.Weights, parameters);
        _resolver = new Resolver(_window, parameters);
        _repair = new StoryRepair(_window, _finder, _resolver, parameters);
    }

    /// <summary>The form of the readings that this engine packs: the engine's own number, and the outlets that it reads credits with.</summary>
    public string Form { get; }

    /// <summary>
    /// What this article is to the stories so far. Changes nothing: the same state and the same article give the same decision.
    /// A candidate of a version above 1 is judged by what its edit changed.
    /// </summary>
    public Decision Decide(Candidate candidate)
    {
        var near = _finder.Find(candidate.Article, Read(candidate));
        _lastNear = (candidate, near);
        return _resolver.Decide(candidate.Article, Read(candidate), near);
    }

    /// <summary>
    /// Takes a decision into the memory, after it was saved; also rebuilds the memory from the store, in the order of decisions.
    /// A later decision about the same article replaces the earlier one.
    /// </summary>
    public void Apply(Candidate candidate, Decision decision) => _window.Take(candidate, Read(candidate), decision);

    /// <summary>What this engine read of an article, to be stored with the decision: see <see cref="Restore(Recollection, HeldDecision, StoryRole, string, KeptText)"/>.</summary>
    public StoredReading Pack(Candidate candidate) => Pack(Recollection.Of(candidate.Article, Read(candidate)));

    /// <summary>Takes a standing decision in, in the order in which the articles came, without reading a text.</summary>
    /// <param name="article">As it was packed.</param>
    /// <param name="decision">What stands.</param>
    /// <param name="role">Its role.</param>
    /// <param name="storyId">Its story.</param>
    /// <param name="text">The article itself, where it may be looked at again.</param>
    /// <returns>What is to be indexed, before anything is decided.</returns>
    internal Restored Restore(Recollection article, HeldDecision decision, StoryRole role, string? storyId, KeptText? text)
    {
        var known = _window.Take(article, decision, role, storyId);
        if (text is not null)
            _window.Keep(known.Id, text);

        return new Restored(known, _window.Articles.Enter(known));
    }

    /// <summary>Reads an article that no reading is stored of, as the outlets known so far let it be read.</summary>
    internal Recollection Read(Article article) => Recollection.Of(article, Reader.Read(article, _window.Outlets));

    /// <summary>Makes restored articles findable by their words. May run beside restoring others, but not beside itself.</summary>
    internal void Index(IEnumerable<Restored> restored)
    {
        foreach (var (article, slot) in restored)
            _window.Articles.Index(article, slot);
    }

    /// <summary>Takes in what people said of two articles; the later word on a pair stands.</summary>
    public void Keep(StoryPair pair) => _window.Pairs.Add(pair);

    /// <summary>
    /// Looks again at the boundary articles near the one just applied and gives the decisions that change: a source that
    /// arrived after its rewrite, an explainer whose story came later, two stories that turn out to be one.
    /// Each is to be saved, then applied. Their developments stay those that were told when the article arrived.
    /// </summary>
    public IReadOnlyList<(Candidate Candidate, Decision Decision)> Reconsider(Candidate justApplied) =>
        _window.Articles.Find(justApplied.Article.Id) is { } known
            ? _repair.After(known, _lastNear is { } last && ReferenceEquals(last.Candidate, justApplied) ? last.Near : _finder.FindElsewhere(known))
            : [];

    /// <summary>Forgets what left the window before <paramref name="now"/>; a story that still moves keeps its articles.</summary>
    public void Forget(DateTimeOffset now)
    {
        // Looking through the window costs its length: hourly is often enough, so that this may be called after every article.
        if (now - _lastForgetting < TimeSpan.FromHours(1))
            return;

        _lastForgetting = now;
        var since = now - _options.Window;
        foreach (var old in _window.Articles.OlderThan(since))
            if ((old.Story?.LastMoved ?? old.Time) < since)
                _window.Forget(old.Id);
    }

    /// <summary>What is known of the stories near an article: for fitting and for asking why.</summary>
    internal IReadOnlyList<JoinEvidence> Weigh(Candidate candidate) => _finder.Find(candidate.Article, Read(candidate));

    internal double Unsaid(KnownStory story, TermVector vector) => story.Memory.ShareUnsaid(vector.Terms, _window.Weights);

    internal StoredReading Pack(Recollection article) => new(Form, PackedRecollection.Pack(article));

    /// <summary>An article taken in, and its place in the index.</summary>
    internal readonly record struct Restored(KnownArticle Article, int Slot);

    /// <summary>Reading is a pure function of the candidate; the last one is kept because deciding is followed by applying.</summary>
    private Reading Read(Candidate candidate)
    {
        if (_lastRead is { } last && ReferenceEquals(last.Candidate, candidate))
            return last.Reading;

        if (_window.Articles.Find(candidate.Article.Id) is { } known && known.Version == candidate.Article.Version
            && ReferenceEquals(_window.Kept(known.Id), candidate))
            return known.Reading;

        var reading = ReadReport(candidate.Article);
        _lastRead = (candidate, reading);
        return reading;
    }

    /// <summary>Reads an article without its boilerplate. Whom it credits, and that it is somebody's word for word, its whole text says.</summary>
    private Reading ReadReport(Article article)
    {
        var whole = Reader.Read(article, _window.Outlets);
        if (Boilerplate.Blanked(article, whole, _window.Articles, _window.Weights) is not { } blanked)
            return whole;

        return Reader.Read(blanked, _window.Outlets) with
        {
            Credits = whole.Credits,
            SelfOutletId = whole.SelfOutletId,
            ReportsItself = whole.ReportsItself,
            TextKey = whole.TextKey,
        };
    }
}
