using System.Globalization;
using NewsWatch.Articles;
using NewsWatch.Articles.Texts;

namespace NewsWatch.Stories;

/// <summary>Says what an article took from: by copied words, by who it credits, by what of its matter the source carries.</summary>
internal sealed class SourceFinder(ArticleIndex index, TermWeights weights)
{
    /// <summary>Every source, surest first; <paramref name="near"/> holds the articles that may be meant by a credit.</summary>
    public List<Derivation> Find(SourceQuestion asked, IReadOnlyCollection<KnownArticle> near)
    {
        var found = new List<Derivation>();
        if (Copied(asked) is { } copy)
            found.Add(copy);

        foreach (var linked in asked.Linked.Where(linked => linked.Id != asked.Id && !IsLater(linked, asked)))
            if (found.TrueForAll(edge => edge.SourceArticleId != linked.Id))
                found.Add(Linked(asked, linked));

        foreach (var credit in asked.Reading.Credits.Where(credit => !asked.Linked.Any(linked => linked.IsOf(credit))))
        {
            var source = Meant(asked, credit, near) ?? Abroad(asked, credit);
            if (source is null || found.TrueForAll(edge => edge.SourceArticleId != source.Id))
                found.Add(Credited(asked.Reading, credit, source));
        }

        return [.. found.OrderByDescending(edge => edge.Confidence)];
    }

    /// <summary>The article a credit means: of that outlet, not later, nearest in matter; or one with the same headline.</summary>
    private KnownArticle? Meant(SourceQuestion asked, Credit credit, IReadOnlyCollection<KnownArticle> near)
    {
        KnownArticle? best = null;
        var most = 0.0;
        foreach (var known in near)
        {
            var isOutlet = known.IsOf(credit);
            var isNamesake = asked.Reading.TitleKey != 0 && known.Reading.TitleKey == asked.Reading.TitleKey && asked.OfOutlet(credit.OutletId).Count == 0;
            if (known.Id == asked.Id || !(isOutlet || isNamesake) || IsLater(known, asked))
                continue;

            // An article of the outlet itself comes before one that only has the headline.
            var carried = Carried(asked.Reading, known.Reading) + (isOutlet ? 1 : 0);
            if (carried < (isOutlet ? 1 : 0) + StoryParameters.LeastCarried)
                continue;

            if (carried > most)
                (best, most) = (known, carried);
        }

        return best;
    }

    /// <summary>
    /// An article of the credited outlet in another language: of its matter only names and figures are the same.
    /// </summary>
    private KnownArticle? Abroad(SourceQuestion asked, Credit credit)
    {
        if (!credit.IsMain)
            return null;

        return asked.OfOutlet(credit.OutletId)
            .Where(known => known.Id != asked.Id && !IsLater(known, asked))
            .Select(known => (Known: known, Names: SharedNames(asked.Reading, known.Reading), Figures: SharedFigures(asked.Reading, known.Reading)))
            .Where(pair => AreEnough(pair.Names, pair.Figures))
            .OrderByDescending(pair => pair.Names + pair.Figures)
            .Select(pair => pair.Known)
            .FirstOrDefault();
    }

    /// <summary>Whether two texts in different languages share the names and figures that one report has.</summary>
    public bool AreOfOneMatter(Reading mine, Reading theirs) => AreEnough(SharedNames(mine, theirs), SharedFigures(mine, theirs));

    private static bool AreEnough(int names, int figures) => names >= 2 && names + figures >= 4;

    private int SharedNames(Reading mine, Reading theirs) =>
        mine.Names.Count(term => weights.Of(term) >= StoryParameters.TellingName && Array.BinarySearch(theirs.Names, term) >= 0);

    private static int SharedFigures(Reading mine, Reading theirs) =>
        mine.Figures.Where(figure => figure.Kind != FigureKind.Year && figure.Value > 9).Select(figure => figure.Key)
            .Intersect(theirs.Figures.Select(figure => figure.Key)).Count();

    /// <summary>A link in the text: a rewrite where it carries the source's matter or credits its outlet for the whole, else a citation.</summary>
    private Derivation Linked(SourceQuestion asked, KnownArticle linked)
    {
        var carried = Carried(asked.Reading, linked.Reading);
        var credit = asked.Reading.Credits.FirstOrDefault(linked.IsOf);
        var isRewrite = linked.OutletId != asked.OutletId
            && (credit is { IsMain: true }
                ? carried >= StoryParameters.RewriteCarried || linked.Reading.SpeaksOtherLanguage(asked.Reading)
                : carried >= StoryParameters.Retold);
        List<string> evidence = [$"links to “{linked.Title}”"];
        if (credit is not null)
            evidence.Add($"credits {credit.OutletName}");

        evidence.Add(string.Create(CultureInfo.InvariantCulture, $"{carried:P0} of its matter stands there"));
        return new Derivation(
            linked.Id,
            linked.OutletName,
            isRewrite ? DerivationKind.Rewrite : DerivationKind.Cites,
            Math.Round(1 - (0.2 * (1 - carried)), 3),
            evidence,
            credit is null or { Span.Length: 0 } ? [] : [new Span(credit.Span.Start, credit.Span.End)]);
    }

