using NewsWatch.Articles;
using NewsWatch.Articles.Texts;

namespace NewsWatch.Stories;

/// <summary>
/// Recognises that outlets tell one story, who took it from whom, and what each adds. It holds the window's articles and
/// stories in memory; <see cref="Decide"/> looks, <see cref="Apply"/> remembers. One thread at a time.
/// </summary>
public sealed class StoryEngine
{
    private readonly StoryOptions _options;
    private readonly OutletNames _outlets;
    private readonly TermWeights _weights = new();
    private readonly ArticleIndex _index = new();
    private readonly Dictionary<string, KnownStory> _stories = new(StringComparer.Ordinal);
    private readonly StoryFinder _finder;
    private readonly SourceFinder _sources;
    private readonly StoryRepair _repair;
    private readonly Dictionary<string, Candidate> _kept = new(StringComparer.Ordinal);
    private readonly Queue<string> _keptOrder = new();
    private (Candidate Candidate, Reading Reading)? _lastRead;

    public StoryEngine(OutletRegistry outlets, StoryOptions? options = null)
    {
        _options = options ?? new StoryOptions();
        _outlets = new OutletNames(outlets);
        _finder = new StoryFinder(_index, _weights);
        _sources = new SourceFinder(_index);
        _repair = new StoryRepair(_finder);
    }

    /// <summary>
    /// What this article is to the stories so far. Changes nothing: the same state and the same article give the same decision.
    /// </summary>
    public Decision Decide(Candidate candidate)
    {
        var article = candidate.Article;
        var reading = Read(candidate);
        if (reading.Length < 3)
            return Nothing(article, "it has no text to tell anything");

        var near = _finder.Find(article, reading);
        var best = near.Count > 0 && near[0].Probability >= StoryParameters.Join ? near[0] : null;
        var derivations = _sources.Find(article, reading, best?.Story.Members ?? []);
        if (best is null)
            return Open(article, reading, derivations);

        var memory = best.Story.Memory;
        var silenced = derivations.Any(edge => edge is { SourceArticleId: not null, Kind: DerivationKind.Copy, Confidence: >= Derivation.Confirmed });
        var unsaid = memory.ShareUnsaid(reading.Main.Terms, _weights);
        return new Decision
        {
            ArticleId = article.Id,
            Version = article.Version,
            StoryId = best.Story.Id,
            Role = StoryRole.Member,
            Derivations = derivations,
            Novelty = unsaid,
            Repetition = Math.Max(best.Copied, best.Nearest),
            Developments = silenced ? [] : NewsFinder.Added(best.Story.Id, article, reading, memory, _weights),
            Reasons = [FormattableString.Invariant($"it tells what “{best.NearestMember.Title}” of {best.NearestMember.OutletName} tells (likeness {best.Nearest:F2})")],
            Inputs = new Dictionary<string, double> { ["nearest"] = best.Nearest, ["centre"] = best.Centre, ["probability"] = best.Probability },
        };
    }

    /// <summary>
    /// Takes a decision into the memory, after it was saved; also rebuilds the memory from the store, in the order of decisions.
    /// A later decision about the same article replaces the earlier one.
    /// </summary>
    public void Apply(Candidate candidate, Decision decision)
    {
        var article = candidate.Article;
        Forget(article.Id);
        var reading = Read(candidate);
        var known = new KnownArticle(article, reading)
        {
            Norms = (new Query(reading.Main, _weights.Of).Norm, new Query(reading.Title, _weights.Of).Norm, new Query(reading.Lead, _weights.Of).Norm),
            Role = decision.Role,
            Decision = decision,
        };
        _weights.Add(reading.Main.Terms);
        _outlets.Add(article.OutletName, article.OutletId, article.OutletName);
        if (decision is { Role: StoryRole.Member, StoryId: { } storyId })
        {
            if (!_stories.TryGetValue(storyId, out var story))
                _stories[storyId] = story = new KnownStory(storyId);

            known.Story = story;
            story.Add(known);
        }

        _index.Add(known);
        if (_kept.TryAdd(article.Id, candidate))
            _keptOrder.Enqueue(article.Id);

        while (_kept.Count > StoryParameters.Reconsidered)
            _kept.Remove(_keptOrder.Dequeue());
    }

    /// <summary>
    /// Looks again at the boundary articles near the one just applied and gives the decisions that change: a source that
    /// arrived after its rewrite, a story that turns out to be part of another. Each is to be saved, then applied.
    /// </summary>
    public IReadOnlyList<(Candidate Candidate, Decision Decision)> Reconsider(Candidate justApplied)
    {
        if (_index.Find(justApplied.Article.Id) is not { Story: { } story } known)
            return [];

        foreach (var evidence in _finder.FindElsewhere(known).Take(3))
            if (_repair.Merge(story, evidence) is { } merge)
                return [.. merge.Movers.Where(mover => _kept.ContainsKey(mover.Id)).Select(mover => (_kept[mover.Id], Moved(mover, merge.Into)))];

        return [];
    }

    private static Decision Moved(KnownArticle mover, KnownStory into) => mover.Decision with
    {
        StoryId = into.Id,
        Reasons = [$"its story turned out to be the same as that of “{into.Members[0].Title}”", .. mover.Decision.Reasons],
    };

    /// <summary>Forgets what left the window before <paramref name="now"/>.</summary>
    public void Forget(DateTimeOffset now)
    {
        var since = now - _options.Window;
        foreach (var old in _index.All.Where(article => article.Time < since && (article.Story?.LastMoved ?? article.Time) < since).ToList())
            Forget(old.Id);
    }

    private void Forget(string articleId)
    {
        if (_index.Find(articleId) is not { } known)
            return;

        _index.Remove(articleId);
        _weights.Remove(known.Reading.Main.Terms);
        if (known.Story is not { } story)
            return;

        story.Remove(known);
        if (story.Members.Count == 0)
            _stories.Remove(story.Id);
    }

    private static Decision Open(Article article, Reading reading, List<Derivation> derivations)
    {
        var storyId = Ids.Derive("story", article.Id);
        return new Decision
        {
            ArticleId = article.Id,
            Version = article.Version,
            StoryId = storyId,
            Role = StoryRole.Member,
            Derivations = derivations,
            Novelty = 1,
            Developments = [NewsFinder.First(storyId, article, reading)],
            Reasons = ["nothing in the window tells this story"],
        };
    }

    private static Decision Nothing(Article article, string reason) => new()
    {
        ArticleId = article.Id,
        Version = article.Version,
        StoryId = null,
        Role = StoryRole.None,
        Reasons = [reason],
    };

    /// <summary>What is known of the stories near an article: for fitting and for asking why.</summary>
    internal IReadOnlyList<JoinEvidence> Weigh(Candidate candidate) => _finder.Find(candidate.Article, Read(candidate));

    internal double Unsaid(KnownStory story, TermVector vector) => story.Memory.ShareUnsaid(vector.Terms, _weights);

    /// <summary>Reading is a pure function of the candidate; the last one is kept because deciding is followed by applying.</summary>
    private Reading Read(Candidate candidate)
    {
        if (_lastRead is { } last && ReferenceEquals(last.Candidate, candidate))
            return last.Reading;

        var reading = Reader.Read(candidate.Article, _outlets);
        _lastRead = (candidate, reading);
        return reading;
    }
}
