using NewsWatch.Articles;
using NewsWatch.Articles.Texts;

namespace NewsWatch.Stories;

/// <summary>Measures an article against the stories of its nearest articles.</summary>
internal sealed class StoryFinder(ArticleIndex index, TermWeights weights, JoinParameters parameters)
{
    private const int Voters = 8;
    private const int Compared = 5;
    private readonly TermCounter _counter = new();
    private uint _fetched;

    /// <summary>Evidence for each story near the article, most probable first.</summary>
    public List<JoinEvidence> Find(Article article, Reading reading) => Find(article.Id, article.Time, reading, null);

    /// <summary>The same for an article already known, as if it were in no story: is there a better place for it?</summary>
    public List<JoinEvidence> FindElsewhere(KnownArticle known) => Find(known.Id, known.Time, known.Reading, known.Story);

    /// <summary>The same with the story it is in, as if it had only now arrived.</summary>
    public List<JoinEvidence> FindAll(KnownArticle known) => Find(known.Id, known.Time, known.Reading, null);

    private List<JoinEvidence> Find(string id, DateTimeOffset time, Reading reading, KnownStory? except)
    {
        var queries = new Queries(reading, weights, _counter);
        var self = index.Find(id);
        var near = Compare(queries.Main, Array.FindAll(index.Nearest(queries.Main), known => known.Story is { } story && known.Role == StoryRole.Member && known != self && story != except));
        if (near.Count == 0 || near[0].Cosine < StoryParameters.LeastLikeness)
            return [];

        queries.Localise(near);
        var groups = near.TakeWhile(pair => pair.Cosine >= StoryParameters.LeastLikeness).GroupBy(pair => pair.Article.Story!).Take(StoryParameters.StoriesCompared).Select(group => (Story: group.Key, Members: group.ToList())).ToList();
        var kin = Kin(groups.ConvertAll(group => group.Story));
        return
        [
            .. groups.Select((group, i) => Weigh(time, reading, queries, group.Story, group.Members, [.. near.Where(pair => !kin[i].Contains(pair.Article.Story!)).Take(Voters + 2)]))
                .OrderByDescending(evidence => evidence.Probability)
                .ThenBy(evidence => evidence.Story.Id, StringComparer.Ordinal),
        ];
    }

    /// <summary>The articles with their likeness, the most alike first.</summary>
    private List<Near> Compare(Query query, KnownArticle[] articles)
    {
        // They lie anywhere in the memory. Asked for one after the other, step by step, each is waited for; asked for all at once they come together.
        var vectors = Array.ConvertAll(articles, article => article.Reading.Main);
        foreach (var vector in vectors)
            _fetched ^= vector.Fetch();

        var near = new List<Near>(articles.Length);
        for (var i = 0; i < articles.Length; i++)
        {
            var (cosine, at) = (query.Cosine(vectors[i], articles[i].Norms.Main), near.Count);
            while (at > 0 && near[at - 1].Cosine < cosine)
                at--;

            near.Insert(at, new Near(articles[i], cosine));
        }

        return near;
    }

    /// <summary>For each story itself and those so like it that they may be parts of one: no rivals for an article.</summary>
    private List<List<KnownStory>> Kin(List<KnownStory> stories)
    {
        var kin = stories.ConvertAll(story => new List<KnownStory> { story });
        for (var i = 0; i < Math.Min(stories.Count, StoryParameters.StoriesParted) && stories.Count > 1; i++)
        {
            var centre = new Query(stories[i].Centre, weights);
            for (var j = 0; j < i; j++)
                if (centre.Cosine(stories[j].Centre, stories[j].CentreNorm) >= parameters.Kinship)
                {
                    kin[i].Add(stories[j]);
                    kin[j].Add(stories[i]);
                }
        }

        return kin;
    }

    private JoinEvidence Weigh(
        DateTimeOffset time, Reading reading, Queries queries, KnownStory story, List<Near> members, List<Near> rivals)
    {
        var best = members[0].Article;
        var copied = best.Reading.Sketch.Containment(reading.Sketch);
        var centre = queries.Main.Compare(story.Centre, story.CentreNorm);
        var close = members.Take(Compared).Select(pair => pair.Article).ToList();
        var evidence = new JoinEvidence
        {
            Story = story,
            NearestMember = best,
            Nearest = members[0].Cosine,
            TopThree = members.Take(3).Average(pair => pair.Cosine),
            Centre = centre.Cosine,
            Title = close.Max(known => queries.Title.Cosine(known.Reading.Title, known.Norms.Title)),
            Lead = close.Max(known => queries.Lead.Cosine(known.Reading.Lead, known.Norms.Lead)),
            NamesShared = Dice(reading.Names, best.Reading.Names),
            Held = centre.Held,
            Holds = Holds(queries.Main, best.Reading.Main),
            Days = Math.Abs((time - story.LastMoved).TotalDays),
            Copied = Math.Max(copied.InOther, copied.OfOther),
            Margin = members[0].Cosine - (rivals.Count == 0 ? 0 : rivals[0].Cosine),
            Core = Share(story.Core, queries.Main),
            Crowd = rivals.Count < 3 ? 0 : rivals.Skip(2).Take(Voters).Average(pair => pair.Cosine),
            Figures = Math.Min(1, SharedFigures(reading, close) / 3.0),
            Local = queries.Local!.Cosine(best.Reading.Main, queries.LocalNormOf(best.Reading.Main)),
            IsShort = Math.Min(reading.Length, best.Reading.Length) < StoryParameters.ShortText,
        };
        return evidence with { Probability = JoinModel.Probability(evidence, parameters) };
    }

    private static double Share((uint Term, float Weight)[] core, Query query)
    {
        var (held, all) = (0f, 0f);
        foreach (var (term, weight) in core)
        {
            all += weight;
            if (query.Holds(term))
                held += weight;
        }

        return all == 0 ? 0 : held / all;
    }

    private double Holds(Query query, TermVector vector)
    {
        var (held, all) = (0f, 0f);
        var terms = vector.Terms;
        var shares = vector.Shares;
        for (var i = 0; i < terms.Length; i++)
        {
            var weight = shares[i] * weights.Of(terms[i]);
            all += weight;
            if (query.Holds(terms[i]))
                held += weight;
        }

        return all == 0 ? 0 : held / all;
    }

    private double Dice(uint[] mine, uint[] theirs)
    {
        var (shared, all) = (0f, 0f);
        foreach (var term in mine)
        {
            var weight = weights.Of(term);
            all += weight;
            if (Array.BinarySearch(theirs, term) >= 0)
                shared += 2 * weight;
        }

        foreach (var term in theirs)
            all += weights.Of(term);

        return all == 0 ? 0 : shared / all;
    }

    private static int SharedFigures(Reading reading, List<KnownArticle> close)
    {
        if (reading.Figures.Count == 0)
            return 0;

        var mine = reading.Figures.Where(IsTelling).Select(figure => figure.Key).ToHashSet();
        return mine.Count == 0
            ? 0
            : close.SelectMany(known => known.Reading.Figures).Where(IsTelling).Select(figure => figure.Key).Distinct().Count(mine.Contains);
    }

    private static bool IsTelling(Figure figure) =>
        figure.Kind is FigureKind.Money or FigureKind.Percent || (figure.Kind == FigureKind.Count && figure.Value > 12);

    internal readonly record struct Near(KnownArticle Article, double Cosine);
}
