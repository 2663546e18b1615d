using NewsWatch.Feeds.Reading;

namespace NewsWatch.Feeds;

/// <summary>Reads a feed document of any format out of its bytes. Never throws, whatever the bytes; its time grows with their number.</summary>
public static class FeedReader
{
    /// <summary>
    /// Reads <paramref name="body"/>, which is decompressed. <paramref name="contentType"/> is the HTTP header, a hint and no more;
    /// <paramref name="address"/> is where it was fetched and the base of relative links; <paramref name="now"/> bounds dates in the future;
    /// of <paramref name="headers"/> Content-Location, Content-Language and Link are read.
    /// </summary>
    public static ParsedFeed Read(
        ReadOnlyMemory<byte> body,
        string? contentType,
        Uri? address,
        DateTimeOffset now,
        IReadOnlyDictionary<string, string>? headers = null)
    {
        var served = new ServedAs(contentType, address, headers);
        using var document = new FeedDocument(body, served, now);
        return document.Read();
    }
}
