using System.Globalization;
using NewsWatch.Articles;
using NewsWatch.Articles.Texts;

namespace NewsWatch.Stories;

/// <summary>What an article adds to its story, with the sentence that carries each addition.</summary>
internal sealed class NewsFinder(TermWeights weights)
{
    private const int Most = 8;
    private const int LeadSentences = 4;
    private const int LongestCorrection = 600;

    /// <summary>The sentence at the head that says most of what the headline says, or the headline, as the story's first report.</summary>
    public static Development First(string storyId, Article article, Reading reading)
    {
        return Carrying(reading) is { } carrying
            ? Make(storyId, article, DevelopmentKind.FirstReport, carrying.Span.Of(article.Text), carrying.Span)
            : Make(storyId, article, DevelopmentKind.FirstReport, article.Title, default);
    }

    /// <summary>The sentence in which an article corrects or takes back something, or null.</summary>
    public static Development? TakenBack(string storyId, Article article, IEnumerable<TextSpan> sentences)
    {
        foreach (var (sentence, span) in sentences.Select(span => (span.Of(article.Text), ToEndOfParagraph(article.Text, span))).Append((article.Title, default)))
            if (ChangeCues.IsRetraction(sentence))
                return Make(storyId, article, DevelopmentKind.Retraction, span.Length > 0 ? span.Of(article.Text) : sentence, span);
            else if (ChangeCues.IsCorrection(sentence))
                return Make(storyId, article, DevelopmentKind.Correction, span.Length > 0 ? span.Of(article.Text) : sentence, span);

        return null;
    }

    /// <summary>
    /// What an article that tells of something new brings: the sentence that carries its headline, then the sentences with
    /// changed figures, new voices and new names, in order of the text.
    /// </summary>
    public List<Development> Told(string storyId, Article article, Reading reading, StoryMemory memory)
    {
        var found = new List<Development>();
        if (Carrying(reading) is { } lead)
            found.Add(Make(storyId, article, KindOf(lead, reading, memory), lead.Span.Of(article.Text), lead.Span));
        else if (article.Title.Length > 0)
            found.Add(Make(storyId, article, DevelopmentKind.NewFact, article.Title, default));

        found.AddRange(Additions(storyId, article, reading, memory).Added.Where(detail => found.TrueForAll(earlier => earlier.Where != detail.Where)));
        return [.. found.Take(Most)];
    }

    /// <summary>What even a rewrite may add: sentences that the story does not hold, with a voice or a name it never named.</summary>
    public List<Development> Details(string storyId, Article article, Reading reading, StoryMemory memory, bool isOwn)
    {
        // Claims that nobody is named for are not news; they are marked as unsupported. One new voice may be a name spelt out;
        // two additions, or a voice that spoke to this outlet, are reporting, and so is what an outlet adds to its own report.
        var (added, voices) = Additions(storyId, article, reading, memory);
        return isOwn || (voices > 0 && (added.Count > 1 || reading.ReportsItself)) ? added : [];
    }

    /// <summary>What even an article that tells or copies the same brings: a figure that has changed, or null.</summary>
    public static Development? Changed(string storyId, Article article, Reading reading, JoinEvidence place) =>
        FigureChanges.Find(article, reading, place) is { } changed
            ? Make(storyId, article, DevelopmentKind.ChangedFigure, changed.Span.Of(article.Text), changed.Span)
            : null;

    private (List<Development> Added, int Voices) Additions(string storyId, Article article, Reading reading, StoryMemory memory)
    {
        var (found, voices) = (new List<Development>(), 0);
        foreach (var sentence in reading.Sentences.Take(reading.ReportSentences))
        {
            if (reading.Credits.Any(credit => credit.Span == sentence.Span))
                continue;

            var unsaid = memory.ShareUnsaid(sentence.Terms, weights);
            if (sentence.Terms.Count < 5 || unsaid < StoryParameters.UnsaidSentence || ChangeCues.IsFurniture(sentence.Span.Of(article.Text)))
                continue;

            var names = sentence.Terms.Count(term => Array.BinarySearch(reading.Names, term) >= 0 && !memory.Said(term));
            var kind = KindOf(sentence, reading, memory);
            if (names >= 1 && kind == DevelopmentKind.NewVoice)
                voices++;

            if (names >= 2 || (names == 1 && kind != DevelopmentKind.NewFact))
                found.Add(Make(storyId, article, kind, sentence.Span.Of(article.Text), sentence.Span));

            if (found.Count == Most)
                break;
        }

        return (found, voices);
    }

    /// <summary>The sentence of the head that says most of what the headline says.</summary>
    private static ReadSentence? Carrying(Reading reading) =>
        reading.Sentences.Take(LeadSentences).Where(sentence => sentence.Terms.Count >= 4).Cast<ReadSentence?>()
            .MaxBy(sentence => sentence!.Value.Terms.Count(term => reading.Title.Terms.BinarySearch(term) >= 0));

    /// <summary>The sentence in which somebody independent says that it is so, or null.</summary>
    public static Development? Confirmed(string storyId, Article article, Reading reading)
    {
        foreach (var sentence in reading.Sentences.Take(reading.ReportSentences))
            if (ChangeCues.IsConfirmation(sentence.Span.Of(article.Text)))
                return Make(storyId, article, DevelopmentKind.Confirmation, sentence.Span.Of(article.Text), sentence.Span);

        return null;
    }

    /// <summary>A correction says in its second sentence what is right.</summary>
    private static TextSpan ToEndOfParagraph(string text, TextSpan span)
    {
        var end = text.IndexOf('\n', span.End);
        return new TextSpan(span.Start, Math.Min(end < 0 ? text.Length : end, span.Start + LongestCorrection));
    }

    /// <summary>Makes a development; the same words at the same place always get the same id.</summary>
    public static Development Make(string storyId, Article article, DevelopmentKind kind, string sentence, TextSpan where) => new(
        Ids.Derive("development", storyId, article.Id, article.Version.ToString(CultureInfo.InvariantCulture), kind.ToString(), sentence),
        kind,
        sentence,
        new Span(where.Start, where.End));

    private static DevelopmentKind KindOf(ReadSentence sentence, Reading reading, StoryMemory memory)
    {
        var figures = reading.Figures.Where(figure => sentence.Span.Holds(figure.Start) && figure.Kind != FigureKind.Year).ToList();
        if (figures.Exists(figure => Changes(figure, figures, memory)))
            return DevelopmentKind.ChangedFigure;

        var speaks = sentence.Speaks && sentence.Terms.Any(term => Array.BinarySearch(reading.Names, term) >= 0 && !memory.Named(term));
        return speaks ? DevelopmentKind.NewVoice : DevelopmentKind.NewFact;
    }

    /// <summary>The story counts the same thing with another number, or the sentence sets the story's number beside a new one.</summary>
    private static bool Changes(Figure figure, List<Figure> beside, StoryMemory memory) =>
        !memory.Counted(figure)
        && ((figure is { Kind: FigureKind.Count, Unit: not 0 } && memory.Figures.Any(earlier => earlier.Kind == figure.Kind && earlier.Unit == figure.Unit))
            || beside.Exists(other => other.Kind == figure.Kind && other.Value > 9 && memory.Counted(other)));
}
