using NewsWatch.Articles;
using NewsWatch.Search;
using NewsWatch.Stories;

namespace NewsWatch.Alerts;

/// <summary>What a subscription would have brought over a stretch of time.</summary>
/// <param name="Alerts">What would have been told, oldest first, each with its article.</param>
/// <param name="HeldBack">What would not, oldest first.</param>
public sealed record TrialResult(IReadOnlyList<(Alert Alert, Article Article)> Alerts, IReadOnlyList<(HeldBack Held, Article Article)> HeldBack);

/// <summary>Runs a subscription over news that was, by the rules that alerts are raised by, in the order in which it came.</summary>
public sealed class SubscriptionTrial(DocumentMaker documents)
{
    /// <param name="subscription">The subscription to try.</param>
    /// <param name="stories">The stories that moved.</param>
    /// <param name="alone">The articles that belong to no story: round-ups, texts with nothing to tell, what is not on the subject.</param>
    /// <param name="from">Articles found from here on.</param>
    /// <param name="to">And before here.</param>
    public TrialResult Run(Subscription subscription, IEnumerable<StoryView> stories, IEnumerable<StoryArticle> alone, DateTimeOffset from, DateTimeOffset to)
    {
        var query = new InMemoryMatcher(QueryParser.Parse(subscription.Query));
        var alerts = new List<(Alert, Article)>();
        var held = new List<(HeldBack, Article)>();
        var told = new Dictionary<string, List<Told>>(StringComparer.Ordinal);
        foreach (var (story, article) in stories
            .SelectMany(story => story.Articles.Select(article => ((StoryView?)story, article)))
            .Concat(alone.Select(article => ((StoryView?)null, article)))
            .Where(row => row.article.Article.FoundAt >= from && row.article.Article.FoundAt < to)
            .OrderBy(row => row.article.Article.FoundAt).ThenBy(row => row.article.Article.Id, StringComparer.Ordinal))
        {
            var document = new IndexedDocument(documents.Of(article.Article, article.Tags, article.Decision, story));
            var now = article.Article.FoundAt;
            if (!query.Matches(document, new QueryClock(now, subscription.Zone)))
                continue;

            var thread = story?.Id ?? article.Article.Id;
            var known = told.TryGetValue(thread, out var rows) ? rows : told[thread] = [];
            var habits = new Habits(Enumerable.Reverse(alerts).TakeWhile(row => row.Item1.RaisedAt > now.AddHours(-1)).Count(), new HashSet<Lesson>());
            var outcome = AlertRules.Decide(NewsOf(story, article), subscription, known, now, habits);
            if (outcome is HeldBack silence)
            {
                held.Add((silence, article.Article));
            }
            else if (outcome is Alert alert)
            {
                alerts.Add((alert, article.Article));
                known.AddRange(alert.ToldDevelopmentIds.Select(id => new Told(id, alert.Id, alert.ArticleId, now)));
            }
        }

        return new TrialResult(alerts, held);
    }

    /// <summary>The article as it was judged when it came: a decision that was revised since has left its developments to the story.</summary>
    private static News NewsOf(StoryView? story, StoryArticle article) => story is null
        ? new News(article.Article, article.Tags, article.Decision, new Dictionary<string, Article>())
        : new News(
            article.Article,
            article.Tags,
            article.Decision with { Developments = [.. story.Developments.Where(told => told.ArticleId == article.Article.Id).Select(told => told.Development)] },
            story.Articles.Select(other => other.Article).DistinctBy(other => other.Id).ToDictionary(other => other.Id));
}
