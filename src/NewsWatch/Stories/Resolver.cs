using System.Globalization;
using NewsWatch.Articles;
using NewsWatch.Articles.Texts;

namespace NewsWatch.Stories;

/// <summary>The decision about one article: which story, in what role, from whom, and what is new. Looks at the window, never changes it.</summary>
internal sealed class Resolver(StoryWindow window, JoinParameters parameters)
{
    private const int DaysOfRepeats = 3;
    private readonly SourceFinder _sources = new(window.Articles, window.Weights);
    private readonly NewsFinder _news = new(window.Weights);
    private readonly Edits _edits = new(window);

    public Decision Decide(Article article, Reading reading, IReadOnlyList<JoinEvidence> near)
    {
        if (article.Version > 1 && window.Articles.Find(article.Id) is { } before)
            return _edits.Decide(article, reading, before);

        if (reading.Length < StoryParameters.LeastWords)
            return Alone(article, "it has no text that tells anything");

        if (reading.Shape == ArticleShape.Roundup)
            return Alone(article, "it is a round-up of many subjects");

        var question = Question(article, reading);
        if (question.Linked.Select(linked => linked.Story).OfType<KnownStory>().Distinct().Count() >= StoryParameters.StoriesOfRoundup)
            return Alone(article, "it links to many stories: a round-up");

        var derivations = Sources(question, near);
        var place = Place(article.Id, near, derivations);
        if (place is null && reading.Shape == ArticleShape.Commentary)
            place = BesideWhat(near, derivations);

        return reading.Shape == ArticleShape.Explainer ? Explainer(article, near)
            : place is null ? Open(article, reading, derivations)
            : IsBackground(reading, derivations, place) ? Beside(article, place, derivations)
            : Join(article, reading, place, derivations);
    }

    /// <summary>The sources of an article among the members of the stories near it.</summary>
    public List<Derivation> Sources(SourceQuestion asked, IReadOnlyList<JoinEvidence> near)
    {
        var likely = near.Where(evidence => evidence.Probability >= parameters.Link)
            .SelectMany(evidence => evidence.Story.Members)
            .Concat(near.Select(evidence => evidence.NearestMember))
            .DistinctBy(known => known.Id)
            .ToList();
        return _sources.Find(asked, likely);
    }

    /// <summary>Whether names and figures allow that one retells the other in another language.</summary>
    public bool MayRetell(Reading mine, Reading theirs) => _sources.AreOfOneMatter(mine, theirs);

    public SourceQuestion Question(Article article, Reading reading) =>
        new(article.Id, article.Published, article.Time, false, reading, article.OutletId, window.LinkedFrom(article), window.OfOutlet);

    /// <summary>The same for an article decided before.</summary>
    public SourceQuestion Question(KnownArticle known, Article article) =>
        new(known.Id, known.Published, known.Time, true, known.Reading, known.OutletId, window.LinkedFrom(article), window.OfOutlet);

    /// <summary>The passages that none of the sources found holds.</summary>
    public IReadOnlyList<string> UnsupportedIn(Article article, Reading reading, IReadOnlyList<Derivation> derivations) =>
        Unsupported.Find(article, reading, derivations, window);

    /// <summary>
    /// The story to join: that of a confirmed source, else the most probable. A credit is stronger than likeness,
    /// but only to a story that the article is at all like.
    /// </summary>
    public JoinEvidence? Place(string articleId, IReadOnlyList<JoinEvidence> near, IReadOnlyList<Derivation> derivations)
    {
        if (window.Bound(articleId) is { } bound)
            return near.FirstOrDefault(found => found.Story == bound) ?? new JoinEvidence { Story = bound, NearestMember = bound.Members[0], Nearest = 1, Probability = 1 };

        near = [.. near.Where(found => !window.Forbids(articleId, found.Story))];
        foreach (var edge in derivations.Where(edge => edge is { Confidence: >= Derivation.Confirmed, Kind: not DerivationKind.Cites }))
        {
            var source = edge.SourceArticleId is { } id ? window.Articles.Find(id) : null;
            if (source?.Story is not { } story || window.Forbids(articleId, story))
                continue;

            var evidence = near.FirstOrDefault(found => found.Story == story);
            if (evidence is not null || story.Members.Count > 0)
                return evidence ?? new JoinEvidence { Story = story, NearestMember = source, Nearest = edge.Confidence, Probability = edge.Confidence };
        }

        return near.Count > 0 && near[0].Probability >= (near[0].IsShort ? parameters.ShortJoin : parameters.Join) ? near[0] : null;
    }

