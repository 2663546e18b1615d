using System.Text.RegularExpressions;
using NewsWatch.Feeds;

namespace NewsWatch.Evaluation.Feeds;

/// <summary>Scores the feed reader on the feedparser suite and on real feeds.</summary>
internal static partial class FeedEvaluation
{
    private const string Part = "feeds";

    // After every date in the data, so that none lies in the future.
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static IEnumerable<Row> Run(string dataDirectory, TextWriter? details = null)
    {
        var (met, all, outside, thrown, sanitizer, left) = (0, 0, 0, 0, 0, 0);
        foreach (var test in FeedparserCase.All(dataDirectory))
        {
            ParsedFeed feed;
            try
            {
                feed = test.Read(Now);
            }
            catch (Exception e)
            {
                thrown++;
                details?.WriteLine($"{test.File}: {e}");
                continue;
            }

            if (test.IsSanitizer)
            {
                sanitizer++;
                if (Texts(feed).FirstOrDefault(t => Tag().IsMatch(t)) is { } text)
                {
                    left++;
                    details?.WriteLine($"{test.File}: left over: {text}");
                }
            }

            foreach (var clause in test.IsScored ? test.Clauses : [])
            {
                var holds = clause.Holds(feed);
                if (holds is null)
                {
                    outside++;
                    continue;
                }

                all++;
                met += holds.Value ? 1 : 0;
                if (!holds.Value)
                    details?.WriteLine($"{test.File}: {clause.Name} {clause.Op} {clause.Value} but is {Shown(feed, clause)}");
            }
        }

        yield return new Row(Part, "feedparser suite, clauses met", Share(met, all), 0.97, $"{met} of {all}; our shape has no field for {outside} others");
        yield return new Row(Part, "feedparser suite, files read without exception", 1 - Share(thrown, all), 1, $"{thrown} exceptions");
        yield return new Row(Part, "sanitizer files without a tag or script address", 1 - Share(left, sanitizer), 1, $"{left} of {sanitizer} with one");
        yield return Real(dataDirectory, details);
    }

    private static Row Real(string dataDirectory, TextWriter? details)
    {
        var (read, all, warned) = (0, 0, 0);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(dataDirectory, "feeds", "real"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            if (Path.GetExtension(file) is "" or ".md")
                continue;
            var feed = FeedReader.Read(File.ReadAllBytes(file), null, null, Now);
            var notAFeed = Path.GetExtension(file) is ".html" or ".opml";
            var right = notAFeed ? feed.Error is not null && feed.Discovered.Count > 0 == feed.Error.Contains("points to http", StringComparison.Ordinal) | feed.Format == "opml"
                : feed.Error is null && feed.Entries.Count > 0 && feed.Entries.All(e => e.Id is not null || e.Title is not null || e.Summary is not null || e.Content is not null);
            all++;
            read += right ? 1 : 0;
            warned += feed.Warnings.Count;
            if (!right || feed.Warnings.Count > 0)
                details?.WriteLine($"{Path.GetFileName(file)}: {feed.Format} {feed.Entries.Count} entries, {feed.Error} {string.Join(" | ", feed.Warnings.Take(5))}");
        }

        return new Row(Part, "real files, feeds read, others told from feeds", Share(read, all), 1, $"{read} of {all}; {warned} warnings, shown by --details");
    }

    private static double Share(int part, int all) => (double)part / Math.Max(1, all);

    private static object? Shown(ParsedFeed feed, FeedparserClause clause) => clause.Name == "bozo"
        ? string.Join(" | ", feed.Warnings.Take(3).Select(w => w.Message).Prepend(feed.Error))
        : FeedparserPaths.Find(feed, [.. clause.Path.Select(p => p.ValueKind == System.Text.Json.JsonValueKind.Number ? p.GetInt32() : (object)p.GetString()!)]) ?? "null";

    private static IEnumerable<string> Texts(ParsedFeed feed)
    {
        string?[] own = [feed.Feed.Title, feed.Feed.Description, feed.Feed.Rights, feed.Feed.Generator, feed.Feed.Id, feed.Feed.Link, feed.Feed.Image];
        var inside = feed.Entries.SelectMany(e => new[] { e.Id, e.Title, e.Link, e.Summary, e.Content, e.Image, e.Comments, e.Source?.Title }
            .Concat(e.Authors.SelectMany(a => new[] { a.Name, a.Email, a.Uri })).Concat(e.Categories.Select(c => c.Term)));
        return own.Concat(inside).OfType<string>();
    }

    [GeneratedRegex("<[a-zA-Z/!?]|javascript:|vbscript:", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Tag();
}
