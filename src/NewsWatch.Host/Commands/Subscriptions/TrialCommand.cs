using System.CommandLine;
using System.Globalization;
using NewsWatch.Alerts;
using NewsWatch.Delivery;
using NewsWatch.Digests;
using NewsWatch.Host.Commands.Search;
using NewsWatch.Host.Storage;
using NewsWatch.Stories;

namespace NewsWatch.Host.Commands.Subscriptions;

/// <summary><c>newswatch subscriptions test</c>: what a subscription would have sent lately, and what it would have held back.</summary>
internal static class TrialCommand
{
    private const int Examples = 5;

    public static Command Command()
    {
        var query = new Argument<string>("query") { Description = "A query, or the id of a subscription." };
        var days = new Option<int>("--days") { Description = "How far to look back, 1 to 365.", DefaultValueFactory = _ => 30 };
        var (config, data) = (CommonOptions.Config(), CommonOptions.Data());
        var command = new Command("test", "Shows what a subscription would have sent.") { query, days, config, data };
        command.SetAction(async (parsed, cancellation) =>
        {
            if (parsed.GetValue(days) is < 1 or > 365)
                throw new ConfigurationException("--days", null, "takes 1 to 365");

            var options = CommonOptions.Read(parsed.GetValue(config), parsed.GetValue(data));
            var subscription = Chosen(parsed.GetValue(query)!, options);
            await using var store = OpenStore.Of(options);
            var now = TimeProvider.System.GetUtcNow();
            var from = now.AddDays(-parsed.GetValue(days));
            var trial = new SubscriptionTrial(DocumentMakers.Of(options));
            var stories = await store.Digests.Moved(new DigestPeriod(from, now), cancellation);
            var alone = await Alone(store.Stories, from, now, cancellation);
            Print(parsed.InvocationConfiguration.Output, trial.Run(subscription, stories, alone, from, now), parsed.GetValue(days), subscription.Zone);
            return 0;
        });
        return command;
    }

    private static async Task<List<StoryArticle>> Alone(IStoryStore stories, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation)
    {
        var alone = new List<StoryArticle>();
        await foreach (var (candidate, decision) in stories.History(to - from, cancellation))
            if (decision.StoryId is null && candidate.Article.FoundAt >= from && candidate.Article.FoundAt < to)
                alone.Add(new StoryArticle(candidate.Article, candidate.Tags, decision));

        return alone;
    }

    private static Subscription Chosen(string words, NewsWatchOptions options)
    {
        var known = File.Exists(options.Subscriptions) ? SubscriptionFile.Read(options.Subscriptions, options.Outbound.AllowLocal) : [];
        if (known.FirstOrDefault(subscription => subscription.Id == words) is { } chosen)
            return chosen;

        CommonOptions.Query(words);
        return new Subscription { Id = "test", Name = "test", Query = words };
    }

    private static void Print(TextWriter output, TrialResult result, int days, TimeZoneInfo zone)
    {
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{result.Alerts.Count} alerts in {days} days: {result.Alerts.Count * 7d / days:0.#} a week. {result.HeldBack.Count} articles held back."));
        foreach (var kind in result.Alerts.CountBy(row => row.Alert.Development.Kind).OrderByDescending(kind => kind.Value))
            output.WriteLine($"  {kind.Value} {DevelopmentWords.Label(kind.Key).ToLowerInvariant()}");

        if (result.Alerts.Count > 0)
            output.WriteLine("The last:");

        foreach (var (alert, article) in result.Alerts.TakeLast(Examples).Reverse())
        {
            output.WriteLine($"  {At(alert.RaisedAt, zone)}  {DevelopmentWords.Label(alert.Development.Kind)}: {Plain.Line(alert.Development.Sentence, 200)}");
            output.WriteLine($"      {Plain.Line(article.OutletName, 40)}: {Plain.Line(article.Title, 120)}");
        }

        if (result.HeldBack.Count == 0)
            return;

        output.WriteLine("Held back:");
        foreach (var reason in result.HeldBack.GroupBy(row => row.Held.Reason).OrderByDescending(reason => reason.Count()))
        {
            var (held, article) = reason.Last();
            output.WriteLine($"  {reason.Count()} {reason.Key}, the last: {Plain.Line(article.OutletName, 40)}: {Plain.Line(article.Title, 100)} ({Plain.Line(held.Words, 120)})");
        }
    }

    private static string At(DateTimeOffset time, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(time, zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
