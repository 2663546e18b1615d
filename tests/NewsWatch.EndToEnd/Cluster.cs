using System.Diagnostics;
using NewsWatch.Host;
using NewsWatch.Host.Storage;
using NewsWatch.Tests.Adapters;
using Npgsql;

namespace NewsWatch.EndToEnd;

/// <summary>Tests that share the broker's queues, one after another.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class OnRabbitMq
{
    public const string Name = "RabbitMQ";
}

/// <summary>The processes of a cluster: real binaries with one role each, on RabbitMQ and an empty PostgreSQL database of their own.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    private readonly Dictionary<string, Newswatch> _processes = [];

    private Cluster(Folder folder, string config)
    {
        Folder = folder;
        Config = config;
        Options = NewsWatchOptions.Read(config);
        Store = OpenStore.OrNew(Options, TimeProvider.System);
    }

    public Folder Folder { get; }

    /// <summary>The configuration file that all its processes read.</summary>
    public string Config { get; }

    public NewsWatchOptions Options { get; }

    /// <summary>Its store, as a command opens it.</summary>
    public OpenStore Store { get; }

    /// <param name="keys">Keys of the configuration beside store and bus, as JSON members.</param>
    public static Cluster Create(string keys)
    {
        var broker = Services.RabbitMq();
        var folder = new Folder();
        folder.Write("feeds.opml", """<opml version="2.0"><body></body></opml>""");
        folder.Write("subscriptions.yaml", "subscriptions:\n  - {id: everything, name: Everything, query: \"*\", channels: [{folder: mail}]}\n");
        var config = folder.Write("newswatch.json", CommandLineTests.WithShippedFiles($$"""
            {
              "store": "{{PostgresServer.NewDatabase()}}",
              "bus": "{{broker}}",
              "data": "{{folder.Path.Replace('\\', '/')}}",
              "feeds": "{{folder.Path.Replace('\\', '/')}}/feeds.opml",
              "subscriptions": "{{folder.Path.Replace('\\', '/')}}/subscriptions.yaml",
              {{keys}}
            }
            """));
        return new Cluster(folder, config);
    }

    /// <summary>Starts a process and gives it a name.</summary>
    public Newswatch Start(string name, string role) =>
        _processes[name] = Newswatch.Start("run", "--config", Config, "--roles", role);

    /// <summary>Starts a process by its arguments and variables alone, and gives it a name.</summary>
    public void Start(string name, IReadOnlyDictionary<string, string> variables, params ReadOnlySpan<string> arguments) =>
        _processes[name] = Newswatch.Start(variables, arguments);

    public Newswatch Process(string name) => _processes[name];

    /// <summary>kill -9, and the same process again.</summary>
    public void KillAndRestart(string name, string role)
    {
        _processes[name].Kill();
        _processes[name].Dispose();
        Start(name, role);
    }

    /// <summary>Sends a signal, such as STOP or CONT.</summary>
    public void Signal(string name, string signal)
    {
        using var kill = System.Diagnostics.Process.Start("kill", [$"-{signal}", _processes[name].Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>Cuts every connection to the database, as a restart of the server does.</summary>
    public Task CutConnections() => PostgresServer.CutConnections(Options.Store);

    /// <summary>Waits until it holds; fails with what the processes said when that takes too long or one of them ended.</summary>
    public async Task Until(Func<Task<bool>> holds, TimeSpan longest, string what)
    {
        var since = Stopwatch.GetTimestamp();
        NpgsqlException? away = null;
        while (!await Holds())
        {
            (Stopwatch.GetElapsedTime(since) < longest).ShouldBeTrue($"{Said}\n{what} did not come within {longest}; open work: {await Open()}");
            foreach (var (name, process) in _processes)
                process.HasEnded.ShouldBeFalse($"{name} ended:\n{Said}");

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        // A server that was stopped is asked again until it answers.
        async Task<bool> Holds()
        {
            try
            {
                var answer = await holds();
                away = null;
                return answer;
            }
            catch (NpgsqlException error)
            {
                away = error;
                return false;
            }
        }

        async Task<string> Open() =>
            away is null ? string.Join(", ", await Store.Work.Open(TestContext.Current.CancellationToken)) : away.Message;
    }

    public string Said => string.Join('\n', _processes.Select(process => $"--- {process.Key}\n{process.Value.Output}\n{process.Value.Errors}"));

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes.Values)
            process.Dispose();

        await Store.DisposeAsync();
        await PostgresServer.Drop(Options.Store);
        Folder.Dispose();
    }
}
