using NewsWatch.Alerts;
using NewsWatch.Articles;

namespace NewsWatch.Delivery;

/// <summary>All that an alert's text is made of.</summary>
/// <param name="Alert">What is told.</param>
/// <param name="Article">The article that carries it.</param>
/// <param name="Story">Its story as it stands now.</param>
/// <param name="Subscription">Who is told.</param>
/// <param name="Why">What of the subscription's query the article met, in words: <c>topic:regulation</c>.</param>
/// <param name="Links">Where our pages are, if they are served.</param>
public sealed record AlertNews(
    Alert Alert,
    Article Article,
    StoryFacts Story,
    Subscription Subscription,
    IReadOnlyList<string> Why,
    PageLinks Links);

/// <summary>Addresses of our own pages for use in messages; null where no page is served to the reader.</summary>
/// <param name="Story">The story's page.</param>
/// <param name="Unsubscribe">Takes the POST that unsubscribes (RFC 8058); a GET only shows a button.</param>
public sealed record PageLinks(Uri? Story = null, Uri? Unsubscribe = null)
{
    public static PageLinks None { get; } = new();
}
