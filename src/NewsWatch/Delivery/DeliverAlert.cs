using MassTransit;
using NewsWatch.Alerts;

namespace NewsWatch.Delivery;

/// <summary>
/// Stage "deliver": composes an alert once, writes a row for each channel and recipient, then sends. What fails is tried
/// again when its time has come.
/// </summary>
public sealed class DeliverAlert(
    IAlertStore alerts, IDeliveryStore deliveries, IWorkStore work, Courier courier, SubscriptionBook subscriptions, PageAddresses pages,
    TimeProvider clock)
    : IConsumer<AlertRaised>
{
    public async Task Consume(ConsumeContext<AlertRaised> context)
    {
        var (fact, cancellation) = (context.Message, context.CancellationToken);
        if (await alerts.OpenAlert(fact, cancellation) is not { } open)
            return;

        if (subscriptions.Find(open.Alert.SubscriptionId) is { } subscription && open.Change.Story is not null)
            await deliveries.Add(Rows(open.Alert, open.Change, subscription), cancellation);

        if (await courier.Deliver(SubjectKind.Alert, fact.Id, cancellation) is { } again)
            await work.Postpone(fact, again, cancellation);
        else
            await work.Finish(new Step(fact), cancellation);
    }

    private List<Delivery> Rows(Alert alert, Change change, Subscription subscription)
    {
        var news = new AlertNews(
            alert,
            change.News.Article,
            StoryFacts.Of(change.Story!),
            subscription,
            subscriptions.Why(subscription, change),
            new PageLinks(Story: pages.Story(alert.StoryId)));
        var message = AlertText.Compose(news);
        var now = clock.GetUtcNow();
        var due = subscription.QuietHours?.NextAllowed(now, subscription.Zone) ?? now;
        return [.. subscription.Channels.Select(channel => Delivery.Of(SubjectKind.Alert, alert.Id, subscription.Id, channel, message, due))];
    }
}
