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

        foreach (var credit in asked.Reading.Credits)
        {
            var source = Meant(asked, credit, near);
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
            var isOutlet = known.OutletId == credit.OutletId || known.Reading.SelfOutletId == credit.OutletId;
            var isNamesake = asked.Reading.TitleKey != 0 && known.Reading.TitleKey == asked.Reading.TitleKey && !asked.IsOutletKnown(credit.OutletId);
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

    private Derivation Credited(Reading reading, Credit credit, KnownArticle? source)
    {
        var carried = source is null ? 0 : Carried(reading, source.Reading);
        var sameTitle = source is not null && source.Reading.TitleKey == reading.TitleKey && reading.TitleKey != 0;
        var isRewrite = source is null ? credit.IsMain : carried >= StoryParameters.RewriteCarried || sameTitle;
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
            [new Span(credit.Span.Start, credit.Span.End)]);
    }

    /// <summary>What share of an article's matter, by weight, a source carries.</summary>
    public double Carried(Reading article, Reading source)
    {
        var held = new HashSet<uint>(source.Sentences.SelectMany(sentence => sentence.Terms));
        foreach (var term in source.Title.Terms)
            held.Add(term);

        var (carried, all) = (0f, 0f);
        foreach (var term in article.Main.Terms)
        {
            var weight = weights.Of(term);
            all += weight;
            if (held.Contains(term))
                carried += weight;
        }

        return all == 0 ? 0 : carried / all;
    }

    private Derivation? Copied(SourceQuestion asked)
    {
        Derivation? best = null;
        foreach (var known in index.SharingShingles(asked.Reading.Sketch))
        {
            if (known.Id == asked.Id || IsLaterCopy(known, asked) || known.IsCopyOf(asked.Id))
                continue;

            var (ofMine, ofTheirs) = asked.Reading.Sketch.Containment(known.Reading.Sketch);
            var jaccard = Jaccard(ofMine, ofTheirs);
            var isExact = asked.Reading.TextKey == known.Reading.TextKey;
            var isCopy = isExact || jaccard >= StoryParameters.NearCopy || (ofMine >= StoryParameters.CutCopy && ofTheirs >= StoryParameters.Excerpt);
            if (!isCopy && ofMine < StoryParameters.Excerpt)
                continue;

            var confidence = isExact ? 1 : isCopy ? 0.9 + (0.1 * ofMine) : 0.6 + (0.35 * ofMine);
            // Of many copies the first is the source.
            if (best is null || confidence > best.Confidence + 0.02)
                best = new Derivation(
                    known.Id,
                    known.OutletName,
                    isCopy ? DerivationKind.Copy : DerivationKind.Excerpt,
                    Math.Round(confidence, 3),
                    [string.Create(CultureInfo.InvariantCulture, $"{ofMine:P0} of its five-word runs stand in “{known.Title}” of {known.OutletName}")],
                    []);
        }

        return best;
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
/// <param name="IsOutletKnown">Whether the window holds articles of an outlet.</param>
internal sealed record SourceQuestion(
    string Id, DateTimeOffset? Published, DateTimeOffset Time, bool IsKnown, Reading Reading, Func<string, bool> IsOutletKnown);
