using NewsWatch.Articles;
using NewsWatch.Articles.Texts;

namespace NewsWatch.Stories;

/// <summary>
/// Finds at the head of an article a figure that says otherwise of the same thing than the story did: a death toll that rose, a price put
/// right. It is news in an article that else tells the same again.
/// </summary>
internal static class FigureChanges
{
    private const int HeadSentences = 3;
    private const int MembersCompared = 8;

    /// <summary>Terms that two sentences must share to be about the same thing, and as a share of the shorter one's.</summary>
    private const int FewestShared = 3;
    private const double ShareOfSentence = 0.4;

    /// <summary>
    /// The first sentence of the head that carries a changed figure, or null: one that the head sets beside the story's ("rose from 12 to
    /// 15", "67 minutes rather than 41"), or that stands where a member has another.
    /// </summary>
    public static ReadSentence? Find(Article article, Reading reading, JoinEvidence place)
    {
        var (memory, head) = (place.Story.Memory, Head(reading).ToList());
        var former = head.Where(sentence => ChangeCues.IsTurn(sentence.Span.Of(article.Text))).SelectMany(sentence => In(sentence, reading)).Where(memory.Counted).ToList();
        foreach (var sentence in head)
            foreach (var figure in In(sentence, reading).Where(figure => !memory.Counted(figure)))
                if (former.Exists(other => IsOfOneMeasure(figure, other, mayLackUnit: sentence.Span.Holds(other.Start))) || Compared(place).Any(known => Replaces(figure, sentence, article, reading, known.Reading)))
                    return sentence;

        return null;
    }

    /// <summary>A member's head gives another number of the same, in a sentence on the same matter; this article gives that number only as a former one.</summary>
    private static bool Replaces(Figure figure, ReadSentence sentence, Article article, Reading mine, Reading theirs)
    {
        foreach (var other in Head(theirs))
        {
            var needed = Math.Max(FewestShared, ShareOfSentence * Math.Min(sentence.Terms.Count, other.Terms.Count));
            if (SortedTerms.Shared(sentence.Terms, other.Terms) >= needed
                && In(other, theirs).Any(former => IsOfOneMeasure(figure, former, mayLackUnit: false) && !figure.SaysTheSame(former) && IsFormer(former, article, mine)))
                return true;
        }

        return false;
    }

    private static bool IsFormer(Figure former, Article article, Reading mine) =>
        mine.Sentences.All(sentence => !In(sentence, mine).Any(former.SaysTheSame) || ChangeCues.IsTurn(sentence.Span.Of(article.Text)));

    private static bool IsOfOneMeasure(Figure one, Figure other, bool mayLackUnit) =>
        one.Kind == other.Kind && (one.Kind == FigureKind.Percent || (one.Unit == other.Unit ? one.Unit != 0 || mayLackUnit : mayLackUnit && (one.Unit == 0 || other.Unit == 0)));

    private static IEnumerable<KnownArticle> Compared(JoinEvidence place) =>
        place.Story.Members.TakeLast(MembersCompared).Prepend(place.NearestMember).Distinct();

    private static IEnumerable<ReadSentence> Head(Reading reading) => reading.Sentences.Take(HeadSentences);

    private static IEnumerable<Figure> In(ReadSentence sentence, Reading reading) =>
        reading.Figures.Where(figure => figure.Kind != FigureKind.Year && sentence.Span.Holds(figure.Start));
}
