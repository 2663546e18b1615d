using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace NewsWatch.EndToEnd;

/// <summary>A paper whose feed is empty until its one article is published.</summary>
internal sealed class OnePaper : IAsyncDisposable
{
    public const string Headline = "Harbour town stops the face recognition on its quays";

    private readonly WebApplication _app;
    private int _polls;
    private volatile string _item = "";

    private OnePaper(WebApplication app) => _app = app;

    public static string Feed => "http://paper.example/feed";

    public string Place => new Uri(_app.Urls.First()).Authority;

    /// <summary>How often the feed was asked for.</summary>
    public int Polls => _polls;

    public static async Task<OnePaper> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var paper = new OnePaper(builder.Build());
        paper._app.Run(paper.Answer);
        await paper._app.StartAsync(TestContext.Current.CancellationToken);
        return paper;
    }

    public void Publish() => _item =
        $"""
        <item><title>{Headline}</title><link>http://paper.example/quays</link><guid>http://paper.example/quays</guid><pubDate>{TimeProvider.System.GetUtcNow():R}</pubDate>
        <description>{string.Join(' ', Enumerable.Repeat("The council of Tarrow voted on Tuesday to switch off the cameras with face recognition on its quays, the mayor, Ines Kolb, said; the algorithm had named forty innocent dockers in a year.", 3))}</description></item>
        """;

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private Task Answer(HttpContext http)
    {
        if (http.Request.Path != "/feed")
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        Interlocked.Increment(ref _polls);
        return http.Response.WriteAsync($"""<rss version="2.0"><channel><title>The Paper</title><link>http://paper.example/</link><description>d</description>{_item}</channel></rss>""");
    }
}
