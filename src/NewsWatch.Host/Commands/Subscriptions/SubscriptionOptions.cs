using System.CommandLine;
using NewsWatch.Alerts;
using NewsWatch.Stories;

namespace NewsWatch.Host.Commands.Subscriptions;

/// <summary>A subscription's fields as options of a command; what is not named stays as it is.</summary>
internal sealed class SubscriptionOptions
{
    private readonly Option<string?> _name = new("--name") { Description = "What people call it." };
    private readonly Option<string?> _query = new("--query") { Description = "In the query language: docs/query-language.md." };
    private readonly Option<string[]> _topics = new("--topic") { Description = "A topic to follow, instead of a query." };
    private readonly Option<string[]> _entities = new("--entity") { Description = "An entity to follow, instead of a query." };
    private readonly Option<Cadence?> _cadence = new("--cadence") { Description = "instant, hourly, daily or weekly." };
    private readonly Option<string?> _zone = new("--zone") { Description = "An IANA time zone, such as Europe/Berlin." };
    private readonly Option<string?> _quiet = new("--quiet") { Description = "Quiet hours, such as 22:00-07:00." };
    private readonly Option<DevelopmentKind[]> _developments = new("--development") { Description = "A kind of development that counts; default: all." };
    private readonly Option<string?> _language = new("--language") { Description = "The language that articles must be in, such as de." };
    private readonly Option<int?> _burst = new("--burst") { Description = "The most alerts within an hour." };
    private readonly Option<bool> _console = new("--console") { Description = "Tells on the terminal." };
    private readonly Option<string[]> _folders = new("--folder") { Description = "Writes mails into a folder." };
    private readonly Option<string[]> _emails = new("--email") { Description = "Mails to an address." };
    private readonly Option<string[]> _webhooks = new("--webhook") { Description = "Posts to an address; needs --secret." };
    private readonly Option<string?> _secret = new("--secret") { Description = "The webhooks' secret, whsec_… or env:NAME." };
    private readonly Option<string[]> _slack = new("--slack") { Description = "Posts to a Slack room's incoming webhook, or env:NAME." };
    private readonly Option<string[]> _teams = new("--teams") { Description = "Posts to a Teams workflow, or env:NAME." };
    private readonly Option<string[]> _discord = new("--discord") { Description = "Posts to a Discord webhook, or env:NAME." };
    private readonly Option<string[]> _mattermost = new("--mattermost") { Description = "Posts to a Mattermost incoming webhook, or env:NAME." };
    private readonly Option<string[]> _ntfy = new("--ntfy") { Description = "Posts to an ntfy topic's address, or env:NAME." };
    private readonly Option<string?> _feed = new("--feed") { Description = "Serves a feed behind this token, 16 letters or more, or env:NAME." };

    public void AddTo(Command command)
    {
        Option[] all =
        [
            _name, _query, _topics, _entities, _cadence, _zone, _quiet, _developments, _language, _burst,
            _console, _folders, _emails, _webhooks, _secret, _slack, _teams, _discord, _mattermost, _ntfy, _feed,
        ];
        foreach (var option in all)
            command.Add(option);
    }

    public void Apply(ParseResult parsed, SubscriptionFile.Row row)
    {
        row.Name = parsed.GetValue(_name) ?? row.Name;
        ApplyQuery(parsed, row);
        row.Cadence = parsed.GetValue(_cadence) ?? row.Cadence;
        row.Zone = parsed.GetValue(_zone) ?? row.Zone;
        row.QuietHours = parsed.GetValue(_quiet) ?? row.QuietHours;
        row.Developments = parsed.GetValue(_developments) is { Length: > 0 } developments ? [.. developments] : row.Developments;
        row.Language = parsed.GetValue(_language) ?? row.Language;
        row.Burst = parsed.GetValue(_burst) ?? row.Burst;
        if (Channels(parsed) is { Count: > 0 } channels)
            row.Channels = channels;
    }

    // A query takes the place of what was followed, and the other way about.
    private void ApplyQuery(ParseResult parsed, SubscriptionFile.Row row)
    {
        var (query, topics, entities) = (parsed.GetValue(_query), parsed.GetValue(_topics) ?? [], parsed.GetValue(_entities) ?? []);
        if (query is null && topics.Length + entities.Length == 0)
            return;

        row.Query = query;
        row.Topics = topics.Length > 0 ? [.. topics] : null;
        row.Entities = entities.Length > 0 ? [.. entities] : null;
    }

    private List<SubscriptionFile.ChannelRow> Channels(ParseResult parsed)
    {
        var channels = new List<SubscriptionFile.ChannelRow>();
        if (parsed.GetValue(_console))
            channels.Add(new() { Console = true });

        Each(_folders, value => new() { Folder = value });
        Each(_emails, value => new() { Email = value });
        Each(_webhooks, value => new() { Webhook = value, Secret = parsed.GetValue(_secret) });
        Each(_slack, value => new() { Slack = value });
        Each(_teams, value => new() { Teams = value });
        Each(_discord, value => new() { Discord = value });
        Each(_mattermost, value => new() { Mattermost = value });
        Each(_ntfy, value => new() { Ntfy = value });
        if (parsed.GetValue(_feed) is { } token)
            channels.Add(new() { Feed = token });

        return channels;

        void Each(Option<string[]> option, Func<string, SubscriptionFile.ChannelRow> row) =>
            channels.AddRange((parsed.GetValue(option) ?? []).Select(row));
    }
}
