using MassTransit;
using NewsWatch.Alerts;

namespace NewsWatch.Delivery;

/// <summary>
/// Stage "deliver": composes an alert once, writes a row for each channel and recipient, then sends. What fails is tried
/// again when its time has come.
/// </summary>
public sealed class DeliverAlert(
    IAlertStore alerts, IDeliveryStore deliveries, IWorkStore work, Courier courier, SubscriptionBook subscriptions, MessageLinks links,
    TimeProvider clock)
    : IConsumer<AlertRaised>
{
    public async Task Consume(ConsumeContext<AlertRaised> context)
    {
        var (fact, cancellation) = (context.Message, context.CancellationToken);
        if (await alerts.OpenAlert(fact, cancellation) is not { } open)
            return;

        if (subscriptions.Find(open.Alert.SubscriptionId) is { } subscription)
            await deliveries.Add(await Rows(open.Alert, open.Change, subscription, cancellation), cancellation);

        if (await courier.Deliver(SubjectKind.Alert, fact.Id, cancellation) is { } again)
            await work.Postpone(fact, again, cancellation);
        else
            await work.Finish(new Step(fact), cancellation);
    }

    private async Task<List<Delivery>> Rows(Alert alert, Change change, Subscription subscription, CancellationToken cancellation)
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
        return
        [
            .. (await links.Of(subscription, change.Story is null ? null : alert.StoryId, cancellation)).Select(reader => Delivery.Of(
                SubjectKind.Alert, alert.Id, subscription.Id, reader.Channel, AlertText.Compose(news with { Links = reader.Links }), due)),
        ];
    }
}
