using System.Runtime.CompilerServices;
using NewsWatch.Alerts;

namespace NewsWatch.Delivery;

/// <summary>
/// Stage "deliver": composes each alert once, writes a row for each channel and recipient, then sends. What fails is tried
/// again when its time has come.
/// </summary>
public sealed class DeliverAlert(
    IAlertStore alerts, IDeliveryStore deliveries, IWorkStore work, Courier courier, SubscriptionBook subscriptions, MessageLinks links,
    TimeProvider clock)
    : IStageWork<AlertRaised>
{
    public async IAsyncEnumerable<IReadOnlyList<IFact>> Work(
        IReadOnlyList<AlertRaised> facts, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var open = await alerts.OpenAlerts(facts, cancellation);
        using var traced = ArticleTrace.Of<AlertRaised>(open.Select(one => one.Alert.ArticleId));
        var rows = new List<Delivery>(open.Count);
        var readers = new Dictionary<string, Func<string?, IReadOnlyList<(Channel, PageLinks)>>>(StringComparer.Ordinal);
        foreach (var (_, alert, change) in open)
            if (subscriptions.Find(alert.SubscriptionId) is { } subscription)
            {
                if (!readers.TryGetValue(subscription.Id, out var of))
                    readers[subscription.Id] = of = await links.Of(subscription, cancellation);

                rows.AddRange(Rows(alert, change, subscription, of(change.Story is null ? null : alert.StoryId)));
            }

        await deliveries.Add(rows, cancellation);
        var later = await courier.Deliver(SubjectKind.Alert, [.. open.Select(one => one.Fact.Id)], cancellation);
        foreach (var waiting in open.Where(one => later.ContainsKey(one.Fact.Id)).GroupBy(one => later[one.Fact.Id]))
            await work.Postpone([.. waiting.Select(one => one.Fact)], waiting.Key, cancellation);

        yield return await work.Finish([.. open.Where(one => !later.ContainsKey(one.Fact.Id)).Select(one => new Step(one.Fact))], cancellation);
    }

    private IEnumerable<Delivery> Rows(Alert alert, Change change, Subscription subscription, IEnumerable<(Channel Channel, PageLinks Links)> readers)
    {
        var article = change.News.Article;
        var news = new AlertNews(
            alert,
            article,
            change.Story is { } story ? StoryFacts.Of(story) : StoryFacts.Of(article),
            subscription,
            subscriptions.Why(subscription, change),
            PageLinks.None);
        var now = clock.GetUtcNow();
        var due = subscription.QuietHours?.NextAllowed(now, subscription.Zone) ?? now;
        return readers.Select(reader => Delivery.Of(
            SubjectKind.Alert, alert.Id, subscription.Id, reader.Channel, AlertText.Compose(news with { Links = reader.Links }), due));
    }
}
