namespace NewsWatch.Alerts;

/// <summary>A way to reach a subscriber. Its name and recipient together are one address: a subject goes there once.</summary>
/// <param name="Name">Which channel carries it: <c>console</c>, <c>folder</c>, <c>email</c> or <c>webhook</c>.</param>
/// <param name="Recipient">Where to, as that channel reads it: an address, a folder, a URL.</param>
public abstract record Channel(string Name, string Recipient);

/// <summary>One line on the terminal.</summary>
public sealed record ConsoleTarget() : Channel(ChannelNames.Console, "-");

/// <summary>A folder that gets one <c>.eml</c> file for each message.</summary>
public sealed record FolderTarget(string Path) : Channel(ChannelNames.Folder, Path);

/// <summary>A mailbox.</summary>
public sealed record EmailTarget(string To) : Channel(ChannelNames.Email, To);

/// <summary>An address that takes signed POSTs by the Standard Webhooks specification.</summary>
/// <param name="Url">Absolute http(s) address.</param>
/// <param name="Secret">The key that both sides hold; never printed.</param>
public sealed record WebhookTarget(Uri Url, Secret Secret) : Channel(ChannelNames.Webhook, Url.AbsoluteUri);

/// <summary>The names that configuration, the deliveries table and metrics call channels by.</summary>
public static class ChannelNames
{
    public const string Console = "console";
    public const string Folder = "folder";
    public const string Email = "email";
    public const string Webhook = "webhook";
}
