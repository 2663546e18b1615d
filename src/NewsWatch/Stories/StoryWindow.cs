using NewsWatch.Articles;
using NewsWatch.Articles.Texts;

namespace NewsWatch.Stories;

/// <summary>All that the engine remembers: the articles of the window, their stories, what words weigh, which outlets there are.</summary>
internal sealed class StoryWindow(OutletRegistry registry)
{
    private readonly Dictionary<string, KnownStory> _stories = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Candidate> _kept = new(StringComparer.Ordinal);
    private readonly Queue<string> _keptOrder = new();
    private readonly Dictionary<string, int> _outletArticles = new(StringComparer.Ordinal);

    public OutletNames Outlets { get; } = new(registry);

    public TermWeights Weights { get; } = new();

    public ArticleIndex Articles { get; } = new();

    /// <summary>Explainers whose story has not come yet, newest last.</summary>
    public List<KnownArticle> Waiting { get; } = [];

    public KnownStory? Story(string? storyId) => storyId is null ? null : _stories.GetValueOrDefault(storyId);

    /// <summary>The article with its text, while it may still be looked at again.</summary>
    public Candidate? Kept(string articleId) => _kept.GetValueOrDefault(articleId);

    /// <summary>Whether the window holds anything of this outlet.</summary>
    public bool HasOutlet(string outletId) => _outletArticles.ContainsKey(outletId);

    /// <summary>Remembers an article under a decision; what was remembered of it before goes.</summary>
    public void Take(Candidate candidate, Reading reading, Decision decision)
    {
        var article = candidate.Article;
        Forget(article.Id);
        var known = new KnownArticle(article, reading)
        {
            Norms = (NormOf(reading.Main), NormOf(reading.Title), NormOf(reading.Lead)),
            Role = decision.Role,
            Decision = decision,
        };
        Weights.Add(reading.Main.Terms);
        Outlets.Add(article.OutletName, article.OutletId, article.OutletName);
        foreach (var outletId in OutletsOf(known))
            _outletArticles[outletId] = _outletArticles.GetValueOrDefault(outletId) + 1;

        if (decision.StoryId is { } storyId && decision.Role == StoryRole.Member)
        {
            if (!_stories.TryGetValue(storyId, out var story))
                _stories[storyId] = story = new KnownStory(storyId);

            known.Story = story;
            story.Add(known, Weights);
        }

        else if (reading.Shape == ArticleShape.Explainer && decision.Role == StoryRole.None)
        {
            Waiting.Add(known);
            if (Waiting.Count > StoryParameters.ExplainersWaiting)
                Waiting.RemoveAt(0);
        }

        Articles.Add(known);
        Keep(candidate);
    }

    public void Forget(string articleId)
    {
        if (Articles.Find(articleId) is not { } known)
            return;

        Articles.Remove(articleId);
        Waiting.Remove(known);
        Weights.Remove(known.Reading.Main.Terms);
        foreach (var outletId in OutletsOf(known))
            if (_outletArticles[outletId] is > 1 and var left)
                _outletArticles[outletId] = left - 1;
            else
                _outletArticles.Remove(outletId);

        if (known.Story is not { } story)
            return;

        story.Remove(known, Weights);
        if (story.Members.Count == 0)
            _stories.Remove(story.Id);
    }

    private static string[] OutletsOf(KnownArticle known) =>
        known.Reading.SelfOutletId is { } self && self != known.OutletId ? [known.OutletId, self] : [known.OutletId];

    private float NormOf(TermVector vector) => new Query(vector, Weights.Of).Norm;

    private void Keep(Candidate candidate)
    {
        if (_kept.TryAdd(candidate.Article.Id, candidate))
            _keptOrder.Enqueue(candidate.Article.Id);
        else
            _kept[candidate.Article.Id] = candidate;

        while (_kept.Count > StoryParameters.Reconsidered)
            _kept.Remove(_keptOrder.Dequeue());
    }
}
