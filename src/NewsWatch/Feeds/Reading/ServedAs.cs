namespace NewsWatch.Feeds.Reading;

/// <summary>What the answer's headers say about a document. Any of it may be missing or wrong.</summary>
internal sealed class ServedAs
{
    public ServedAs(string? contentType, Uri? address, IReadOnlyDictionary<string, string>? headers)
    {
        contentType ??= Header(headers, "Content-Type");
        var parts = contentType?.Split(';', 12) ?? [];
        MediaType = parts.Length > 0 ? parts[0].Trim().ToLowerInvariant() : "";
        foreach (var part in parts.Skip(1))
        {
            var equals = part.IndexOf('=');
            if (equals > 0 && part[..equals].Trim().Equals("charset", StringComparison.OrdinalIgnoreCase))
                Charset ??= part[(equals + 1)..].Trim().Trim('"', '\'').Trim();
        }

        address = address is { IsAbsoluteUri: true } && Links.IsWeb(address) ? address : null;
        Base = Links.Base(Header(headers, "Content-Location"), address) ?? address;
        Language = Languages.Tag(Header(headers, "Content-Language")?.Split(',')[0]);
        (Hub, Self) = (Relation(headers, "hub"), Relation(headers, "self"));
    }

    public string MediaType { get; }

    public string? Charset { get; }

    /// <summary>What relative links start from; null where nothing says.</summary>
    public Uri? Base { get; }

    public string? Language { get; }

    public string? Hub { get; }

    public string? Self { get; }

    /// <summary>True where the type names something else than a feed could be.</summary>
    public bool IsMisleading => MediaType.Length > 0 && !MediaType.Contains("xml", StringComparison.Ordinal) && !MediaType.Contains("json", StringComparison.Ordinal)
        && !MediaType.Contains("rss", StringComparison.Ordinal) && !MediaType.Contains("atom", StringComparison.Ordinal);

    private static string? Header(IReadOnlyDictionary<string, string>? headers, string name)
    {
        if (headers is null)
            return null;
        foreach (var (key, value) in headers)
        {
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase))
                return value;
        }

        return null;
    }

    // Link: <https://hub.example/>; rel="hub", <https://example.org/feed>; rel="self"
    private string? Relation(IReadOnlyDictionary<string, string>? headers, string relation)
    {
        foreach (var link in Header(headers, "Link")?.Split(',') ?? [])
        {
            var (open, close) = (link.IndexOf('<'), link.IndexOf('>'));
            if (open >= 0 && close > open && link.AsSpan(close).Contains("rel=", StringComparison.OrdinalIgnoreCase)
                && link[close..].Split('=', ' ', '"', ';').Contains(relation, StringComparer.OrdinalIgnoreCase))
            {
                return Links.Absolute(link.AsSpan(open + 1, close - open - 1), Base);
            }
        }

        return null;
    }
}
