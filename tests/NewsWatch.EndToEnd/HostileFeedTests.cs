using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using NewsWatch.Sqlite;

namespace NewsWatch.EndToEnd;

/// <summary>
/// Row 24 of the scorecard: what a hostile feed and its pages carry is read by the real binary, and its own pages and mails are opened in a real
/// browser from files, so that no header of ours protects them.
/// </summary>
public sealed partial class HostileFeedTests
{
    private static readonly string[] Foreign = ["script", "iframe", "object", "embed", "form", "base", "img", "video", "audio", "input", "noscript", "template", "frame"];

    [Fact]
    public async Task Nothing_that_a_feed_or_page_carries_runs_or_is_fetched_in_our_pages_and_mails()
    {
        var chromium = Services.Chromium();
        using var folder = new Folder();
        await using var server = await HostileServer.Start(Path.Combine(Services.Shared(), "data", "feeds", "feedparser", "wellformed", "sanitize"));
        var browser = new Browser(chromium, Path.Combine(folder.Path, "profile"), server.Place);

        // The browser does run what is left in.
        (await browser.Open(folder.Write("control.html", $"<html><body>{HostileServer.Payloads[0]}</body></html>"))).ShouldContain("data-ran");
        server.Canary.ShouldBeGreaterThan(0);
        var before = server.Canary;

        foreach (var file in await Written(folder, server))
            ShouldBeHarmless(await browser.Open(file), file);

        server.Canary.ShouldBe(before, "something was fetched that a feed or page named");
    }

    /// <summary>The first page, stories and mails, as the program writes them after the feed's items came in.</summary>
    private static async Task<List<string>> Written(Folder folder, HostileServer server)
    {
        var web = $"http://127.0.0.1:{FreePort()}";
        using var newswatch = Newswatch.Start("run", "--config", Configure(folder, server, web), "--data", folder.Path);

        // What a feed carries when it is first read is told to nobody: the first, empty, answer is in when it is asked again.
        await Until(() => Task.FromResult(server.Polls > 1), newswatch);
        server.Publish();
        await Until(async () => await Settled(folder.Path) == HostileServer.Items, newswatch);

        // A reader of our pages, not a fetch of the product's.
#pragma warning disable RS0030
        using var client = new HttpClient { BaseAddress = new Uri(web) };
#pragma warning restore RS0030
        var home = await Get(client, "/", newswatch);
        var pages = new List<string> { folder.Write("home.html", home) };
        foreach (var story in Story().Matches(home).Select(match => match.Value).Distinct())
            pages.Add(folder.Write($"story{pages.Count}.html", await Get(client, story, newswatch)));

        pages.Count.ShouldBeGreaterThan(1, home);
        var mails = Directory.GetFiles(Path.Combine(folder.Path, "mail"), "*.eml");
        mails.ShouldNotBeEmpty();
        foreach (var mail in mails)
            pages.Add(folder.Write($"mail{pages.Count}.html", HtmlOf(File.ReadAllText(mail))));

        newswatch.Kill();
        await newswatch.End(TimeSpan.FromSeconds(30));
        return pages;
    }

    private static async Task<string> Get(HttpClient client, string path, Newswatch newswatch)
    {
        using var answer = await client.GetAsync(path, TestContext.Current.CancellationToken);
        answer.IsSuccessStatusCode.ShouldBeTrue($"{path} answered {(int)answer.StatusCode}; the program said:\n{newswatch.Output}\n{newswatch.Errors}");
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private static void ShouldBeHarmless(string document, string file)
    {
        using var page = new HtmlParser().ParseDocument(document);
        page.DocumentElement.HasAttribute("data-ran").ShouldBeFalse(file);
        page.Body!.TextContent.Length.ShouldBeGreaterThan(100, file);
        foreach (var element in page.All)
        {
            Foreign.ShouldNotContain(element.LocalName, file);
            foreach (var attribute in element.Attributes)
            {
                attribute.Name.ShouldNotStartWith("on", Case.Insensitive, file);
                (attribute.Name is "href" or "src" && attribute.Value.Contains("script:", StringComparison.OrdinalIgnoreCase)).ShouldBeFalse($"{file}: {attribute.Value}");
            }
        }
    }

    private static string Configure(Folder folder, HostileServer server, string web)
    {
        folder.Write("feeds.opml", $"""<opml version="2.0"><body><outline type="rss" text="Brindle" xmlUrl="http://{HostileServer.Host}/feed" /></body></opml>""");
        folder.Write("subscriptions.yaml", "subscriptions:\n  - id: desk\n    name: Desk\n    query: \"*\"\n    cadence: instant\n    channels: [{ folder: mail }]\n");
        var config = Path.Combine(AppContext.BaseDirectory, "config").Replace('\\', '/');
        return folder.Write("newswatch.json", $$"""
            {
              "scope": "everything",
              "web": "{{web}}",
              "feeds": "feeds.opml",
              "subscriptions": "subscriptions.yaml",
              "topics": "{{config}}/topics.yaml",
              "entities": ["{{config}}/entities.yaml"],
              "outlets": ["{{config}}/outlets.yaml"],
              "polling": { "default": "0:00:01", "floor": "0:00:01", "cap": "0:00:02", "spacingPerDomain": "0:00:00.1" },
              "outbound": { "connectTo": { "{{HostileServer.Host}}": "{{server.Place}}" } }
            }
            """);
    }

    /// <summary>How many of the feed's items were told, and have been delivered, or held back.</summary>
    private static async Task<int> Settled(string data)
    {
        await using var database = SqliteDatabase.Open(Path.Combine(data, "newswatch.db"), TimeProvider.System);
        if (!await new SqliteWorkStore(database).Idle(TimeProvider.System.GetUtcNow(), TestContext.Current.CancellationToken))
            return 0;

        var alerts = new SqliteAlertStore(database);
        var told = await alerts.Latest(int.MaxValue, TestContext.Current.CancellationToken);
        return told.Count + (await alerts.HeldBack(int.MaxValue, TestContext.Current.CancellationToken)).Count;
    }

    private static async Task Until(Func<Task<bool>> holds, Newswatch newswatch)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        while (!await holds())
        {
            limit.IsCancellationRequested.ShouldBeFalse($"it did not come; the program said:\n{newswatch.Output}\n{newswatch.Errors}");
            (await newswatch.End(TimeSpan.FromMilliseconds(200))).ShouldBeNull($"the program ended:\n{newswatch.Output}\n{newswatch.Errors}");
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string HtmlOf(string mail)
    {
        var part = Part().Match(mail);
        part.Success.ShouldBeTrue(mail);
        var body = part.Groups["body"].Value;
        if (part.Groups["how"].Value == "base64")
            return Encoding.UTF8.GetString(Convert.FromBase64String(body));

        var bytes = new List<byte>();
        var joined = body.Replace("=\r\n", "", StringComparison.Ordinal);
        for (var i = 0; i < joined.Length; i++)
        {
            var isEscaped = joined[i] == '=';
            bytes.Add(isEscaped ? Convert.FromHexString(joined.AsSpan(i + 1, 2))[0] : (byte)joined[i]);
            i += isEscaped ? 2 : 0;
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    [GeneratedRegex("/stories/[0-9a-zA-Z_-]+", RegexOptions.NonBacktracking)]
    private static partial Regex Story();

    [GeneratedRegex("Content-Type: text/html.*?Content-Transfer-Encoding: (?<how>base64|quoted-printable).*?\r\n\r\n(?<body>.*?)\r\n--", RegexOptions.Singleline | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Part();
}
