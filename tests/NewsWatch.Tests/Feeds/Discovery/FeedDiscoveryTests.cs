using System.Text;
using NewsWatch.Feeds.Discovery;
using NewsWatch.Tests.Outbound;

namespace NewsWatch.Tests.Feeds.Discovery;

public sealed class FeedDiscoveryTests
{
    private const string Rss =
        "<rss version=\"2.0\"><channel><title>Paper</title><item><title>One</title><link>https://paper.example/1</link></item></channel></rss>";

    [Fact]
    public async Task A_feed_is_found_as_itself() =>
        (await Find(_ => Rss)).Feeds.ShouldHaveSingleItem().ShouldBe(new FoundFeed(new Uri("http://paper.example/"), "Paper", "rss2.0", 1, "given"));

    [Fact]
    public async Task What_the_page_names_is_fetched_and_kept_where_it_is_a_feed()
    {
        var found = await Find(path => path switch
        {
            "/" => "<html><head><link rel=alternate type=application/rss+xml href=/news.xml><link rel=alternate type=application/rss+xml href=/gone.xml></head></html>",
            "/news.xml" => Rss,
            _ => null,
        });
        var feed = found.Feeds.ShouldHaveSingleItem();
        (feed.Address.AbsolutePath, feed.FoundIn).ShouldBe(("/news.xml", "page"));
    }

    [Fact]
    public async Task Without_a_word_on_the_page_the_usual_places_are_tried()
    {
        var found = await Find(path => path switch { "/" => "<html><body>Hello</body></html>", "/feed.xml" => Rss, _ => null });
        found.Feeds.ShouldHaveSingleItem().FoundIn.ShouldBe("usual place");
    }

    [Fact]
    public async Task A_news_sitemap_that_robots_txt_names_is_the_last_resort()
    {
        var found = await Find(path => path switch
        {
            "/" => "<html><body>Hello</body></html>",
            "/robots.txt" => "User-agent: *\nSitemap: http://paper.example/maps/news.xml\n",
            "/maps/news.xml" => "<?xml version=\"1.0\"?><urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:news=\"http://www.google.com/schemas/sitemap-news/0.9\">"
                + "<url><loc>http://paper.example/1</loc><news:news><news:title>One</news:title><news:publication_date>2026-03-01</news:publication_date></news:news></url></urlset>",
            _ => null,
        });
        var feed = found.Feeds.ShouldHaveSingleItem();
        (feed.Format, feed.FoundIn).ShouldBe(("sitemap", "sitemap"));
    }

    [Fact]
    public async Task A_page_that_names_thousands_costs_a_bounded_number_of_requests()
    {
        var links = string.Concat(Enumerable.Range(0, 5000).Select(i => $"<link rel=alternate type=application/rss+xml href=/f{i}>"));
        await using var server = Serve(path => path == "/" ? $"<html><head>{links}</head></html>" : null);
        using var client = Clients.For(server);

        (await new FeedDiscovery(client, TimeProvider.System).Find(new Uri("http://paper.example/"), TestContext.Current.CancellationToken)).Feeds.ShouldBeEmpty();
        server.Requests.Count.ShouldBeLessThanOrEqualTo(FeedDiscovery.MostRequests + 1);
    }

    [Fact]
    public async Task A_site_that_is_not_reached_and_a_private_one_say_why()
    {
        (await Find(_ => null)).Problem.ShouldBe("the server answered 404");
        await using var canary = RawServer.Canary();
        using var client = new NewsWatch.Outbound.GuardedClient(Clients.Options);
        var found = await new FeedDiscovery(client, TimeProvider.System).Find(new Uri($"http://127.0.0.1:{canary.Port}/"), TestContext.Current.CancellationToken);
        found.Problem.ShouldNotBeNull().ShouldContain("not on the public internet");
        canary.Connections.ShouldBe(0);
    }

    private static async Task<FoundFeeds> Find(Func<string, string?> site)
    {
        await using var server = Serve(site);
        using var client = Clients.For(server);
        return await new FeedDiscovery(client, TimeProvider.System).Find(new Uri("http://paper.example/"), TestContext.Current.CancellationToken);
    }

    private static RawServer Serve(Func<string, string?> site) => new(async (head, stream, cancellation) =>
    {
        var body = site(head.Split(' ')[1]);
        var bytes = Encoding.UTF8.GetBytes(body ?? "");
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes($"HTTP/1.1 {(body is null ? "404 Not Found" : "200 OK")}\r\nContent-Length: {bytes.Length}\r\nConnection: close\r\n\r\n"), cancellation);
        await stream.WriteAsync(bytes, cancellation);
    });
}
