using System.Globalization;
using NewsWatch.Articles;

namespace NewsWatch.Stories;

/// <summary>What an article adds to its story, with the sentence that carries each addition.</summary>
internal static class NewsFinder
{
    public const int Most = 5;

    public static Development First(string storyId, Article article, Reading reading)
    {
        var where = reading.Sentences.Count > 0 ? reading.Sentences[0].Span : default;
        var sentence = article.Title.Length > 0 ? article.Title : article.Text[where.Start..where.End];
        return Make(storyId, article, DevelopmentKind.FirstReport, sentence, article.Title.Length > 0 ? default : new Span(where.Start, where.End));
    }

    public static List<Development> Added(string storyId, Article article, Reading reading, StoryMemory memory, TermWeights weights)
    {
        var found = new List<Development>();
        foreach (var figure in reading.Figures.Where(figure => !memory.Counted(figure)))
        {
            var sentence = reading.Sentences.FirstOrDefault(sentence => sentence.Span.Holds(figure.Start));
            if (sentence.Terms is null || found.Any(development => development.Where.Start == sentence.Span.Start))
                continue;

            if (memory.ShareUnsaid(sentence.Terms, weights) > 0.35)
                found.Add(Make(
                    storyId, article, DevelopmentKind.NewFact, article.Text[sentence.Span.Start..sentence.Span.End], new Span(sentence.Span.Start, sentence.Span.End)));

            if (found.Count == Most)
                break;
        }

        return found;
    }

    private static Development Make(string storyId, Article article, DevelopmentKind kind, string sentence, Span where) => new(
        Ids.Derive("development", storyId, article.Id, article.Version.ToString(CultureInfo.InvariantCulture), kind.ToString(), sentence), kind, sentence, where);
}