    private Derivation Credited(Reading reading, Credit credit, KnownArticle? source)
    {
        var carried = source is null ? 0 : Carried(reading, source.Reading);
        var sameTitle = source is not null && source.Reading.TitleKey == reading.TitleKey && reading.TitleKey != 0;
        var isRewrite = source is null ? credit.IsMain
            : sameTitle || (credit.IsMain
                ? carried >= StoryParameters.RewriteCarried || source.Reading.SpeaksOtherLanguage(reading)
                : carried >= StoryParameters.Retold);
        var evidence = new List<string> { $"credits {credit.OutletName}" };
        if (source is not null)
            evidence.Add(string.Create(CultureInfo.InvariantCulture, $"{carried:P0} of its matter stands in “{source.Title}”"));

        if (sameTitle)
            evidence.Add("carries the same headline");

        var confidence = 1 - ((1 - credit.Strength) * (1 - (0.6 * carried)) * (sameTitle ? 0.3 : 1));
        return new Derivation(
            source?.Id,
            credit.OutletName,
            isRewrite ? DerivationKind.Rewrite : DerivationKind.Cites,
            Math.Round(confidence, 3),
            evidence,
            credit.Span.Length == 0 ? [] : [new Span(credit.Span.Start, credit.Span.End)]);
    }

    /// <summary>What share of an article's matter, by weight, a source carries.</summary>
    public double Carried(Reading article, Reading source)
    {
        var terms = article.Main.Terms;
        var held = new bool[terms.Length];
        Mark(held, terms, source.Sentences.Terms);
        Mark(held, terms, source.Title.Terms);
        var (carried, all) = (0f, 0f);
        for (var i = 0; i < terms.Length; i++)
        {
            var weight = weights.Of(terms[i]);
            all += weight;
            if (held[i])
                carried += weight;
        }

        return all == 0 ? 0 : carried / all;
    }

    /// <summary>Which of these ascending terms stand among the others, in whatever order: no set of a whole text's terms is built.</summary>
    private static void Mark(bool[] held, ReadOnlySpan<uint> terms, ReadOnlySpan<uint> others)
    {
        foreach (var other in others)
            if (terms.BinarySearch(other) is >= 0 and var place)
                held[place] = true;
    }

    private Derivation? Copied(SourceQuestion asked)
    {
        var copied = new List<(KnownArticle From, Derivation Edge)>();
        foreach (var known in index.SharingShingles(asked.Reading.Sketch))
        {
            if (known.Id == asked.Id || IsLaterCopy(known, asked) || known.Took(asked.Id))
                continue;

            var (ofMine, ofTheirs) = asked.Reading.Sketch.Containment(known.Reading.Sketch);
            var jaccard = Jaccard(ofMine, ofTheirs);
            var isExact = asked.Reading.TextKey == known.Reading.TextKey;
            var isCopy = isExact || jaccard >= StoryParameters.NearCopy;
            if (!isCopy && ofMine < StoryParameters.Excerpt)
                continue;

            var confidence = isExact ? 1 : isCopy ? 0.9 + (0.1 * ofMine) : 0.6 + (0.35 * ofMine);
            copied.Add((known, new Derivation(
                    known.Id,
                    known.OutletName,
                    isCopy ? DerivationKind.Copy : DerivationKind.Excerpt,
                    Math.Round(confidence, 3),
                    [string.Create(CultureInfo.InvariantCulture, $"{ofMine:P0} of its five-word runs stand in “{known.Title}” of {known.OutletName}")],
                    [])));
        }

        // Of several that hold the passages, the one that is credited or came first is the source.
        var most = copied.Count == 0 ? 0 : copied.Max(pair => pair.Edge.Confidence);
        return copied.Where(pair => pair.Edge.Confidence >= most - StoryParameters.AsMuch)
            .OrderByDescending(pair => asked.Reading.Credits.Any(pair.From.IsOf))
            .ThenBy(pair => pair.From.Time)
            .ThenBy(pair => pair.From.Id, StringComparer.Ordinal)
            .Select(pair => pair.Edge)
            .FirstOrDefault();
    }

    /// <summary>It says it was published later, by more than clocks and dates without a time of day explain.</summary>
    private static bool IsLater(KnownArticle known, SourceQuestion asked) =>
        known.Published is { } theirs && asked.Published is { } mine
        && theirs > mine + (IsDay(theirs) || IsDay(mine) ? TimeSpan.FromDays(1) : StoryParameters.ClockSlack);

    /// <summary>Of two texts alike the one found first is the source, unless they say when they were published.</summary>
    private static bool IsLaterCopy(KnownArticle known, SourceQuestion asked) =>
        known.Published is { } theirs && asked.Published is { } mine && !IsDay(theirs) && !IsDay(mine)
            ? theirs > mine
            : asked.IsKnown && known.Time > asked.Time;

    private static bool IsDay(DateTimeOffset time) => time.TimeOfDay == TimeSpan.Zero;

    private static double Jaccard(double ofMine, double ofTheirs) =>
        ofMine == 0 || ofTheirs == 0 ? 0 : 1 / ((1 / ofMine) + (1 / ofTheirs) - 1);
}

/// <summary>The article whose sources are asked for.</summary>
/// <param name="Id">The article.</param>
/// <param name="Published">When it says it was published.</param>
/// <param name="Time">Its time in the story.</param>
/// <param name="IsKnown">It was decided before and is looked at again.</param>
/// <param name="Reading">Its words.</param>
/// <param name="OutletId">Where it appeared.</param>
/// <param name="Linked">Articles of the window that its text links to.</param>
/// <param name="OfOutlet">The newest articles of an outlet.</param>
internal sealed record SourceQuestion(
    string Id,
    DateTimeOffset? Published,
    DateTimeOffset Time,
    bool IsKnown,
    Reading Reading,
    string OutletId,
    IReadOnlyList<KnownArticle> Linked,
    Func<string, IReadOnlyList<KnownArticle>> OfOutlet);
