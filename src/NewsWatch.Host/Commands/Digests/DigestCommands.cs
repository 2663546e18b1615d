using System.CommandLine;
using NewsWatch.Alerts;
using NewsWatch.Delivery;
using NewsWatch.Digests;
using NewsWatch.Host.Commands.Search;
using NewsWatch.Host.Storage;

namespace NewsWatch.Host.Commands.Digests;

/// <summary>The forms that a digest can be looked at in.</summary>
internal enum DigestForm
{
    Text,
    Html,
    Json,
}

/// <summary><c>newswatch digest show</c>: a subscription's digest as it would be now; nothing is sent, and no period counts as covered.</summary>
internal static class DigestCommands
{
    public static Command Command() => new("digest", "Looks at digests.") { Show() };

    private static Command Show()
    {
        var id = new Argument<string>("subscription") { Description = "The subscription's id." };
        var days = new Option<int>("--days") { Description = "How many days it covers, 1 to 365.", DefaultValueFactory = _ => 7 };
        var until = new Option<string?>("--until") { Description = "The day that it ends with, such as 2026-11-08; default: now." };
        var form = new Option<DigestForm>("--format") { Description = "text, html or json." };
        var (config, data) = (CommonOptions.Config(), CommonOptions.Data());
        var command = new Command("show", "Composes a digest and prints it.") { id, days, until, form, config, data };
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = CommonOptions.Read(parsed.GetValue(config), parsed.GetValue(data));
            var subscriptions = SubscriptionFile.Read(options.Subscriptions, options.Outbound.AllowLocal);
            var subscription = subscriptions.FirstOrDefault(row => row.Id == parsed.GetValue(id))
                ?? throw new ConfigurationException(options.Subscriptions, null, $"there is no subscription '{parsed.GetValue(id)}'; there are {string.Join(", ", subscriptions.Select(row => row.Id))}");
            await using var store = OpenStore.Of(options);
            var book = new SubscriptionBook([subscription with { Paused = false }], DocumentMakers.Of(options), TimeProvider.System);
            var period = Period(parsed.GetValue(days), parsed.GetValue(until), subscription.Zone);
            var writer = new DigestWriter(book, new PageAddresses(new Uri(options.PublicWeb ?? options.Web)));
            var digest = writer.Write(book.All[0], period, await store.Digests.Moved(period, cancellation));
            parsed.InvocationConfiguration.Output.WriteLine(digest is null ? "Nothing to tell." : In(parsed.GetValue(form), DigestText.Compose(digest)));
            return 0;
        });
        return command;
    }

    private static string In(DigestForm form, OutgoingMessage message) => form switch
    {
        DigestForm.Html => message.Html,
        DigestForm.Json => message.Payload,
        _ => message.Text,
    };

    private static DigestPeriod Period(int days, string? until, TimeZoneInfo zone)
    {
        if (days is < 1 or > 365)
            throw new ConfigurationException("--days", null, "takes 1 to 365");

        if (until is null)
            return new DigestPeriod(TimeProvider.System.GetUtcNow().AddDays(-days), TimeProvider.System.GetUtcNow());

        if (!DateOnly.TryParseExact(until, "yyyy-MM-dd", out var day))
            throw new ConfigurationException("--until", null, $"'{until}' is no day; write 2026-11-08");

        var end = day.AddDays(1).ToDateTime(TimeOnly.MinValue);
        return new DigestPeriod(LocalTime.ToInstant(end.AddDays(-days), zone), LocalTime.ToInstant(end, zone));
    }
}
