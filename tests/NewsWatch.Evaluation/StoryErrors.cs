using System.Globalization;

namespace NewsWatch.Evaluation;

/// <summary>What went wrong, to be read: stories that hold two true ones, true stories in pieces, and distractors that strayed.</summary>
internal static class StoryErrors
{
    public static void Print(string data, TextWriter output)
    {
        foreach (var (name, articles) in StoryEvaluation.TuningSets(data))
        {
            var results = Replay.Run(articles, StoryEvaluation.Outlets);
            output.WriteLine($"## {name}: stories that hold several");
            foreach (var found in results.GroupBy(result => result.Story).Where(found => found.Select(Gold).Distinct().Skip(1).Any()))
            {
                output.WriteLine($"# {found.Count()} articles");
                foreach (var part in found.GroupBy(Gold).OrderByDescending(part => part.Count()))
                    Print(part.Key, [.. part], output);
            }

            output.WriteLine($"## {name}: stories in pieces");
            foreach (var story in results.GroupBy(Gold).Where(story => story.Select(result => result.Story).Distinct().Skip(1).Any()))
            {
                output.WriteLine($"# {story.Key}: {story.Count()} articles");
                foreach (var piece in story.GroupBy(result => result.Story).OrderByDescending(piece => piece.Count()))
                    Print(piece.Key[..Math.Min(6, piece.Key.Length)], [.. piece], output);
            }
        }
    }

    private static string Gold(Replayed result) => result.Article.Story ?? result.Article.Id;

    private static void Print(string name, List<Replayed> articles, TextWriter output)
    {
        output.WriteLine($"  {name}: {articles.Count}");
        foreach (var result in articles.Take(4))
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"    {(result.Last.StoryId == result.First.StoryId ? " " : "moved")} p {result.First.Inputs.GetValueOrDefault("probability"):F2} near {result.First.Inputs.GetValueOrDefault("nearest"):F2} | {result.Article.Candidate.Article.Title}"));
    }
}
