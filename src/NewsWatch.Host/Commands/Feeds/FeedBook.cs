using System.CommandLine;
using NewsWatch.Feeds;
using NewsWatch.Feeds.Polling;
using NewsWatch.Host.Storage;
using NewsWatch.Outbound;

namespace NewsWatch.Host.Commands;

/// <summary>
/// An installation's feeds, opened beside a running <c>newswatch run</c> or without one: both work on one store, and what is changed
/// here is polled, or no longer polled, within a minute.
/// </summary>
internal sealed class FeedBook : IAsyncDisposable
{
    private readonly OpenStore _store;

    private FeedBook(NewsWatchOptions options, TimeProvider clock)
    {
        Outbound = Composition.OutboundOf(options.Outbound);
        Polling = Composition.PollingOf(options.Polling);
        Clock = clock;
        _store = OpenStore.OrNew(options, clock);
    }

    public OutboundOptions Outbound { get; }

    public PollOptions Polling { get; }

    public TimeProvider Clock { get; }

    public IFeedStore Store => _store.Feeds;

    /// <exception cref="ConfigurationException">The configuration or the database cannot be used.</exception>
    public static FeedBook Open(NewsWatchOptions options, TimeProvider clock) => new(options, clock);

    /// <summary>A command on the feeds of the installation that <c>--config</c> and <c>--data</c> name.</summary>
    public static Command Command(
        string name, string description, IEnumerable<Symbol> symbols, Func<FeedBook, ParseResult, CancellationToken, Task<int>> action)
    {
        var (config, data) = (CommonOptions.Config(), CommonOptions.Data());
        var command = new Command(name, description) { config, data };
        foreach (var symbol in symbols)
        {
            if (symbol is Option option)
                command.Options.Add(option);
            else
                command.Arguments.Add((Argument)symbol);
        }

        command.SetAction(async (parsed, cancellation) =>
        {
            await using var book = Open(CommonOptions.Read(parsed.GetValue(config), parsed.GetValue(data)), TimeProvider.System);
            return await action(book, parsed, cancellation);
        });
        return command;
    }

    /// <summary>The feed that somebody means: its id, or its address in any spelling that leads to the same.</summary>
    public Task<Feed?> Find(string which, CancellationToken cancellation) =>
        Store.Find(WebAddress.TryParse(which, out var address, out _) ? address.AbsoluteUri : which, cancellation);

    /// <summary>The reason why this address cannot be watched, or null.</summary>
    public string? Problem(string written, out Uri? address)
    {
        if (!WebAddress.TryParse(written, out address, out var problem))
            return $"the address {problem}; correct it";

        return WebAddress.LocalRange(address) is { } range && !Outbound.AllowsLocal(address)
            ? $"the address is not on the public internet ({range.Use}); if it is yours, add it to outbound.allowLocal"
            : null;
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();
}
