using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace NewsWatch.EndToEnd;

/// <summary>One of the five articles: its outlet's host, its title and its paragraphs.</summary>
internal sealed record Seed(string Key, string Host, string Title, IReadOnlyList<string> Paragraphs)
{
    public string Address => $"http://{Host}/{Key}";

    public string ArticleId => Ids.Derive("article", Address);
}

/// <summary>Serves the five articles as pages of their outlets, each behind a feed that carries it once it is published.</summary>
internal sealed class SeedServer : IAsyncDisposable
{
    /// <summary>The file's number, its outlet's host, and which of its lines with words is the headline.</summary>
    private static readonly (string Key, string Host, int TitleLine)[] Known =
    [
        ("000", "allinoneaicenter.com", 3),
        ("001", "ainews-wire.example", 0),
        ("002", "the-decoder.com", 0),
        ("003", "forum.gnoppix.org", 0),
        ("004", "www.ft.com", 2),
    ];

    private readonly WebApplication _app;
    private readonly IReadOnlyDictionary<string, Seed> _seeds;
    private readonly ConcurrentDictionary<string, DateTimeOffset> _published = new();

    private SeedServer(WebApplication app, IReadOnlyDictionary<string, Seed> seeds)
    {
        _app = app;
        _seeds = seeds;
    }

    public IEnumerable<string> Hosts => _seeds.Values.Select(seed => seed.Host);

    public IEnumerable<string> Feeds => _seeds.Values.Select(seed => $"http://{seed.Host}/feed");

    public string Place => new Uri(_app.Urls.First()).Authority;

    public static IReadOnlyDictionary<string, Seed> Read(string folder) =>
        Known.ToDictionary(known => known.Key, known =>
        {
            var lines = File.ReadLines(Directory.GetFiles(folder, $"{known.Key}_*.txt").Single())
                .Select(line => line.Trim()).Where(line => line.Length > 0).ToList();
            return new Seed(known.Key, known.Host, lines[known.TitleLine], [.. lines.Skip(known.TitleLine + 1)]);
        });

    public static async Task<SeedServer> Start(IReadOnlyDictionary<string, Seed> seeds)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new SeedServer(app, seeds);
        app.Run(server.Answer);
        await app.StartAsync();
        return server;
    }

    public void Publish(string key) => _published[key] = TimeProvider.System.GetUtcNow();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private Task Answer(HttpContext http)
    {
        var seed = _seeds.Values.FirstOrDefault(seed => seed.Host == http.Request.Host.Host);
        if (seed is not null && http.Request.Path == "/feed")
            return http.Response.WriteAsync(Feed(seed), http.RequestAborted);

        if (seed is not null && http.Request.Path == $"/{seed.Key}" && _published.ContainsKey(seed.Key))
        {
            http.Response.ContentType = "text/html; charset=utf-8";
            return http.Response.WriteAsync(Page(seed), http.RequestAborted);
        }

        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private string Feed(Seed seed)
    {
        var item = _published.TryGetValue(seed.Key, out var published)
            ? $"<item><title>{Encode(seed.Title)}</title><link>{seed.Address}</link><guid>{seed.Address}</guid><pubDate>{published:R}</pubDate></item>"
            : "";
        return $"""<?xml version="1.0"?><rss version="2.0"><channel><title>{seed.Host}</title><link>http://{seed.Host}/</link><description>d</description>{item}</channel></rss>""";
    }

    private static string Page(Seed seed) =>
        $"""
        <!doctype html><html lang="en"><head><meta charset="utf-8"><title>{Encode(seed.Title)}</title></head>
        <body><nav><a href="/">Home</a></nav><article><h1>{Encode(seed.Title)}</h1>
        {string.Concat(seed.Paragraphs.Select(paragraph => $"<p>{Encode(paragraph)}</p>\n"))}</article></body></html>
        """;

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
