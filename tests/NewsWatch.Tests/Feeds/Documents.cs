using System.Text;
using NewsWatch.Feeds;

namespace NewsWatch.Tests.Feeds;

/// <summary>Short ways to a parsed feed from a document written out in a test.</summary>
internal static class Documents
{
    public static readonly DateTimeOffset Now = new(2025, 6, 1, 12, 0, 0, TimeSpan.Zero);

    public static readonly Uri Address = new("https://news.example/feeds/all.xml");

    private const string Namespaces =
        """
        xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
        xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:atom="http://www.w3.org/2005/Atom"
        xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" xmlns:wfw="http://wellformedweb.org/CommentAPI/" xmlns:slash="http://purl.org/rss/1.0/modules/slash/"
        """;

    public static ParsedFeed Read(string document, string? contentType = null, IReadOnlyDictionary<string, string>? headers = null) =>
        FeedReader.Read(Encoding.UTF8.GetBytes(document), contentType, Address, Now, headers);

    public static ParsedFeed Read(byte[] document, string? contentType = null) => FeedReader.Read(document, contentType, Address, Now);

    /// <summary>RSS 2.0 around a channel's children.</summary>
    public static string Rss(string channel) => $"<rss version=\"2.0\" {Namespaces}><channel>{channel}</channel></rss>";

    /// <summary>The one entry of an RSS item with these children.</summary>
    public static FeedEntry Item(string children) => Read(Rss($"<item>{children}</item>")).Entries.ShouldHaveSingleItem();

    /// <summary>Atom 1.0 around a feed's children.</summary>
    public static string Atom(string children) => $"<feed xmlns=\"http://www.w3.org/2005/Atom\">{children}</feed>";

    /// <summary>The one entry of an Atom entry with these children.</summary>
    public static FeedEntry Entry(string children) => Read(Atom($"<entry>{children}</entry>")).Entries.ShouldHaveSingleItem();
}
