using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace NewsWatch.EndToEnd;

/// <summary>An outlet whose feed and pages carry everything that would run or be fetched in a browser, and a canary that such a thing would call.</summary>
internal sealed partial class HostileServer : IAsyncDisposable
{
    public const string Host = "brindle.example";

    /// <summary>What a payload does if it runs: it marks the document and calls the canary.</summary>
    private const string Run = "document.documentElement.setAttribute(`data-ran`,1);new Image().src=`http://canary.example/canary`";

    /// <summary>Markup that survives careless cleaning, or changes its meaning when it is read again.</summary>
    public static readonly IReadOnlyList<string> Payloads =
    [
        $"<script>{Run}</script>", $"<img src=x onerror={Run}>", $"<svg onload={Run}></svg>", $"<svg><script>{Run}</script></svg>", $"<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror={Run}&gt;\">",
        $"<svg></p><style><a id=\"</style><img src=1 onerror={Run}>\">", $"<noscript><p title=\"</noscript><img src=x onerror={Run}>\">", $"<xmp><p title=\"</xmp><img src=x onerror={Run}>\">",
        $"<template><script>{Run}</script></template>", $"<iframe srcdoc=\"<script>{Run}</script>\"></iframe>", $"<!--><img src=x onerror={Run}>-->", $"<!-- --!><img src=x onerror={Run}>", $"<![CDATA[<script>{Run}</script>]]>",
        $"&lt;script&gt;{Run}&lt;/script&gt;", $"&amp;lt;img src=x onerror={Run}&amp;gt;", $"\"><script>{Run}</script>", $"' onmouseover={Run} autofocus onfocus={Run} x='", $"</title><script>{Run}</script>", $"</style></textarea></noembed><script>{Run}</script>",
        $"<scr<script></script>ipt>{Run}</scr</script>ipt>", $"<a href=\"java&#9;script:{Run}\">x</a>", "<link rel=stylesheet href=http://canary.example/canary>", "<style>@import url(http://canary.example/canary);*{background:url(//canary.example/canary)}</style>",
        "<img src=http://canary.example/canary>", "<iframe src=http://canary.example/canary></iframe>", "<object data=http://canary.example/canary></object>", "<embed src=http://canary.example/canary>", "<base href=http://canary.example/canary/>",
        "<meta http-equiv=refresh content='0;url=http://canary.example/canary'>", "<form action=http://canary.example/canary><button formaction=http://canary.example/canary>x</button></form>", "<a ping=http://canary.example/canary href=x>x</a>",
        "<video poster=http://canary.example/canary><source src=http://canary.example/canary></video>", "<input type=image src=http://canary.example/canary>", "<body background=http://canary.example/canary>", "<div style=\"background:url(http://canary.example/canary)\">x</div>",
    ];

    private static readonly string[] Headlines =
    [
        "Keeper of Brindle Lock retires after forty years", "Velmouth counts its swans from the air", "Lantern Systems opens a school for pilots of cranes", "Tea prices in Okoro fall for a third month",
        "Choir of the harbour sings to an empty quay", "Snow closes the pass above Dalmar",
    ];

    private readonly WebApplication _app;
    private readonly IReadOnlyList<string> _more;
    private int _polls;
    private int _canary;
    private DateTimeOffset? _published;

    private HostileServer(WebApplication app, IReadOnlyList<string> more)
    {
        _app = app;
        _more = more;
    }

    public static int Items => Headlines.Length;

    public string Place => new Uri(_app.Urls.First()).Authority;

    public int Polls => Volatile.Read(ref _polls);

    /// <summary>How often something that was not to run, or be fetched, called.</summary>
    public int Canary => Volatile.Read(ref _canary);

    /// <summary>From now on the feed carries its items.</summary>
    public void Publish() => _published = TimeProvider.System.GetUtcNow();

    /// <param name="folder">Feeds whose bodies are carried too: the sanitizer suite.</param>
    public static async Task<HostileServer> Start(string folder)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var bodies = Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).Select(File.ReadAllText).SelectMany(text => Bodies().Matches(text)).Select(match => WebUtility.HtmlDecode(match.Groups["body"].Value));
        var server = new HostileServer(app, [.. bodies]);
        app.Run(server.Answer);
        await app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private Task Answer(HttpContext http)
    {
        if (http.Request.Path.Value!.Contains("canary", StringComparison.Ordinal))
            Interlocked.Increment(ref _canary);
        if (http.Request.Host.Host == Host && http.Request.Path == "/feed")
        {
            Interlocked.Increment(ref _polls);
            return http.Response.WriteAsync(Feed(_published), http.RequestAborted);
        }

        if (http.Request.Host.Host == Host && int.TryParse(http.Request.Path.Value.TrimStart('/'), out var item) && item < Items)
        {
            http.Response.ContentType = "text/html; charset=utf-8";
            return http.Response.WriteAsync($"<!doctype html><html><head><title>{Headlines[item]}</title></head><body><article><h1>{Headlines[item]}</h1>{Body(item)}</article></body></html>", http.RequestAborted);
        }

        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    /// <summary>Odd items bring their text along, even ones leave it to their page.</summary>
    private string Feed(DateTimeOffset? published)
    {
        var items = Enumerable.Range(0, published is null ? 0 : Items).Select(item =>
            $"<item><title>{Escaped($"{Headlines[item]} {Payloads[item]}")}</title><link>http://{Host}/{item}</link><guid>{item}</guid><pubDate>{published:R}</pubDate><dc:creator>{Escaped($"Ines {Payloads[^(item + 1)]}")}</dc:creator>"
            + $"<category>{Escaped(Payloads[item + 8])}</category><description>{Escaped(item % 2 == 0 ? "A short word of it." : Body(item))}</description></item>");
        return $"""<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>{Escaped($"Brindle {Payloads[1]}")}</title><link>http://{Host}/</link>{string.Concat(items)}</channel></rss>""";
    }

    private string Body(int item)
    {
        var payloads = Payloads.Concat(_more).Where((_, index) => index % Items == item);
        return string.Concat(payloads.Select((payload, index) =>
            $"<p>Sentence {index} of the report says plainly what happened at place {item}, who saw it there, and what the {Headlines[item].ToLowerInvariant()} meant to them. {payload}</p>\n"));
    }

    private static string Escaped(string text) => WebUtility.HtmlEncode(text);

    [GeneratedRegex("<(?:content|description|summary|title)\\b[^>]*>(?<body>.*?)</(?:content|description|summary|title)>", RegexOptions.Singleline | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Bodies();
}
