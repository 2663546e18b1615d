using System.CommandLine;
using NewsWatch.Alerts;
using NewsWatch.Articles;
using NewsWatch.Delivery;
using NewsWatch.Host.Storage;
using NewsWatch.Stories;

namespace NewsWatch.Host.Commands.Subscriptions;

/// <summary>
/// <c>newswatch subscriptions …</c>: looks at <c>subscriptions.yaml</c> and changes it, one subscription at a time. What could
/// not be used is refused before it is written; a running NewsWatch takes changes in by itself.
/// </summary>
internal static class SubscriptionCommands
{
    public static Command Command() => new("subscriptions", "Who wants what.")
    {
        List(), Add(), Edit(), Pause("pause", "Sends nothing of it until it is resumed.", paused: true), Pause("resume", "Sends again.", paused: false),
        Snooze(), Mute(), Remove(), Return(), TrialCommand.Command(),
    };

    private static Command List()
    {
        var (config, data) = (CommonOptions.Config(), CommonOptions.Data());
        var command = new Command("list", "All subscriptions, and who has left them.") { config, data };
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = CommonOptions.Read(parsed.GetValue(config), parsed.GetValue(data));
            var output = parsed.InvocationConfiguration.Output;
            foreach (var subscription in SubscriptionFile.Read(options.Subscriptions, options.Outbound.AllowLocal))
                Print(output, subscription);

            if (!OpenStore.IsThere(options))
                return 0;

            await using var store = OpenStore.Of(options);
            foreach (var left in await store.Readers.Departures(cancellation))
                output.WriteLine($"{left.SubscriptionId}: {left.Channel} {ChannelNames.Shown(left.Channel, left.Recipient)} left on {left.At:yyyy-MM-dd HH:mm} UTC");

            return 0;
        });
        return command;
    }

    private static Command Add()
    {
        var id = new Argument<string>("id") { Description = "A short word that stays: lower-case letters, digits, hyphens." };
        var fields = new SubscriptionOptions();
        var config = CommonOptions.Config();
        var command = new Command("add", "Adds a subscription.") { id, config };
        fields.AddTo(command);
        command.SetAction(parsed => Write(parsed.GetValue(config), parsed.InvocationConfiguration.Output, $"added {parsed.GetValue(id)}", (text, file, local) =>
        {
            var row = new SubscriptionFile.Row { Id = parsed.GetValue(id) };
            fields.Apply(parsed, row);
            return SubscriptionText.Add(text, file, row, local);
        }));
        return command;
    }

    private static Command Edit()
    {
        var id = Id();
        var fields = new SubscriptionOptions();
        var config = CommonOptions.Config();
        var command = new Command("edit", "Changes what is named and leaves the rest; channels, where any is named, replace those before.") { id, config };
        fields.AddTo(command);
        command.SetAction(parsed => Change(parsed, config, id, "changed", row => fields.Apply(parsed, row)));
        return command;
    }

    private static Command Pause(string verb, string does, bool paused)
    {
        var id = Id();
        var config = CommonOptions.Config();
        var command = new Command(verb, does) { id, config };
        command.SetAction(parsed => Change(parsed, config, id, paused ? "paused" : "resumed", row => row.Paused = paused));
        return command;
    }

    private static Command Snooze()
    {
        var id = Id();
        var story = new Option<string>("--story") { Description = "The story's id, as its page's address has it.", Required = true };
        var until = new Option<string>("--until") { Description = "A day or minute of the subscription's zone: 2026-11-30, 2026-11-30T14:00.", Required = true };
        var config = CommonOptions.Config();
        var command = new Command("snooze", "Tells nothing of one story until then.") { id, story, until, config };
        command.SetAction(parsed => Change(parsed, config, id, "snoozed", row =>
        {
            row.Snooze ??= [];
            row.Snooze.RemoveAll(known => known.Story == parsed.GetValue(story));
            row.Snooze.Add(new SubscriptionFile.SnoozeRow { Story = parsed.GetValue(story), Until = parsed.GetValue(until) });
        }));
        return command;
    }

    private static Command Mute()
    {
        var id = Id();
        var outlet = new Option<string>("--outlet") { Description = "The outlet's id or name.", Required = true };
        var off = new Option<bool>("--off") { Description = "Hears it again." };
        var config = CommonOptions.Config();
        var command = new Command("mute", "Tells nothing of one outlet's articles.") { id, outlet, off, config };
        command.SetAction(parsed => Change(parsed, config, id, parsed.GetValue(off) ? "unmuted" : "muted", row =>
        {
            row.Mute ??= [];
            row.Mute.RemoveAll(known => string.Equals(known, parsed.GetValue(outlet), StringComparison.OrdinalIgnoreCase));
            if (!parsed.GetValue(off))
                row.Mute.Add(parsed.GetValue(outlet)!);
        }));
        return command;
    }

    private static Command Remove()
    {
        var id = Id();
        var config = CommonOptions.Config();
        var command = new Command("remove", "Takes a subscription out of the file.") { id, config };
        command.SetAction(parsed => Write(
            parsed.GetValue(config), parsed.InvocationConfiguration.Output, $"removed {parsed.GetValue(id)}",
            (text, file, local) => SubscriptionText.Change(text, file, parsed.GetValue(id)!, _ => null, local)));
        return command;
    }

    private static Command Return()
    {
        var id = Id();
        var recipient = new Argument<string>("recipient") { Description = "The address that left, as `subscriptions list` shows it." };
        var (config, data) = (CommonOptions.Config(), CommonOptions.Data());
        var command = new Command("return", "Takes a reader back who had unsubscribed.") { id, recipient, config, data };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var store = OpenStore.Of(CommonOptions.Read(parsed.GetValue(config), parsed.GetValue(data)));
            var readers = store.Readers;
            var left = (await readers.LeftBy(parsed.GetValue(id)!, cancellation)).Where(reader => reader.Recipient == parsed.GetValue(recipient)).ToList();
            if (left.Count == 0)
                throw new ConfigurationException("recipient", null, $"'{parsed.GetValue(recipient)}' has not left '{parsed.GetValue(id)}'; see `newswatch subscriptions list`");

            foreach (var reader in left)
                await readers.Return(parsed.GetValue(id)!, reader.Channel, reader.Recipient, cancellation);

            parsed.InvocationConfiguration.Output.WriteLine($"{parsed.GetValue(recipient)} gets {parsed.GetValue(id)} again");
            return 0;
        });
        return command;
    }

    private static Argument<string> Id() => new("id") { Description = "The subscription's id." };

    private static int Change(ParseResult parsed, Option<string?> config, Argument<string> id, string done, Action<SubscriptionFile.Row> change) => Write(
        parsed.GetValue(config),
        parsed.InvocationConfiguration.Output,
        $"{done} {parsed.GetValue(id)}",
        (text, file, local) => SubscriptionText.Change(
            text,
            file,
            parsed.GetValue(id)!,
            row =>
            {
                change(row);
                return row;
            },
            local));

    private static int Write(string? config, TextWriter output, string done, Func<string, string, IReadOnlyCollection<string>, string> change)
    {
        var options = NewsWatchOptions.Read(config);
        var file = options.Subscriptions;
        try
        {
            var changed = change(File.Exists(file) ? File.ReadAllText(file) : "", file, options.Outbound.AllowLocal);

            // Whole or not at all: a running NewsWatch may read it at any moment.
            File.WriteAllText(file + ".part", changed);
            File.Move(file + ".part", file, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException(file, null, $"cannot be written ({error.Message}); check the folder and its rights", error);
        }

        output.WriteLine(done);
        return 0;
    }

    private static void Print(TextWriter output, Subscription subscription)
    {
        output.WriteLine($"{subscription.Id}{(subscription.Paused ? " (paused)" : "")}: {Plain.Line(subscription.Name, 80)}");
        output.WriteLine($"    {Plain.Line(subscription.Query, 200)}");
        output.WriteLine($"    {subscription.Cadence.ToString().ToLowerInvariant()}, {subscription.Zone.Id}{(subscription.QuietHours is { } quiet ? $", quiet {quiet.From:HH:mm}-{quiet.To:HH:mm}" : "")}"
            + (subscription.Burst is { } burst ? $", at most {burst} an hour" : ""));
        output.WriteLine($"    {string.Join(", ", subscription.Channels.Select(channel => $"{channel.Name} {channel.Shown}".TrimEnd()))}");
    }
}
