using System.Buffers;
using System.Globalization;
using System.Net;
using NewsWatch.Outbound;
using NewsWatch.Search;

namespace NewsWatch.Alerts;

/// <summary>Makes a subscription of what was written, or says where it cannot and what to do.</summary>
internal sealed class SubscriptionCheck(string file, SubscriptionLines lines, int index, SubscriptionFile.Row row, IReadOnlyCollection<string> allowLocal)
{
    private const string WebhookSecretPrefix = "whsec_";

    private static readonly SearchValues<char> IdCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    private static readonly SearchValues<char> TokenCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_");

    /// <exception cref="ConfigurationException">Something of it cannot be used.</exception>
    public Subscription Checked() => new()
    {
        Id = Id(),
        Name = string.IsNullOrWhiteSpace(row.Name) ? Id() : row.Name.Trim(),
        Query = Query(),
        Channels = Channels(),
        Cadence = row.Cadence,
        Zone = Zone(),
        QuietHours = QuietHours(),
        Developments = row.Developments is { Count: > 0 } wanted ? wanted.ToHashSet() : Subscription.AllDevelopments,
        Language = Language(),
        Paused = row.Paused,
        Burst = row.Burst is null or (>= 1 and <= 1000) ? row.Burst : throw Wrong("burst", "is the most alerts within an hour, 1 to 1000"),
        Muted = Muted(),
        Snoozed = Snoozed(),
    };

    private string Id()
    {
        if (string.IsNullOrWhiteSpace(row.Id))
            throw Wrong("id", "is missing; give a short word that stays, such as 'desk'");
        if (row.Id.Length > 40 || row.Id.AsSpan().ContainsAnyExcept(IdCharacters))
            throw Wrong("id", "is made of at most 40 lower-case letters, digits and hyphens");

        return row.Id;
    }

    private string Query()
    {
        var followed = Followed();
        if (followed is not null && !string.IsNullOrWhiteSpace(row.Query))
            throw Wrong("query", "stands beside topics or entities; give a query, or topics and entities, not both");
        if (followed is not null)
            return followed;
        if (string.IsNullOrWhiteSpace(row.Query))
            throw Wrong("query", "is missing; to be told of everything write '*'");

        try
        {
            QueryParser.Parse(row.Query);
            return row.Query;
        }
        catch (QueryException error)
        {
            throw Wrong("query", $"{error.Message}\n{error.Marked}");
        }
    }

    /// <summary>Topics and entities to follow are a query too: any of them.</summary>
    private string? Followed()
    {
        List<Query> parts =
        [
            .. (row.Topics ?? []).Select(topic => Has("topics", KeyField.Topic, topic)),
            .. (row.Entities ?? []).Select(entity => Has("entities", KeyField.Entity, entity)),
        ];
        return parts.Count switch
        {
            0 => null,
            1 => parts[0].ToString(),
            _ => new Or(parts).ToString(),
        };
    }

    private Has Has(string key, KeyField field, string? value) => !string.IsNullOrWhiteSpace(value) && Tokens.Key(value).Length > 0
        ? new Has(field, value.Replace('"', ' ').Trim())
        : throw Wrong(key, "has a value without a letter or digit; remove it");

    private HashSet<string> Muted() =>
    [
        .. (row.Mute ?? []).Select(outlet => outlet is not null && Tokens.Key(outlet) is { Length: > 0 } key
            ? key
            : throw Wrong("mute", "names outlets by their id or name; one of them has neither letter nor digit")),
    ];

    private Dictionary<string, DateTimeOffset> Snoozed()
    {
        var zone = Zone();
        var snoozed = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        foreach (var story in row.Snooze ?? [])
        {
            if (string.IsNullOrWhiteSpace(story?.Story))
                throw Wrong("snooze", "needs the id of a story, as its page's address has it");
            if (!DateTime.TryParseExact(story.Until, ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var until))
                throw Wrong("snooze", $"'{story.Until}' is no day or minute; write 2026-11-30 or 2026-11-30T14:00");

            snoozed[story.Story.Trim()] = LocalTime.ToInstant(until, zone);
        }

        return snoozed;
    }

    private List<Channel> Channels()
    {
        if (row.Channels.Count == 0)
            throw Wrong("channels", "are missing; name at least one, such as '- email: name@example.org'");

        var channels = new List<Channel>();
        for (var i = 0; i < row.Channels.Count; i++)
        {
            var channel = Channel(row.Channels[i], i);
            if (channels.Any(other => other.Name == channel.Name && other.Recipient == channel.Recipient))
                throw WrongChannel(i, $"the same {channel.Name} is named twice; remove one");

            channels.Add(channel);
        }

        return channels;
    }

    private Channel Channel(SubscriptionFile.ChannelRow channel, int at)
    {
        var chats = new[]
        {
            (Name: ChannelNames.Slack, Url: channel.Slack), (Name: ChannelNames.Teams, Url: channel.Teams), (Name: ChannelNames.Discord, Url: channel.Discord),
            (Name: ChannelNames.Mattermost, Url: channel.Mattermost), (Name: ChannelNames.Ntfy, Url: channel.Ntfy),
        }.Where(chat => chat.Url is not null).ToList();
        var named = chats.Count + (channel.Console ? 1 : 0)
            + new[] { channel.Folder, channel.Email, channel.Webhook, channel.Feed }.Count(value => value is not null);
        if (named != 1)
            throw WrongChannel(at, "each entry names one of console, folder, email, webhook, slack, teams, discord, mattermost, ntfy and feed");
        if (channel.Secret is not null && channel.Webhook is null)
            throw WrongChannel(at, "only a webhook has a secret");
        if (channel.Console)
            return new ConsoleTarget();
        if (channel.Folder is { } folder)
            return string.IsNullOrWhiteSpace(folder) || folder.Any(char.IsControl)
                ? throw WrongChannel(at, "the folder has no name, or one with a control character")
                : new FolderTarget(folder);
        if (channel.Email is { } email)
            return EmailAddress.TryParse(email, out var address, out var problem)
                ? new EmailTarget(address)
                : throw WrongChannel(at, problem);

        if (channel.Feed is { } token)
            return new FeedTarget(FeedToken(token, at));
        if (chats.Count > 0)
            return new ChatTarget(chats[0].Name, ChatUrl(chats[0].Name, chats[0].Url!, at));

        return new WebhookTarget(WebhookUrl(channel.Webhook!, at), WebhookSecret(channel.Secret, at));
    }

