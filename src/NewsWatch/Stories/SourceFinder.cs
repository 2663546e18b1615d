using NewsWatch.Articles;

namespace NewsWatch.Stories;

/// <summary>Says what an article took from: by copied words, by who it credits, by what it carries.</summary>
internal sealed class SourceFinder(ArticleIndex index)
{
    public List<Derivation> Find(Article article, Reading reading, IReadOnlyList<KnownArticle> members)
    {
        var found = new List<Derivation>();
        if (Copied(article, reading) is { } copy)
            found.Add(copy);

        foreach (var credit in reading.Credits)
        {
            var source = members.FirstOrDefault(member => member.OutletId == credit.OutletId && member.Id != article.Id);
            if (found.Any(edge => edge.SourceArticleId is not null && edge.SourceArticleId == source?.Id))
                continue;

            found.Add(new Derivation(
                source?.Id,
                credit.OutletName,
                source is null ? DerivationKind.Cites : DerivationKind.Rewrite,
                credit.Strength,
                [$"names {credit.OutletName} as a source"],
                [new Span(credit.Span.Start, credit.Span.End)]));
        }

        return found;
    }

    private Derivation? Copied(Article article, Reading reading)
    {
        Derivation? best = null;
        foreach (var earlier in index.SharingShingles(reading.Sketch))
        {
            if (earlier.Id == article.Id || earlier.Time > article.Time)
                continue;

            var (ofMine, ofTheirs) = reading.Sketch.Containment(earlier.Reading.Sketch);
            var jaccard = Jaccard(ofMine, ofTheirs);
            var isCopy = jaccard >= StoryParameters.NearCopy || reading.TextKey == earlier.Reading.TextKey;
            if (!isCopy && ofMine < StoryParameters.Excerpt)
                continue;

            var confidence = isCopy ? 0.99 : 0.6 + (0.35 * ofMine);
            if (best is null || confidence > best.Confidence)
                best = new Derivation(
                    earlier.Id,
                    earlier.OutletName,
                    isCopy ? DerivationKind.Copy : DerivationKind.Excerpt,
                    confidence,
                    [FormattableString.Invariant($"{ofMine:P0} of its five-word runs stand in “{earlier.Title}”")],
                    []);
        }

        return best;
    }

    private static double Jaccard(double ofMine, double ofTheirs) =>
        ofMine == 0 || ofTheirs == 0 ? 0 : 1 / ((1 / ofMine) + (1 / ofTheirs) - 1);
}