    /// <summary>The story that a comment cites or is at all like.</summary>
    private JoinEvidence? BesideWhat(IReadOnlyList<JoinEvidence> near, IReadOnlyList<Derivation> derivations)
    {
        foreach (var edge in derivations)
            if (edge.SourceArticleId is { } id && window.Articles.Find(id) is { Story: { } story } source)
                return near.FirstOrDefault(found => found.Story == story) ?? new JoinEvidence { Story = story, NearestMember = source };

        return near.Count > 0 && near[0].Probability >= parameters.Beside ? near[0] : null;
    }

    /// <summary>An explainer is nobody's member: it stands beside a story, or alone.</summary>
    public Decision Explainer(Article article, IReadOnlyList<JoinEvidence> near)
    {
        var place = near.FirstOrDefault(evidence => evidence.Probability >= parameters.Link);
        return place is null
            ? Alone(article, "it explains a subject over many years and reports no event")
            : Beside(article, place, []);
    }

    private Decision Join(Article article, Reading reading, JoinEvidence place, List<Derivation> derivations)
    {
        var memory = place.Story.Memory;
        var storyId = place.Story.Id;
        var repeats = IsRepeat(article, place, derivations);
        var source = derivations.Find(edge => edge is { SourceArticleId: not null, Kind: not DerivationKind.Cites, Confidence: >= Derivation.Confirmed });
        var takenBack = NewsFinder.TakenBack(storyId, article, reading.Sentences.Take(3).Select(sentence => sentence.Span));
        if (takenBack is not null && Retold(derivations, repeats ? place : null).Any(told => TakesBack(storyId, told)))
            takenBack = null;

        var confirmed = takenBack is null && source is null ? NewsFinder.Confirmed(storyId, article, reading) : null;
        var changed = source is { Kind: DerivationKind.Copy or DerivationKind.Excerpt } || (source is null && repeats) ? NewsFinder.Changed(storyId, article, reading, place) : null;
        List<Development> developments = takenBack is not null && source?.Kind != DerivationKind.Copy ? [takenBack]
            : changed is not null ? [changed]
            : source is { Kind: DerivationKind.Copy } ? []
            : source is not null && IsAbroad(reading, source) ? []
            : source is not null ? _news.Details(storyId, article, reading, memory, IsOwn(article, source))
            : repeats ? []
            : _news.Told(storyId, article, reading, memory);
        if (confirmed is not null && developments.TrueForAll(news => news.Where != confirmed.Where))
            developments = [confirmed, .. developments];

        return new Decision
        {
            ArticleId = article.Id,
            Version = article.Version,
            StoryId = storyId,
            Role = StoryRole.Member,
            Derivations = derivations,
            Novelty = Math.Round(Novelty.Of(reading, memory, window.Weights), 3),
            Repetition = Math.Round(Math.Max(place.Nearest, Math.Max(place.Copied, place.Lead)), 3),
            Developments = developments,
            Unsupported = UnsupportedIn(article, reading, derivations),
            Reasons = Reasons.ForJoining(place, derivations, repeats && developments.Count == 0),
            Inputs = Reasons.Inputs(place),
        };
    }

    /// <summary>The articles that one retells: its sources, and the one that it is too near to for chance.</summary>
    private static IEnumerable<string> Retold(IReadOnlyList<Derivation> derivations, JoinEvidence? near) =>
        derivations.Where(edge => edge is { Confidence: >= Derivation.Confirmed, Kind: not DerivationKind.Cites }).Select(edge => edge.SourceArticleId)
            .Append(near?.NearestMember.Id).OfType<string>();

