using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace NewsWatch.EndToEnd;

/// <summary>A receiver that counts what arrives, by id and by content, and outlives whoever sends.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, int> _ids = new();
    private readonly ConcurrentDictionary<string, int> _bodies = new();
    private int _requests;

    private WebhookReceiver(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.First() + "/hook");

    public ICollection<string> Ids => _ids.Keys;

    public ICollection<string> Bodies => _bodies.Keys;

    public int Requests => _requests;

    public static async Task<WebhookReceiver> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var receiver = new WebhookReceiver(app);
        app.MapPost("/hook", receiver.Take);
        await app.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task Take(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync(http.RequestAborted);
        Interlocked.Increment(ref _requests);
        _ids.AddOrUpdate(http.Request.Headers["webhook-id"].ToString(), 1, (_, count) => count + 1);
        _bodies.AddOrUpdate(body, 1, (_, count) => count + 1);
    }
}
