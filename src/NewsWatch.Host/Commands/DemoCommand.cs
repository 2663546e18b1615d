using System.CommandLine;
using NewsWatch.Host.Demo;

namespace NewsWatch.Host.Commands;

/// <summary><c>newswatch demo</c>: an invented week in half a minute, through the real pipeline.</summary>
internal static class DemoCommand
{
    public static Command Command()
    {
        var exit = new Option<bool>("--exit") { Description = "Ends after the week with a summary; otherwise the page stays up." };
        var seconds = new Option<double>("--seconds") { Description = "How long the week takes at least.", DefaultValueFactory = _ => 30 };
        var port = new Option<int>("--port") { Description = "The page's port; default: a free one." };
        var bus = new Option<string>("--bus") { Description = "memory, or rabbitmq://user:password@host:port/vhost.", DefaultValueFactory = _ => NewsWatchOptions.InMemoryBus };
        var store = new Option<string>("--store") { Description = "sqlite, or postgres://user:password@host:port/database, empty.", DefaultValueFactory = _ => NewsWatchOptions.EmbeddedStore };
        var webhook = new Option<string?>("--webhook") { Description = "An address on this machine that gets the desk's alerts as signed POSTs too." };
        var data = CommonOptions.Data();
        var config = CommonOptions.Config();
        var command = new Command("demo", "Plays the sample week: feeds in, stories, alerts and a digest out.") { exit, seconds, port, bus, store, webhook, data, config };
        command.SetAction(async (parsed, cancellation) =>
        {
            var demo = new DemoWeek(
                parsed.GetValue(seconds),
                parsed.GetValue(port),
                parsed.GetValue(data),
                parsed.GetValue(webhook) is { } address ? new Uri(address) : null,
                NewsWatchOptions.Read(parsed.GetValue(config)) with { Bus = parsed.GetValue(bus)!, Store = parsed.GetValue(store)! });
            return await demo.Run(parsed.GetValue(exit), cancellation);
        });
        return command;
    }
}
