using NewsWatch.Alerts;

namespace NewsWatch.Delivery;

/// <summary>The links of a message to one recipient: our pages, and the way out for one who reads mails.</summary>
public sealed class MessageLinks(PageAddresses pages, IReaderStore readers)
{
    /// <summary>The recipients of a subscription who have not left it, each with the links of its message.</summary>
    public async Task<IReadOnlyList<(Channel Channel, PageLinks Links)>> Of(Subscription subscription, string? storyId, CancellationToken cancellation) =>
        (await Of(subscription, cancellation))(storyId);

    /// <summary>The same for messages on several stories.</summary>
    public async Task<Func<string?, IReadOnlyList<(Channel Channel, PageLinks Links)>>> Of(Subscription subscription, CancellationToken cancellation)
    {
        var left = await readers.LeftBy(subscription.Id, cancellation);
        var key = pages.Base is null ? null : await readers.LinkKey(cancellation);
        List<Channel> stay = [.. subscription.Channels.Where(channel => !left.Contains((channel.Name, channel.Recipient)))];
        return storyId =>
        [
            .. stay.Select(channel => (channel, new PageLinks(
                storyId is null ? null : pages.Story(storyId),
                key is not null && channel is (EmailTarget or FolderTarget)
                    ? pages.Unsubscribe(UnsubscribeToken.Write(key, subscription.Id, channel.Name, channel.Recipient))
                    : null))),
        ];
    }
}
