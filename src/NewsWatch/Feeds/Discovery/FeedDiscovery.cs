using NewsWatch.Outbound;

namespace NewsWatch.Feeds.Discovery;

/// <summary>A feed found for a site.</summary>
/// <param name="Address">Where it is.</param>
/// <param name="Title">What it calls itself.</param>
/// <param name="Format">See <see cref="ParsedFeed.Format"/>.</param>
/// <param name="Entries">How many entries it holds now.</param>
/// <param name="FoundIn">"given", "page", "usual place" or "sitemap".</param>
public sealed record FoundFeed(Uri Address, string? Title, string Format, int Entries, string FoundIn);

/// <summary>What came of looking.</summary>
/// <param name="Feeds">Feeds that were fetched and read, best first.</param>
/// <param name="Problem">Why the site itself could not be read, in words, or null.</param>
public sealed record FoundFeeds(IReadOnlyList<FoundFeed> Feeds, string? Problem);

/// <summary>
/// Finds a site's feeds because somebody asks: the address itself, what its page names, then the usual places, then the sitemaps. One
/// request at a time, at most <see cref="MostRequests"/>, through the guarded client; polling itself never guesses an address.
/// </summary>
public sealed class FeedDiscovery(GuardedClient client, TimeProvider clock)
{
    /// <summary>More would be a scan.</summary>
    public const int MostRequests = 20;

    private const int MostFeeds = 10;
    private const long MostBytes = 5 * 1024 * 1024;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    private static readonly string[] UsualPlaces = ["/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/feed.json"];

    private static readonly string[] Sitemaps = ["/news-sitemap.xml", "/sitemap-news.xml", "/sitemap.xml"];

    /// <summary>Looks for the feeds of this site or page.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async Task<FoundFeeds> Find(Uri address, CancellationToken cancellation)
    {
        var search = new Search(client, clock, cancellation);
        var (page, problem) = await search.Read(address);
        if (page is not { } answered)
            return new FoundFeeds([], problem);

        if (answered.Document.Error is null)
            return new FoundFeeds([Search.Found(answered, "given")], null);

        foreach (var link in answered.Document.Discovered)
            if (Uri.TryCreate(link.Url, UriKind.Absolute, out var named))
                await search.Look(named, "page");

        if (search.Feeds.Count == 0)
            foreach (var place in UsualPlaces)
                await search.Look(new Uri(answered.Address, place), "usual place");

        if (search.Feeds.Count == 0)
            foreach (var place in await search.SitemapsOf(answered.Address, Sitemaps))
                await search.Look(place, "sitemap");

        return new FoundFeeds(search.Feeds, null);
    }

    private sealed class Search(GuardedClient client, TimeProvider clock, CancellationToken cancellation)
    {
        private readonly HashSet<Uri> _asked = [];
        private readonly List<FoundFeed> _feeds = [];

        public List<FoundFeed> Feeds => _feeds;

        public static FoundFeed Found((Uri Address, ParsedFeed Document) page, string where) =>
            new(page.Address, page.Document.Feed.Title, page.Document.Format, page.Document.Entries.Count, where);

        public async Task<((Uri Address, ParsedFeed Document)? Page, string? Problem)> Read(Uri address)
        {
            if (_asked.Count >= MostRequests || !_asked.Add(address))
                return (null, null);

            try
            {
                var answer = await client.Send(new FetchRequest(address) { MaxBytes = MostBytes, CutAtMaxBytes = true, Deadline = Deadline }, cancellation);
                return answer.IsSuccess
                    ? ((answer.Address, FeedReader.Read(answer.Body, answer.ContentType, answer.Address, clock.GetUtcNow())), null)
                    : (null, $"the server answered {answer.Status}");
            }
            catch (FetchException problem)
            {
                return (null, problem.Message);
            }
        }

        /// <summary>Keeps what is a feed with something in it.</summary>
        public async Task Look(Uri address, string where)
        {
            if (_feeds.Count < MostFeeds
                && (await Read(address)).Page is { } page && page.Document is { Error: null, Entries.Count: > 0, Format: not "sitemapindex" }
                && _feeds.TrueForAll(known => known.Address != page.Address))
            {
                _feeds.Add(Found(page, where));
            }
        }

        /// <summary>The sitemaps that robots.txt names, and the usual ones.</summary>
        public async Task<IReadOnlyList<Uri>> SitemapsOf(Uri site, IEnumerable<string> usual)
        {
            var named = new List<Uri>();
            try
            {
                _asked.Add(new Uri(site, "/robots.txt"));
                var robots = await client.Send(
                    new FetchRequest(new Uri(site, "/robots.txt")) { MaxBytes = 512 * 1024, CutAtMaxBytes = true, Deadline = Deadline }, cancellation);
                foreach (var line in System.Text.Encoding.UTF8.GetString(robots.Body).AsSpan().EnumerateLines())
                {
                    if (line.Trim().StartsWith("sitemap:", StringComparison.OrdinalIgnoreCase)
                        && Uri.TryCreate(site, line.Trim()["sitemap:".Length..].Trim().ToString(), out var sitemap) && named.Count < MostFeeds)
                    {
                        named.Add(sitemap);
                    }
                }
            }
            catch (FetchException)
            {
                // A site without robots.txt may still have its sitemap in the usual place.
            }

            // News sitemaps first: the others list a site's pages of all times.
            return [.. named.OrderBy(place => place.AbsoluteUri.Contains("news", StringComparison.OrdinalIgnoreCase) ? 0 : 1), .. usual.Select(place => new Uri(site, place))];
        }
    }
}
