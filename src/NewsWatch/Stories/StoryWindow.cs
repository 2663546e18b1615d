using NewsWatch.Articles;
using NewsWatch.Articles.Texts;

namespace NewsWatch.Stories;

/// <summary>All that the engine remembers: the articles of the window, their stories, what words weigh, which outlets there are.</summary>
internal sealed class StoryWindow(OutletRegistry registry)
{
    private readonly HashSet<string> _registered = [.. registry.All.Select(outlet => outlet.Id)];
    private readonly Dictionary<string, KnownStory> _stories = new(StringComparer.Ordinal);
    private readonly Dictionary<string, KeptText> _kept = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _shared = new(StringComparer.Ordinal);
    private readonly HashSet<(string Id, string Name)> _named = [];
    private long _arrivals;
    private readonly Queue<string> _keptOrder = new();
    private readonly Dictionary<string, List<KnownArticle>> _byOutlet = new(StringComparer.Ordinal);
    private readonly Dictionary<ulong, List<string>> _linking = [];
    private readonly Dictionary<string, List<string>> _crediting = new(StringComparer.Ordinal);
    private readonly Dictionary<ulong, string> _byAddress = [];

    public OutletNames Outlets { get; } = new(registry);

    public TermWeights Weights { get; } = new();

    public ArticleIndex Articles { get; } = new();

    /// <summary>What people said belongs together or apart.</summary>
    public StoryPairs Pairs { get; } = new();

    /// <summary>Whether the outlet stands in the registry: any other is but a host's name.</summary>
    public bool Knows(string outletId) => _registered.Contains(outletId);

    /// <summary>Whether a person parted this article from one that is in this story.</summary>
    public bool Forbids(string articleId, KnownStory story) =>
        Pairs.With(articleId, together: false).Any(other => Articles.Find(other)?.Story == story);

    /// <summary>The story of an article that a person put together with this one, or null.</summary>
    public KnownStory? Bound(string articleId) =>
        Pairs.With(articleId, together: true).Select(other => Articles.Find(other)?.Story).FirstOrDefault(story => story is not null);

    /// <summary>Explainers whose story has not come yet, newest last.</summary>
    public List<KnownArticle> Waiting { get; } = [];

    public KnownStory? Story(string? storyId) => storyId is null ? null : _stories.GetValueOrDefault(storyId);

    /// <summary>The article with its text, while it may still be looked at again.</summary>
    public Candidate? Kept(string articleId) => _kept.GetValueOrDefault(articleId)?.Open();

    /// <summary>Whether <see cref="Kept"/> has it, without opening it.</summary>
    public bool Keeps(string articleId) => _kept.ContainsKey(articleId);

    /// <summary>The newest articles of an outlet, oldest of them first.</summary>
    public IReadOnlyList<KnownArticle> OfOutlet(string outletId) => _byOutlet.GetValueOrDefault(outletId) ?? [];

    /// <summary>The articles of the window that a page links to.</summary>
    public List<KnownArticle> LinkedFrom(Article article) =>
    [
        .. Recollection.LinksOf(article).Select(key => _byAddress.GetValueOrDefault(key)).OfType<string>().Distinct().Select(Articles.Find).OfType<KnownArticle>(),
    ];

    /// <summary>Earlier articles whose text links to this one, whatever their story.</summary>
    public List<KnownArticle> LinkingTo(KnownArticle known) =>
        [.. Found(_linking.GetValueOrDefault(known.AddressKey)).Where(from => from.Id != known.Id && !from.Took(known.Id))];

    /// <summary>Earlier articles in another language that credit this one's outlet for the whole, and whose source is not found yet.</summary>
    public IEnumerable<KnownArticle> CreditingAbroad(KnownArticle known) =>
        OutletsOf(known).SelectMany(outletId => Found(_crediting.GetValueOrDefault(outletId)))
            .Where(from => from.Decision.Edges.All(edge => edge.SourceArticleId is null) && from.Reading.SpeaksOtherLanguage(known.Reading));

    private IEnumerable<KnownArticle> Found(List<string>? ids) => (ids ?? []).Select(Articles.Find).OfType<KnownArticle>();

    /// <summary>Remembers an article under a decision; what was remembered of it before goes.</summary>
    public void Take(Candidate candidate, Reading reading, Decision decision)
    {
        var article = candidate.Article;
        if (Articles.Find(article.Id) is { } before && before.Version == article.Version)
        {
            Revise(before, decision);
            return;
        }

        Articles.Add(Take(Recollection.Of(article, reading), HeldDecision.Of(decision), decision.Role, decision.StoryId));
        Keep(article.Id, new KeptText(candidate));
    }

