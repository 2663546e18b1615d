using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using NewsWatch.Alerts;
using NewsWatch.Delivery;
using NewsWatch.Host.Storage;

namespace NewsWatch.Host.Commands.Alerts;

/// <summary><c>newswatch alerts …</c>: what was held back and why; one step to release one, or to teach.</summary>
internal static class AlertCommands
{
    private const int IdShown = 10;

    public static Command Command() => new("alerts", "What was told and what was held back.") { Held(), Release() };

    private static Command Held()
    {
        var subscription = new Option<string?>("--subscription") { Description = "Of one subscription only." };
        var reason = new Option<HeldBackReason?>("--reason") { Description = "For one reason only, such as rewrite." };
        var limit = new Option<int>("--limit") { Description = "The most shown.", DefaultValueFactory = _ => 50 };
        var json = new Option<bool>("--json") { Description = "One line of JSON each." };
        var (config, data) = (CommonOptions.Config(), CommonOptions.Data());
        var command = new Command("held", "What was held back, latest first, with the reasons.") { subscription, reason, limit, json, config, data };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var store = OpenStore.Of(CommonOptions.Read(parsed.GetValue(config), parsed.GetValue(data)));
            var (wanted, why) = (parsed.GetValue(subscription), parsed.GetValue(reason));
            var held = (await store.Alerts.HeldBack(wanted is null && why is null ? parsed.GetValue(limit) : int.MaxValue, cancellation))
                .Where(row => (wanted is null || row.SubscriptionId == wanted) && (why is null || row.Reason == why)).Take(Math.Max(0, parsed.GetValue(limit)));
            foreach (var row in held)
                await Print(parsed.InvocationConfiguration.Output, store, row, parsed.GetValue(json), cancellation);

            return 0;
        });
        return command;
    }

    private static async Task Print(TextWriter output, OpenStore store, HeldBack held, bool json, CancellationToken cancellation)
    {
        var article = await store.Articles.Find(held.ArticleId, cancellation);
        if (json)
            output.WriteLine(JsonSerializer.Serialize(new
            {
                id = held.Id,
                subscription = held.SubscriptionId,
                article = held.ArticleId,
                story = held.StoryId,
                title = article?.Title,
                outlet = article?.OutletName,
                url = article?.CanonicalUrl,
                reason = held.Reason.ToString(),
                words = held.Words,
                at = held.At,
            }));
        else
            output.WriteLine(
                $"{held.Id[..IdShown]}  {held.At.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)}  {held.SubscriptionId}  "
                + $"{Plain.Line(article?.OutletName, 40)}: {Plain.Line(article?.Title, 120)}\n            {held.Reason}: {Plain.Line(held.Words, 200)}");
    }

    private static Command Release()
    {
        var id = new Argument<string>("id") { Description = "The beginning of its id, as `alerts held` shows it." };
        var teach = new Option<bool>("--teach") { Description = "From now on tells this subscription what this outlet brings, although this reason would hold it back." };
        var (config, data) = (CommonOptions.Config(), CommonOptions.Data());
        var command = new Command("release", "Sends what was held back, by the running NewsWatch; with --teach, the like of it too from now on.") { id, teach, config, data };
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = CommonOptions.Read(parsed.GetValue(config), parsed.GetValue(data));
            await using var store = OpenStore.Of(options);
            var alerts = store.Alerts;
            var (held, change) = One(parsed.GetValue(id)!, await alerts.FindHeld(parsed.GetValue(id)!, cancellation));
            var subscription = SubscriptionFile.Read(options.Subscriptions, options.Outbound.AllowLocal).FirstOrDefault(row => row.Id == held.SubscriptionId)
                ?? throw new ConfigurationException(options.Subscriptions, null, $"the subscription '{held.SubscriptionId}' is no more; nothing can be sent for it");
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(teach))
                await Teach(held, change, store.Readers, output, cancellation);

            var released = await alerts.Release(AlertRules.Release(change.News, subscription, held, TimeProvider.System.GetUtcNow()), cancellation);
            output.WriteLine(released
                ? $"released: “{Plain.Line(change.News.Article.Title, 120)}” goes to {subscription.Id} within three minutes"
                : "it was released or told before; nothing is sent twice");
            return 0;
        });
        return command;
    }

    private static async Task Teach(HeldBack held, Change change, IReaderStore readers, TextWriter output, CancellationToken cancellation)
    {
        if (!Lesson.IsTeachable(held.Reason))
            throw new ConfigurationException("--teach", null, $"{held.Reason} is not a judgement that can be taught; change the subscription instead");

        await readers.Teach(held.SubscriptionId, new Lesson(change.News.Article.OutletId, held.Reason), cancellation);
        output.WriteLine($"taught: {held.SubscriptionId} is told of {change.News.Article.OutletName} although “{held.Reason}” would hold it back");
    }

    private static (HeldBack Held, Change Change) One(string id, IReadOnlyList<(HeldBack, Change)> found) => found.Count switch
    {
        1 when id.Length >= 4 => found[0],
        0 => throw new ConfigurationException("id", null, $"nothing that was held back has an id that begins with '{id}'; see `newswatch alerts held`"),
        _ => throw new ConfigurationException("id", null, $"'{id}' begins more than one id, or is shorter than four letters; give more of it"),
    };
}
