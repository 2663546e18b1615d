using System.Globalization;
using NewsWatch.Articles;

namespace NewsWatch.Stories;

/// <summary>The decision about one article: which story, in what role, from whom, and what is new. Looks at the window, never changes it.</summary>
internal sealed class Resolver(StoryWindow window)
{
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

        var derivations = Sources(Question(article, reading), near);
        var place = Place(near, derivations);
        return reading.Shape == ArticleShape.Explainer ? Explainer(article, near)
            : place is null ? Open(article, reading, derivations)
            : IsBackground(reading, derivations, place) ? Beside(article, place, derivations)
            : Join(article, reading, place, derivations);
    }

    /// <summary>The sources of an article among the members of the stories near it.</summary>
    public List<Derivation> Sources(SourceQuestion asked, IReadOnlyList<JoinEvidence> near)
    {
        var likely = near.Where(evidence => evidence.Probability >= StoryParameters.Link)
            .SelectMany(evidence => evidence.Story.Members)
            .Concat(near.Select(evidence => evidence.NearestMember))
            .DistinctBy(known => known.Id)
            .ToList();
        return _sources.Find(asked, likely);
    }

    public SourceQuestion Question(Article article, Reading reading) =>
        new(article.Id, article.Published, article.Time, false, reading, window.HasOutlet);

    public SourceQuestion Question(KnownArticle known) =>
        new(known.Id, known.Published, known.Time, true, known.Reading, window.HasOutlet);

    /// <summary>The passages that none of the sources found holds.</summary>
    public IReadOnlyList<string> UnsupportedIn(Article article, Reading reading, IReadOnlyList<Derivation> derivations) =>
        Unsupported.Find(article, reading, derivations, window);

    /// <summary>
    /// The story to join: that of a confirmed source, else the most probable. A credit is stronger than likeness,
    /// but only to a story that the article is at all like.
    /// </summary>
    public JoinEvidence? Place(IReadOnlyList<JoinEvidence> near, IReadOnlyList<Derivation> derivations)
    {
        foreach (var edge in derivations.Where(edge => edge is { Confidence: >= Derivation.Confirmed, Kind: not DerivationKind.Cites }))
        {
            var source = edge.SourceArticleId is { } id ? window.Articles.Find(id) : null;
            if (source?.Story is not { } story)
                continue;

            var evidence = near.FirstOrDefault(found => found.Story == story);
            if (evidence is not null || edge.Kind != DerivationKind.Rewrite)
                return evidence ?? new JoinEvidence { Story = story, NearestMember = source, Nearest = edge.Confidence, Probability = edge.Confidence };
        }

        return near.Count > 0 && near[0].Probability >= StoryParameters.Join ? near[0] : null;
    }

    /// <summary>An explainer is nobody's member: it stands beside a story, or alone.</summary>
    public static Decision Explainer(Article article, IReadOnlyList<JoinEvidence> near)
    {
        var place = near.FirstOrDefault(evidence => evidence.Probability >= StoryParameters.Link);
        return place is null
            ? Alone(article, "it explains a subject over many years and reports no event")
            : Beside(article, place, []);
    }

    private Decision Join(Article article, Reading reading, JoinEvidence place, List<Derivation> derivations)
    {
        var memory = place.Story.Memory;
        var storyId = place.Story.Id;
        var repeats = IsRepeat(place, derivations) && !IsOwnFollowUp(article, place);
        var source = derivations.Find(edge => edge is { SourceArticleId: not null, Confidence: >= Derivation.Confirmed });
        var takenBack = NewsFinder.TakenBack(storyId, article, reading.Sentences.Take(3).Select(sentence => sentence.Span));
        List<Development> developments = takenBack is not null && source?.Kind != DerivationKind.Copy ? [takenBack]
            : source is { Kind: DerivationKind.Copy } ? []
            : source is not null ? _news.Details(storyId, article, reading, memory)
            : repeats ? []
            : _news.Told(storyId, article, reading, memory);
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

    /// <summary>Nearer to one member than chance in a story of this size makes it: the same news again.</summary>
    private static bool IsRepeat(JoinEvidence place, IReadOnlyList<Derivation> derivations) =>
        Math.Max(place.Nearest, place.Lead)
        >= StoryParameters.Repeat + (StoryParameters.RepeatPerDoubling * Math.Log2(place.Story.Members.Count))
            - (derivations.Any(edge => edge is { SourceArticleId: null, Kind: DerivationKind.Rewrite }) ? StoryParameters.RetellingAllowance : 0);

    /// <summary>
    /// An outlet does not tell its own news twice: what it says of the same story later is a follow-up. Only of known outlets;
    /// one known by its host alone may be a place where many write.
    /// </summary>
    private static bool IsOwnFollowUp(Article article, JoinEvidence place) =>
        !article.OutletId.Contains('.', StringComparison.Ordinal) && place.NearestMember.OutletId == article.OutletId;

    private bool IsBackground(Reading reading, IReadOnlyList<Derivation> derivations, JoinEvidence place)
    {
        var copyOf = derivations.FirstOrDefault(edge => edge is { Kind: DerivationKind.Copy, SourceArticleId: not null })?.SourceArticleId;
        return reading.Shape == ArticleShape.Commentary
            ? place.Nearest < StoryParameters.NearCopy
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
            Reasons = ["nothing in the window tells this story", .. Reasons.ForSources(derivations)],
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
