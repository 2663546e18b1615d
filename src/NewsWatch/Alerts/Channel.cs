namespace NewsWatch.Alerts;

/// <summary>A way to reach a subscriber. Its name and recipient together are one address: a subject goes there once.</summary>
/// <param name="Name">Which channel carries it, see <see cref="ChannelNames"/>.</param>
/// <param name="Recipient">Where to, as that channel reads it: an address, a folder, a URL.</param>
public abstract record Channel(string Name, string Recipient)
{
    /// <summary>The recipient as it may be printed: of an address that is itself a key, its host.</summary>
    public string Shown => ChannelNames.Shown(Name, Recipient);

    /// <summary>Whether it carries mails, and not only what the program on the other side lays out.</summary>
    public bool SendsMail => Name is ChannelNames.Email or ChannelNames.Folder;
}

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

/// <summary>A room of a chat program, or a topic of ntfy: whoever knows the address may write there, so it is never printed whole.</summary>
/// <param name="Kind">slack, teams, discord, mattermost or ntfy.</param>
/// <param name="Url">Absolute http(s) address.</param>
public sealed record ChatTarget(string Kind, Uri Url) : Channel(Kind, Url.AbsoluteUri)
{
    public override string ToString() => $"{Kind} {Shown}";
}

/// <summary>A feed of our own that the subscriber's reader asks for, as Atom or JSON Feed.</summary>
/// <param name="Token">The part of its address that others do not know; never printed.</param>
public sealed record FeedTarget(Secret Token) : Channel(ChannelNames.Feed, "-");

/// <summary>The names that configuration, the deliveries table and metrics call channels by.</summary>
public static class ChannelNames
{
    public const string Console = "console";
    public const string Folder = "folder";
    public const string Email = "email";
    public const string Webhook = "webhook";
    public const string Slack = "slack";
    public const string Teams = "teams";
    public const string Discord = "discord";
    public const string Mattermost = "mattermost";
    public const string Ntfy = "ntfy";
    public const string Feed = "feed";

    /// <summary>Those whose address is all that it takes to write there.</summary>
    public static IReadOnlyList<string> Chats { get; } = [Slack, Teams, Discord, Mattermost, Ntfy];

    /// <summary>A recipient as it may be printed.</summary>
    public static string Shown(string channel, string recipient) => channel switch
    {
        Webhook or Slack or Teams or Discord or Mattermost or Ntfy =>
            Uri.TryCreate(recipient, UriKind.Absolute, out var address) ? $"{address.Scheme}://{address.Authority}/…" : "…",
        Feed or Console => "",
        _ => recipient,
    };
}