    private Uri ChatUrl(string chat, string words, int at)
    {
        var address = Secret.Configured(words)?.Reveal()
            ?? throw WrongChannel(at, $"the environment variable '{words["env:".Length..]}' that should hold the {chat} address is not set");
        var url = WebhookUrl(address, at);
        return chat == ChannelNames.Ntfy && url.Segments.Length != 2
            ? throw WrongChannel(at, "an ntfy address is a server and one topic, as https://ntfy.example/my-topic")
            : url;
    }

    private Secret FeedToken(string words, int at)
    {
        var token = Secret.Configured(words)
            ?? throw WrongChannel(at, $"the environment variable '{words["env:".Length..]}' that should hold the feed's token is not set");
        return token.Reveal() is { Length: >= 16 and <= 128 } text && !text.AsSpan().ContainsAnyExcept(TokenCharacters)
            ? token
            : throw WrongChannel(at, "the feed's token is 16 to 128 letters, digits, '-' and '_': whoever knows it can read the feed");
    }

    private Uri WebhookUrl(string words, int at)
    {
        if (!Uri.TryCreate(words, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            throw WrongChannel(at, $"'{words}' is not an address that a webhook can have; write https://…");
        if (url.UserInfo.Length > 0)
            throw WrongChannel(at, "a webhook's address holds no name or password; the secret signs what is sent");
        if (IsLocal(url) && !allowLocal.Contains(url.IdnHost, StringComparer.OrdinalIgnoreCase) && !allowLocal.Contains(url.Authority, StringComparer.OrdinalIgnoreCase))
            throw WrongChannel(at, $"{url.IdnHost} is in a private network; where that is meant, name it in outbound.allowLocal");

        return url;
    }

    // What can be seen of an address as it is written; where a name points is seen each time that it is dialled.
    private static bool IsLocal(Uri url)
    {
        var host = url.IdnHost.TrimEnd('.');
        return host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && SpecialAddresses.Find(address) is not null);
    }

    private Secret WebhookSecret(string? words, int at)
    {
        if (string.IsNullOrWhiteSpace(words))
            throw WrongChannel(at, $"the webhook needs a secret, '{WebhookSecretPrefix}' and 24 to 64 bytes in base 64, or env:NAME for a variable that holds it");

        var secret = Secret.Configured(words)
            ?? throw WrongChannel(at, $"the environment variable '{words["env:".Length..]}' that should hold the webhook's secret is not set");
        // Two while a receiver changes from one key to the next.
        var keys = secret.Reveal().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return keys.Length is 1 or 2 && keys.All(IsKey)
            ? secret
            : throw WrongChannel(at, $"the webhook's secret must be '{WebhookSecretPrefix}' and 24 to 64 bytes in base 64; two with a space between them while keys change");
    }

    private static bool IsKey(string key) =>
        key.StartsWith(WebhookSecretPrefix, StringComparison.Ordinal)
        && Convert.TryFromBase64String(key[WebhookSecretPrefix.Length..], new byte[100], out var length)
        && length is >= 24 and <= 64;

    private TimeZoneInfo Zone() => row.Zone is null
        ? TimeZoneInfo.Utc
        : LocalTime.Zone(row.Zone) ?? throw Wrong("zone", $"'{row.Zone}' is not a time zone known here; write an IANA name, such as Europe/Berlin");

    private QuietHours? QuietHours()
    {
        if (string.IsNullOrWhiteSpace(row.QuietHours))
            return null;

        var ends = row.QuietHours.Split('-', '–');
        return ends.Length == 2 && Time(ends[0]) is { } from && Time(ends[1]) is { } to && from != to
            ? new QuietHours(from, to)
            : throw Wrong("quietHours", $"'{row.QuietHours}' is not a span of the day; write 22:00-07:00");
    }

    private string? Language()
    {
        if (string.IsNullOrWhiteSpace(row.Language))
            return null;

        var language = row.Language.Trim().ToLowerInvariant();
        return language.Length is 2 or 3 && language.All(char.IsAsciiLetterLower)
            ? language
            : throw Wrong("language", $"'{row.Language}' is not a language's two or three letters, such as de");
    }

    private static TimeOnly? Time(string words) =>
        TimeOnly.TryParseExact(words.Trim(), "H:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    private ConfigurationException Wrong(string key, string problem) =>
        new(file, lines.Of(index, key), $"{Whose}, {key}: {problem}");

    private ConfigurationException WrongChannel(int at, string problem) =>
        new(file, lines.OfChannel(index, at), $"{Whose}, channels: {problem}");

    private string Whose => string.IsNullOrWhiteSpace(row.Id) ? $"subscription number {index + 1}" : $"subscription '{row.Id}'";
}
