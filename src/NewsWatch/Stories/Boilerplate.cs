using NewsWatch.Articles;
using NewsWatch.Articles.Texts;

namespace NewsWatch.Stories;

/// <summary>
/// What an outlet puts above or below everything it prints: a newsletter box, a note on cookies, an author's life, related stories. It is
/// known by standing word for word in another article too and having nothing to do with what either reports. Left in, it would make
/// unrelated articles copies of one another.
/// </summary>
internal static class Boilerplate
{
    /// <summary>Share of an article's shingles below which shared sentences do no harm.</summary>
    private const double LeastShared = 0.1;

    /// <summary>Fewer shared terms may have nothing to do with a report by chance: a sentence quoted by two.</summary>
    private const int FewestTerms = 25;

    /// <summary>Fewer terms that only one of the two has are no report: a copy with another page number.</summary>
    private const int FewestOwn = 12;

    /// <summary>Likeness below which words have nothing to do with one another.</summary>
    private const double Unrelated = 0.1;

    /// <summary>Articles compared: those that share most.</summary>
    private const int Compared = 6;

    /// <summary>The article with blanks in place of its boilerplate, so that every place in its text stays; null where it has none.</summary>
    public static Article? Blanked(Article article, Reading reading, ArticleIndex index, TermWeights weights)
    {
        char[]? text = null;
        foreach (var known in index.SharingShingles(reading.Sketch).Where(known => known.Id != article.Id).Take(Compared))
        {
            if (reading.Sketch.Containment(known.Reading.Sketch).InOther < LeastShared)
                break;

            foreach (var sentence in Shared(reading, known.Reading, weights))
                (text ??= article.Text.ToCharArray()).AsSpan(sentence.Span.Start, sentence.Span.Length).Fill(' ');
        }

        return text is null ? null : article with { Text = new string(text) };
    }

    /// <summary>The sentences that both have, if they have nothing to do with the others of either, nor those with one another.</summary>
    private static List<ReadSentence> Shared(Reading mine, Reading theirs, TermWeights weights)
    {
        var (ours, myOwn) = Part(mine, theirs);
        var (_, theirOwn) = Part(theirs, mine);
        var (shared, my, their) = (TermsOf(ours), TermsOf(myOwn), TermsOf(theirOwn));
        if (shared.Count < FewestTerms || my.Count < FewestOwn || their.Count < FewestOwn)
            return [];

        my.UnionWith(mine.Title.Terms.ToArray());
        their.UnionWith(theirs.Title.Terms.ToArray());
        return AreUnrelated(shared, my, weights) && AreUnrelated(shared, their, weights) && AreUnrelated(my, their, weights) ? ours : [];
    }

    /// <summary>The sentences that the other has too, and those that it has not.</summary>
    private static (List<ReadSentence> Shared, List<ReadSentence> Own) Part(Reading reading, Reading other)
    {
        var keys = other.Sentences.Select(KeyOf).ToHashSet();
        var parts = reading.Sentences.Where(sentence => sentence.Terms.Count > 0).ToLookup(sentence => keys.Contains(KeyOf(sentence)));
        return ([.. parts[true]], [.. parts[false]]);
    }

    /// <summary>By the cosine of two sets of terms, each term weighed by its rarity.</summary>
    private static bool AreUnrelated(HashSet<uint> one, HashSet<uint> other, TermWeights weights) =>
        Squares(one.Intersect(other), weights) < Unrelated * Math.Sqrt(Squares(one, weights) * Squares(other, weights));

    private static double Squares(IEnumerable<uint> terms, TermWeights weights) => terms.Sum(term => (double)weights.Of(term) * weights.Of(term));

    private static HashSet<uint> TermsOf(List<ReadSentence> sentences) => [.. sentences.SelectMany(sentence => sentence.Terms)];

    private static uint KeyOf(ReadSentence sentence) => sentence.Terms.Aggregate(0u, Terms.Join);
}
