using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace NewsWatch.Tests.Adapters;

/// <summary>A node that answers what a test wants, to see what the client makes of it; without a script it is an Elasticsearch that holds nothing.</summary>
internal sealed class ScriptedElasticsearch : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ScriptedElasticsearch(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.First());

    public List<string> Requests { get; } = [];

    public List<string?> Authorizations { get; } = [];

    /// <summary>The status of each item of a bulk, by its document's id; 201 where this says nothing.</summary>
    public Func<string, int> Item { get; set; } = _ => 201;

    /// <summary>The status of a whole request, by its path; 200 where this says nothing.</summary>
    public Func<string, int> Whole { get; set; } = _ => 200;

    public static async Task<ScriptedElasticsearch> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new ScriptedElasticsearch(builder.Build());
        server._app.Run(server.Answer);
        await server._app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task Answer(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
        var (path, body) = (http.Request.Path.Value!, await reader.ReadToEndAsync(http.RequestAborted));
        lock (Requests)
        {
            Requests.Add($"{http.Request.Method} {path}");
            Authorizations.Add(http.Request.Headers.Authorization);
        }

        http.Response.StatusCode = Whole(path);
        await http.Response.WriteAsync(
            http.Response.StatusCode >= 300
                ? """{"error":{"root_cause":[{"type":"some_exception","reason":"for some reason"}],"type":"x","reason":"y"},"status":500}"""
                : Body(path, body),
            http.RequestAborted);
    }

    private string Body(string path, string body) => path switch
    {
        "/_bulk" => Bulk(body),
        "/_mget" => MultiGet(body),
        _ when path.EndsWith("-articles-v*", StringComparison.Ordinal) => """{"x-articles-v2-1":{"aliases":{"x-articles":{}},"mappings":{"_meta":{"version":2,"whole":true}}}}""",
        _ when path.StartsWith("/_cluster/health", StringComparison.Ordinal) => """{"status":"green"}""",
        _ => "{}",
    };

    private string Bulk(string body)
    {
        var items = body.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where((_, i) => i % 2 == 0).Select(line =>
        {
            using var action = JsonDocument.Parse(line);
            var status = Item(action.RootElement.GetProperty("index").GetProperty("_id").GetString()!);
            var error = status < 300 ? "" : $",\"error\":{{\"type\":\"t{status}\",\"reason\":\"because\"}}";
            return $"{{\"index\":{{\"status\":{status}{error}}}}}";
        });
        return $$"""{"errors":true,"items":[{{string.Join(',', items)}}]}""";
    }

    private static string MultiGet(string body)
    {
        using var wanted = JsonDocument.Parse(body);
        return $$"""{"docs":[{{string.Join(',', wanted.RootElement.GetProperty("docs").EnumerateArray().Select(document =>
            document.GetProperty("_id").GetString() == "state"
                ? """{"_id":"state","found":true,"_seq_no":1,"_primary_term":1,"_source":{"last":5}}"""
                : """{"_id":"a","found":false}"""))}}]}""";
    }
}
