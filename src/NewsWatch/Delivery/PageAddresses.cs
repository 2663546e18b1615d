namespace NewsWatch.Delivery;

/// <summary>Where our own pages are, for links in messages; nothing where none are served.</summary>
/// <param name="Base">The address that readers reach the pages at, from configuration: never from a request.</param>
public sealed record PageAddresses(Uri? Base)
{
    public Uri? Story(string storyId) => Base is null ? null : new Uri(Base, $"/stories/{storyId}");
}