    /// <summary>Whether an earlier article says at its head too that something was corrected or withdrawn: who retells it brings nothing.</summary>
    private bool TakesBack(string storyId, string articleId) =>
        window.Kept(articleId)?.Article is { } article && NewsFinder.TakenBack(storyId, article, Sentences.Cut(article.Text).Take(3)) is not null;

    /// <summary>Nearer to one member than chance in a story of this size makes it: the same news again.</summary>
    private bool IsRepeat(Article article, JoinEvidence place, IReadOnlyList<Derivation> derivations) =>
        (Retells(derivations) ? Math.Max(place.Lead, place.Nearest) : place.Lead)
        >= parameters.Repeat + (FollowsUp(article, derivations) || GoesOn(article, place) ? parameters.OwnFollowUp : 0) + (parameters.RepeatPerDoubling * Math.Log2(place.Story.Members.Count))
            + Later(article, place) - (Retells(derivations) ? parameters.RetellingAllowance : 0);

    /// <summary>What comes days after its like is seldom the same news, if it is more than a headline.</summary>
    private double Later(Article article, JoinEvidence place) => place.IsShort
        ? 0
        : Math.Min(parameters.RepeatByDays, parameters.RepeatPerDay * Math.Max(0, (article.Time - place.NearestMember.Time).TotalDays - DaysOfRepeats));

    /// <summary>Its outlet has told of it before, in other words: a newsroom seldom tells the same twice. A host that nobody knows may be many.</summary>
    private bool GoesOn(Article article, JoinEvidence place) =>
        place.NearestMember.OutletId == article.OutletId && place.Lead < parameters.SameReport && window.Knows(article.OutletId);

    /// <summary>It says that it retells an outlet that we have nothing of.</summary>
    private static bool Retells(IReadOnlyList<Derivation> derivations) =>
        derivations.Any(edge => edge is { SourceArticleId: null, Kind: DerivationKind.Rewrite });

    /// <summary>It links to its own outlet's earlier report.</summary>
    private static bool FollowsUp(Article article, IReadOnlyList<Derivation> derivations) =>
        derivations.Any(edge => edge.Kind == DerivationKind.Cites && edge.SourceArticleId is not null && edge.SourceOutlet == article.OutletName);

    /// <summary>Taken from a report in another language: its words are all new, its news is not.</summary>
    private bool IsAbroad(Reading reading, Derivation source) =>
        window.Articles.Find(source.SourceArticleId!) is { } known && known.Reading.SpeaksOtherLanguage(reading);

    /// <summary>A newsroom goes on with its own report and puts what it wrote before below the news.</summary>
    private bool IsOwn(Article article, Derivation source) => window.Articles.Find(source.SourceArticleId!)?.OutletId == article.OutletId;

    private bool IsBackground(Reading reading, IReadOnlyList<Derivation> derivations, JoinEvidence place)
    {
        var copyOf = derivations.FirstOrDefault(edge => edge is { Kind: DerivationKind.Copy, SourceArticleId: not null })?.SourceArticleId;
        return reading.Shape == ArticleShape.Commentary
            ? place.Nearest < StoryParameters.NearCopy && !reading.ReportsItself
            : copyOf is not null && window.Articles.Find(copyOf)?.Role == StoryRole.Background;
    }

    private static Decision Beside(Article article, JoinEvidence place, IReadOnlyList<Derivation> derivations) => new()
    {
        ArticleId = article.Id,
        Version = article.Version,
        StoryId = place.Story.Id,
        Role = StoryRole.Background,
        Derivations = derivations,
        Repetition = Math.Round(place.Nearest, 3),
        Reasons = [string.Create(CultureInfo.InvariantCulture, $"it explains or argues about the subject of “{place.Story.Members[0].Title}” and reports nothing of its own")],
        Inputs = Reasons.Inputs(place),
    };

    private static Decision Open(Article article, Reading reading, IReadOnlyList<Derivation> derivations)
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
            Reasons = [Reasons.NothingTells, .. Reasons.ForSources(derivations)],
        };
    }

    private static Decision Alone(Article article, string reason) => new()
    {
        ArticleId = article.Id,
        Version = article.Version,
        StoryId = null,
        Role = StoryRole.None,
        Reasons = [reason],
    };
}
