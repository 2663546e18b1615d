namespace NewsWatch.Delivery;

/// <summary>Where our own pages are, for links in messages; nothing where none are served.</summary>
/// <param name="Base">The address that readers reach the pages at, from configuration: never from a request.</param>
public sealed record PageAddresses(Uri? Base)
{
    public Uri? Story(string storyId) => At($"stories/{storyId}");

    /// <summary>Takes the POST that unsubscribes; a GET only shows a button.</summary>
    public Uri? Unsubscribe(string token) => At($"unsubscribe/{token}");

    /// <summary>How the feeds do.</summary>
    public Uri? Feeds => At("feeds");

    private Uri? At(string path) => Base is null ? null : new Uri(Base.AbsoluteUri.EndsWith('/') ? Base : new Uri(Base.AbsoluteUri + '/'), path);
}
