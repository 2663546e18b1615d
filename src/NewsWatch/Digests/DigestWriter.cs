using NewsWatch.Alerts;
using NewsWatch.Articles;
using NewsWatch.Delivery;
using NewsWatch.Search;
using NewsWatch.Stories;

namespace NewsWatch.Digests;

/// <summary>Makes of the stories that moved in a period what one subscription's digest tells.</summary>
/// <param name="subscriptions">Says which articles a subscription asks for.</param>
/// <param name="pages">Where our own pages are.</param>
public sealed class DigestWriter(SubscriptionBook subscriptions, PageAddresses pages)
{
    /// <returns>The digest, or null where there is nothing to tell.</returns>
    public Digest? Write(Subscription subscription, DigestPeriod period, IReadOnlyList<StoryView> moved)
    {
        var wanted = moved.Select(story => (Story: story, Articles: Wanted(subscription, period, story))).Where(row => row.Articles.Count > 0).ToList();
        var stories = wanted.Select(row => StoryOf(row.Story, row.Articles, period)).Where(story => story.Developments.Count > 0).ToList();
        if (stories.Count == 0)
            return null;

        var articles = wanted.SelectMany(row => row.Articles).ToList();
        return DigestComposer.Compose(new DigestInput
        {
            Subscription = subscription,
            Period = period,
            Stories = stories,
            HeldBack = HeldBack(subscription, articles, period),
            ArticleTimes = [.. articles.Select(article => article.Article.FoundAt)],
            Topics = TopicsOf(QueryParser.Parse(subscription.Query)).ToHashSet(),
        });
    }

    /// <summary>The topics that a query asks for, not those that it rules out.</summary>
    private static IEnumerable<string> TopicsOf(Search.Query query) => query switch
    {
        And and => and.Parts.SelectMany(TopicsOf),
        Or or => or.Parts.SelectMany(TopicsOf),
        Has { Field: KeyField.Topic } topic => [topic.Value],
        _ => [],
    };

    private List<StoryArticle> Wanted(Subscription subscription, DigestPeriod period, StoryView story) =>
    [
        .. story.Articles.Where(article => article.Article.FoundAt >= period.Start && article.Article.FoundAt < period.End
            && subscriptions.Wants(subscription, new Change(NewsOf(article), story, Revises: false))),
    ];

    private DigestStory StoryOf(StoryView story, List<StoryArticle> articles, DigestPeriod period)
    {
        var byId = story.Articles.ToDictionary(article => article.Article.Id, article => article.Article);
        return new DigestStory(
            StoryFacts.Of(story),
            [.. articles.SelectMany(article => article.Tags.Topics).GroupBy(topic => topic.Id).OrderByDescending(topic => topic.Sum(tag => tag.Score)).Select(topic => topic.Key)],
            [
                .. story.Developments.Where(told => told.At >= period.Start && told.At < period.End && byId.ContainsKey(told.ArticleId))
                    .Select(told => Of(told, byId[told.ArticleId])),
            ],
            articles.Count,
            articles.Select(article => article.Article.OutletId).Distinct().Count(),
            pages.Story(story.Id));
    }

    private static DigestDevelopment Of(ToldDevelopment told, Article article) =>
        new(told.Development.Kind, told.Development.Sentence, article.OutletName, article.CanonicalUrl, told.At);

    /// <summary>What a desk that is told at once would not have been told, and why: the same rules.</summary>
    private static Dictionary<HeldBackReason, int> HeldBack(Subscription subscription, List<StoryArticle> articles, DigestPeriod period) =>
        articles.Select(article => AlertRules.Decide(NewsOf(article), subscription, [], period.End))
            .OfType<HeldBack>().GroupBy(held => held.Reason).ToDictionary(reason => reason.Key, reason => reason.Count());

    private static News NewsOf(StoryArticle article) => new(article.Article, article.Tags, article.Decision, new Dictionary<string, Article>());
}
