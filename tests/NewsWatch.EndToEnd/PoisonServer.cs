using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using NewsWatch.Feeds;
using NewsWatch.Feeds.Polling;

namespace NewsWatch.EndToEnd;

/// <summary>Serves a few good pages, and one whose reader never gets an answer: whoever asks for it dies of it.</summary>
internal sealed class PoisonServer : IAsyncDisposable
{
    private const int Good = 5;

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<bool> _bites = [];

    private PoisonServer(WebApplication app) => _app = app;

    /// <summary>The entry that leads to the poisonous page.</summary>
    public static string Poison { get; } = Ids.Derive("entry", "poison");

    public string Place => new Uri(_app.Urls.First()).Authority;

    public static async Task<PoisonServer> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new PoisonServer(builder.Build());
        server._app.Run(server.Answer);
        await server._app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    /// <summary>Whether somebody has begun to read the poison since the last such question.</summary>
    public bool TakeBite()
    {
        var bitten = !_bites.IsEmpty;
        _bites.Clear();
        return bitten;
    }

    /// <summary>Puts the pages' entries into the store, as a poll would.</summary>
    public static async Task Enter(IFeedStore feeds, CancellationToken cancellation)
    {
        var now = TimeProvider.System.GetUtcNow();
        var feed = Feed.New(new Uri("http://poison.example/feed"), null, null, now.AddDays(1), new PollOptions());
        await feeds.Add([feed], restore: false, cancellation);
        await feeds.SavePushed(
            [Entry(feed, Poison, "http://poison.example/poison", now), .. Enumerable.Range(0, Good).Select(i => Entry(feed, Ids.Derive("entry", $"good{i}"), $"http://poison.example/good{i}", now))],
            cancellation);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static Entry Entry(Feed feed, string id, string address, DateTimeOffset now) => new()
    {
        Id = id,
        FeedId = feed.Id,
        Address = address,
        HasPage = true,
        Title = $"A page at {address}",
        Text = "",
        Revision = 1,
        FoundAt = now,
    };

    private async Task Answer(HttpContext http)
    {
        if (http.Request.Path == "/poison")
        {
            _bites.Enqueue(true);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            return;
        }

        if (!http.Request.Path.Value!.StartsWith("/good", StringComparison.Ordinal))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        http.Response.ContentType = "text/html; charset=utf-8";
        var name = http.Request.Path.Value[1..];
        await http.Response.WriteAsync(
            $"<!doctype html><html lang=\"en\"><head><title>Port {name} opens</title></head><body><article><h1>Port {name} opens</h1>"
            + string.Concat(Enumerable.Range(0, 6).Select(i => $"<p>The harbour of {name} opened its quay number {i} on Tuesday, the mayor said, after two years of work by forty people.</p>"))
            + "</article></body></html>",
            http.RequestAborted);
    }
}
