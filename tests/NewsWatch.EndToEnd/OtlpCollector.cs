using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace NewsWatch.EndToEnd;

/// <summary>Takes what telemetry is sent, as bytes: names and labels stand in them as they are.</summary>
internal sealed class OtlpCollector : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, ConcurrentQueue<string>> _received = new();

    private OtlpCollector(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.First());

    public static async Task<OtlpCollector> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var collector = new OtlpCollector(app);
        app.MapPost("/v1/{kind}", collector.Take);
        await app.StartAsync();
        return collector;
    }

    /// <param name="kind"><c>traces</c> or <c>metrics</c>.</param>
    public string Received(string kind) => string.Join('\n', _received.GetValueOrDefault(kind, []));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task Take(string kind, HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        _received.GetOrAdd(kind, _ => []).Enqueue(Encoding.Latin1.GetString(body.ToArray()));
    }
}
