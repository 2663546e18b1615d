using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NewsWatch.Alerts;
using NewsWatch.Delivery;
using NewsWatch.Host.Storage;

namespace NewsWatch.Host.Commands.Deliveries;

/// <summary><c>newswatch deliveries …</c>: what could not be sent, shown; sent again by command.</summary>
internal static class DeliveryCommands
{
    private const int IdShown = 10;

    private static readonly DeliveryState[] Troubled = [DeliveryState.Dead, DeliveryState.Retry, DeliveryState.Unknown];

    public static Command Command() => new("deliveries", "What was sent, waits or failed.") { List(), Retry(), Enable() };

    private static Command List()
    {
        var state = new Option<DeliveryState?>("--state") { Description = "pending, claimed, sent, retry, unknown or dead; default: all that is in trouble." };
        var limit = new Option<int>("--limit") { Description = "The most shown.", DefaultValueFactory = _ => 50 };
        var json = new Option<bool>("--json") { Description = "One line of JSON each." };
        var (config, data) = (CommonOptions.Config(), CommonOptions.Data());
        var command = new Command("list", "Deliveries in trouble, latest first, with what is wrong; receivers that are gone.") { state, limit, json, config, data };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var store = OpenStore.Of(CommonOptions.Read(parsed.GetValue(config), parsed.GetValue(data)));
            var deliveries = store.Deliveries;
            var states = parsed.GetValue(state) is { } one ? [one] : Troubled;
            var output = parsed.InvocationConfiguration.Output;
            foreach (var delivery in await deliveries.List(states, Math.Max(0, parsed.GetValue(limit)), cancellation))
                output.WriteLine(parsed.GetValue(json) ? Json(delivery) : Line(delivery));
            foreach (var gone in await deliveries.Gone(cancellation))
                if (!parsed.GetValue(json))
                    output.WriteLine($"turned off: {gone.Channel} {ChannelNames.Shown(gone.Channel, gone.Recipient)} since {At(gone.At)}: {Plain.Line(gone.Reason, 200)}; turn on with `newswatch deliveries enable`");

            return 0;
        });
        return command;
    }

    private static Command Retry()
    {
        var id = new Argument<string?>("id") { Description = "The beginning of its id, as `deliveries list` shows it.", Arity = ArgumentArity.ZeroOrOne };
        var dead = new Option<bool>("--all-dead") { Description = "All that were given up." };
        var (config, data) = (CommonOptions.Config(), CommonOptions.Data());
        var command = new Command("retry", "Sends again, under the same id, what was given up.") { id, dead, config, data };
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = CommonOptions.Read(parsed.GetValue(config), parsed.GetValue(data));
            await using var store = OpenStore.Of(options);
            var deliveries = store.Deliveries;
            var chosen = parsed.GetValue(dead)
                ? await deliveries.List([DeliveryState.Dead], int.MaxValue, cancellation)
                : [One(parsed.GetValue(id), parsed.GetValue(id) is { Length: >= 4 } begins ? await deliveries.Find(begins, cancellation) : [])];
            var revived = new List<Delivery.Delivery>();
            foreach (var delivery in chosen)
                if (await deliveries.Revive(delivery.Id, TimeProvider.System.GetUtcNow(), cancellation))
                    revived.Add(delivery);

            return await Send(revived, options, parsed.InvocationConfiguration.Output, cancellation);
        });
        return command;
    }

    private static Command Enable()
    {
        var host = new Argument<string>("recipient") { Description = "The address that is turned off, or its host." };
        var (config, data) = (CommonOptions.Config(), CommonOptions.Data());
        var command = new Command("enable", "Sends to a receiver again that answered 410.") { host, config, data };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var store = OpenStore.Of(CommonOptions.Read(parsed.GetValue(config), parsed.GetValue(data)));
            var deliveries = store.Deliveries;
            var words = parsed.GetValue(host)!;
            var gone = (await deliveries.Gone(cancellation))
                .Where(row => row.Recipient == words || (Uri.TryCreate(row.Recipient, UriKind.Absolute, out var url) && (url.Host == words || url.Authority == words))).ToList();
            if (gone.Count == 0)
                throw new ConfigurationException("recipient", null, $"'{words}' is not turned off; see `newswatch deliveries list`");

            foreach (var row in gone)
                await deliveries.Readmit(row.Channel, row.Recipient, cancellation);

            parsed.InvocationConfiguration.Output.WriteLine($"turned on: {string.Join(", ", gone.Select(row => $"{row.Channel} {ChannelNames.Shown(row.Channel, row.Recipient)}"))}");
            return 0;
        });
        return command;
    }

    /// <summary>Sends at once, from here: leases keep a running NewsWatch from doing the same.</summary>
    private static async Task<int> Send(List<Delivery.Delivery> revived, NewsWatchOptions options, TextWriter output, CancellationToken cancellation)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddNewsWatch(options, Catalogue.Read(options), [], TimeProvider.System);
        await using var provider = services.BuildServiceProvider();
        var (courier, store) = (provider.GetRequiredService<Courier>(), provider.GetRequiredService<IDeliveryStore>());
        await Task.WhenAll(revived.Select(delivery => (delivery.Channel, delivery.Recipient)).Distinct().Select(to => courier.DeliverTo(to.Channel, to.Recipient)));
        var failed = 0;
        foreach (var delivery in revived)
        {
            var now = (await store.Find(delivery.Id, cancellation))[0];
            failed += now.State is DeliveryState.Sent ? 0 : 1;
            output.WriteLine(Line(now));
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{revived.Count - failed} sent, {failed} not"));
        return failed == 0 ? 0 : 1;
    }

    private static Delivery.Delivery One(string? id, IReadOnlyList<Delivery.Delivery> found) => found.Count == 1
        ? found[0]
        : throw new ConfigurationException("id", null, found.Count == 0
            ? $"no delivery has an id that begins with '{id}' (at least four letters); see `newswatch deliveries list`"
            : $"'{id}' begins more than one id; give more of it");

    private static string Line(Delivery.Delivery delivery) =>
        $"{delivery.Id[..IdShown]}  {delivery.State,-7}  {delivery.Channel} {ChannelNames.Shown(delivery.Channel, delivery.Recipient)}  {Plain.Line(delivery.Message.Subject, 80)}"
        + $"\n            {delivery.Attempts} attempts{(delivery.LastAttemptAt is { } last ? $", the last {At(last)}" : "")}"
        + (delivery.NextAttemptAt is { } next ? $", the next {At(next)}" : "")
        + (delivery.PossibleRepeats > 0 ? $", {delivery.PossibleRepeats} perhaps arrived twice" : "")
        + (delivery.LastError is { } error ? $": {Plain.Line(error, 300)}" : "");

    private static string Json(Delivery.Delivery delivery) => JsonSerializer.Serialize(new
    {
        id = delivery.Id,
        state = delivery.State.ToString().ToLowerInvariant(),
        subject = delivery.SubjectKind.ToString().ToLowerInvariant(),
        subjectId = delivery.SubjectId,
        subscription = delivery.SubscriptionId,
        channel = delivery.Channel,
        recipient = ChannelNames.Shown(delivery.Channel, delivery.Recipient),
        title = delivery.Message.Subject,
        attempts = delivery.Attempts,
        possibleRepeats = delivery.PossibleRepeats,
        next = delivery.NextAttemptAt,
        error = delivery.LastError,
    });

    private static string At(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
