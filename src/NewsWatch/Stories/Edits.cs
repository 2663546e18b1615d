using NewsWatch.Articles;
using NewsWatch.Articles.Texts;

namespace NewsWatch.Stories;

/// <summary>Judges a new version of a known article by what its edit changed.</summary>
internal sealed class Edits(StoryWindow window)
{
    private const int FewestTerms = 6;

    /// <summary>The article stays where it is; only a correction, a retraction or a new fact is news.</summary>
    public Decision Decide(Article article, Reading reading, KnownArticle before)
    {
        var stood = before.Decision.Open();
        var storyId = stood.StoryId;
        var said = new HashSet<uint>(before.Reading.Sentences.Select(KeyOf));
        var added = reading.Sentences.Where(sentence => sentence.Terms.Count > 0 && !said.Contains(KeyOf(sentence))).ToList();
        var headline = before.Title != article.Title && before.Reading.TitleKey != reading.TitleKey;
        List<Development> developments = storyId is null || before.Role != StoryRole.Member ? [] : News(storyId, article, reading, before, added);
        return stood with
        {
            Version = article.Version,
            Developments = developments,
            Novelty = 0,
            Repetition = 1,
            Reasons = [Reason(added.Count, headline, developments), .. stood.Reasons],
        };
    }

    private List<Development> News(string storyId, Article article, Reading reading, KnownArticle before, List<ReadSentence> added)
    {
        // A study that was retracted elsewhere is news like any other.
        var spans = added.Select(sentence => sentence.Span).Where(span => IsOfItself(span.Of(article.Text), article)).ToList();
        var isTitleNew = before.Title != article.Title && IsOfItself(article.Title, article);
        // What a statement of the same outlet has told already is not told again when the report gets its note.
        if (window.Story(storyId)?.Members.Any(member => member.OutletId == article.OutletId && member.Id != article.Id && member.Decision.TakesBack) == true)
            return [];

        if (NewsFinder.TakenBack(storyId, isTitleNew ? article : article with { Title = "" }, spans) is { } takenBack)
            return [takenBack];

        var memory = window.Story(storyId)?.Memory ?? StoryMemory.Of([before]);
        foreach (var sentence in added.Where(sentence => sentence.Terms.Count >= FewestTerms))
        {
            var words = sentence.Span.Of(article.Text);
            if (ChangeCues.IsFurniture(words))
                continue;

            if (memory.ShareUnsaid(sentence.Terms, window.Weights) >= StoryParameters.UnsaidSentence)
                return [NewsFinder.Make(storyId, article, DevelopmentKind.NewFact, words, sentence.Span)];

            var figure = reading.Figures.FirstOrDefault(figure => sentence.Span.Holds(figure.Start) && !memory.Counted(figure));
            if (figure.End > 0)
                return [NewsFinder.Make(storyId, article, DevelopmentKind.ChangedFigure, words, sentence.Span)];
        }

        return [];
    }

    private static bool IsOfItself(string words, Article article) =>
        ChangeCues.IsOfItself(words) || words.Contains(article.OutletName, StringComparison.OrdinalIgnoreCase);

    private static string Reason(int added, bool headline, List<Development> developments) =>
        developments.Count > 0 ? $"its outlet edited it: {developments[0].Kind}"
        : headline ? "its outlet edited the headline: no news"
        : added > 0 ? "its outlet edited the wording: no news"
        : "its outlet changed nothing that is told";

    private static uint KeyOf(ReadSentence sentence)
    {
        var key = 0u;
        foreach (var term in sentence.Terms)
            key = Terms.Join(key, term);

        return key;
    }
}
