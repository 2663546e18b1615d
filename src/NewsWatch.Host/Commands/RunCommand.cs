using System.CommandLine;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NewsWatch.Feeds;
using NewsWatch.Feeds.Polling;
using NewsWatch.Host.Bus;
using NewsWatch.Host.Storage;
using NewsWatch.Host.Web;

namespace NewsWatch.Host.Commands;

/// <summary><c>newswatch run</c>: the monitor at work, until it is stopped.</summary>
internal static class RunCommand
{
    public static Command Command()
    {
        var config = CommonOptions.Config();
        var data = CommonOptions.Data();
        var feeds = new Option<string?>("--opml") { Description = "The OPML file with the feeds, instead of the configured one." };
        var roles = new Option<string?>("--roles") { Description = "What this process does: poller,worker,core,web; default: all." };
        var command = new Command("run", "Polls feeds, reads articles, finds stories, tells what is new.") { config, data, feeds, roles };
        command.SetAction((parsed, cancellation) => Run(
            WithArguments(NewsWatchOptions.Read(parsed.GetValue(config)), parsed.GetValue(data), parsed.GetValue(feeds), parsed.GetValue(roles)),
            TimeProvider.System,
            cancellation));
        return command;
    }

    private static NewsWatchOptions WithArguments(NewsWatchOptions options, string? data, string? feeds, string? roles) => options with
    {
        Data = data is null ? options.Data : Path.GetFullPath(data),
        Feeds = feeds is null ? options.Feeds : Path.GetFullPath(feeds),
        Roles = roles is null
            ? options.Roles
            : [.. roles.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(RoleOf)],
    };

    private static Role RoleOf(string word) =>
        Enum.TryParse<Role>(word, ignoreCase: true, out var role)
            ? role
            : throw new ConfigurationException("--roles", null, $"'{word}' is no role; name some of poller, worker, core, web");

    private static async Task<int> Run(NewsWatchOptions options, TimeProvider clock, CancellationToken cancellation)
    {
        StartRules.Check(options);
        using var only = SingleCore.Take(options);
        await QueueCheck.Run(options.Bus, Pipeline.Stages.Where(stage => options.Roles.Contains(stage.Role)), cancellation);
        var catalogue = Catalogue.Read(options);
        var feeds = FeedList.Read(options.Feeds, Composition.OutboundOf(options.Outbound));
        await using var app = Application.Build(options, catalogue, clock, Pipeline.Stages, services => services.AddHostedService<SubscriptionReload>());
        await Start(app, options, feeds, clock, cancellation);
        await app.WaitForShutdownAsync(cancellation);
        return 0;
    }

    private static async Task Start(
        WebApplication app, NewsWatchOptions options, OpmlDocument feeds, TimeProvider clock, CancellationToken cancellation)
    {
        foreach (var refused in feeds.Refused)
            await Console.Error.WriteLineAsync($"{options.Feeds}:{refused.Line}: left out: {refused.Row}: {refused.Reason}");

        var polling = app.Services.GetRequiredService<PollOptions>();
        await app.Services.GetRequiredService<IFeedStore>().Add(
            [.. feeds.Feeds.Select(row => Feed.Of(row, clock.GetUtcNow(), polling))], restore: false, cancellation);
        await app.StartAsync(cancellation);
        Console.WriteLine(
            $"NewsWatch watches {feeds.Feeds.Count} feeds. Roles: {string.Join(", ", options.Roles)}. Data: {options.Data}"
            + (options.Roles.Contains(Role.Web) ? $". Pages: {options.Web}" : ""));
    }
}