    /// <summary>The same for an article whose text need not be at hand; all but its place in the index.</summary>
    public KnownArticle Take(Recollection article, HeldDecision decision, StoryRole role, string? storyId)
    {
        Forget(article.Id);
        var reading = article.Reading;
        var known = new KnownArticle(article)
        {
            OutletId = Shared(article.OutletId),
            OutletName = Shared(article.OutletName),
            Arrival = ++_arrivals,
            Norms = (Weights.NormOf(reading.Main), Weights.NormOf(reading.Title), Weights.NormOf(reading.Lead)),
            Role = role,
            Decision = decision,
        };
        Weights.Add(reading.Main.Terms);
        if (_named.Add((known.OutletId, known.OutletName)))
            Outlets.Add(known.OutletName, known.OutletId, known.OutletName);

        _byAddress[known.AddressKey] = known.Id;
        foreach (var address in article.LinkKeys)
            if (!_byAddress.ContainsKey(address))
                Wait(_linking, address, known.Id);

        if (decision.Edges.All(edge => edge.SourceArticleId is null))
            foreach (var credit in reading.Credits.Where(credit => credit.IsMain))
                Wait(_crediting, Shared(credit.OutletId), known.Id);

        foreach (var outletId in OutletsOf(known))
        {
            var articles = _byOutlet.TryGetValue(outletId, out var list) ? list : _byOutlet[outletId] = [];
            articles.Add(known);
            if (articles.Count > StoryParameters.ArticlesPerOutlet)
                articles.RemoveAt(0);
        }

        Enter(known, storyId);
        return known;
    }

    /// <summary>The same text in another light: its place changes, not when it came nor what its words weighed then.</summary>
    private void Revise(KnownArticle known, Decision decision)
    {
        var stays = known.Story is { } story && decision.Role == StoryRole.Member && decision.StoryId == story.Id;
        (known.Role, known.Decision) = (decision.Role, HeldDecision.Of(decision));
        if (stays)
            return;

        Leave(known);
        Enter(known, decision.StoryId);
    }

    private void Enter(KnownArticle known, string? storyId)
    {
        if (storyId is not null && known.Role == StoryRole.Member)
        {
            if (!_stories.TryGetValue(storyId, out var story))
                _stories[storyId] = story = new KnownStory(storyId);

            known.Story = story;
            story.Add(known, Weights);
        }
        else if (known.Reading.Shape == ArticleShape.Explainer && known.Role == StoryRole.None)
        {
            Waiting.Add(known);
            if (Waiting.Count > StoryParameters.ExplainersWaiting)
                Waiting.RemoveAt(0);
        }
    }

    private void Leave(KnownArticle known)
    {
        Waiting.Remove(known);
        if (known.Story is not { } story)
            return;

        known.Story = null;
        story.Remove(known, Weights);
        if (story.Members.Count == 0)
            _stories.Remove(story.Id);
    }

    public void Forget(string articleId)
    {
        if (Articles.Find(articleId) is not { } known)
            return;

        Articles.Remove(articleId);
        if (_byAddress.GetValueOrDefault(known.AddressKey) == articleId)
            _byAddress.Remove(known.AddressKey);

        Weights.Remove(known.Reading.Main.Terms);
        foreach (var outletId in OutletsOf(known))
            if (_byOutlet.TryGetValue(outletId, out var articles) && articles.Remove(known) && articles.Count == 0)
                _byOutlet.Remove(outletId);

        Leave(known);
    }

    /// <summary>Keeps who waits for something, the newest of many.</summary>
    private static void Wait<T>(Dictionary<T, List<string>> all, T what, string articleId)
        where T : notnull
    {
        if (all.Count >= StoryParameters.LinksWaiting)
            all.Clear();

        var waiting = all.TryGetValue(what, out var list) ? list : all[what] = [];
        if (waiting.Contains(articleId))
            return;

        if (waiting.Count >= StoryParameters.LinksFollowed)
            waiting.RemoveAt(0);

        waiting.Add(articleId);
    }

    /// <summary>The same words as one string: few outlets write many articles.</summary>
    private string Shared(string name)
    {
        if (!_shared.TryGetValue(name, out var shared))
            _shared[name] = shared = name;

        return shared;
    }

    private static string[] OutletsOf(KnownArticle known) =>
        known.Reading.SelfOutletId is { } self && self != known.OutletId ? [known.OutletId, self] : [known.OutletId];

    /// <summary>Keeps the text of an article, and lets the oldest one's go.</summary>
    public void Keep(string articleId, KeptText text)
    {
        if (_kept.TryAdd(articleId, text))
            _keptOrder.Enqueue(articleId);
        else
            _kept[articleId] = text;

        while (_kept.Count > StoryParameters.Reconsidered)
            _kept.Remove(_keptOrder.Dequeue());
    }
}
