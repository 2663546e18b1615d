using System.Net.Http.Headers;

namespace NewsWatch.Outbound;

/// <summary>
/// An answer's headers as the server wrote them, one character per byte (Latin-1). The framework's typed headers drop what does not
/// parse, such as an ETag without quotes, and what is dropped cannot be replayed.
/// </summary>
public sealed class RawHeaders
{
    private readonly List<KeyValuePair<string, string>> _lines;

    public RawHeaders(IEnumerable<KeyValuePair<string, string>> lines) => _lines = [.. lines];

    public static RawHeaders Empty { get; } = new([]);

    /// <summary>Every line, in the order received.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Lines => _lines;

    /// <summary>The first value of this header, whatever its case, or null.</summary>
    public string? First(string name)
    {
        foreach (var (key, value) in _lines)
        {
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase))
                return value;
        }

        return null;
    }

    /// <summary>Every value of this header, one for each line.</summary>
    public IReadOnlyList<string> All(string name) =>
        [.. _lines.Where(line => line.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(line => line.Value)];

    internal static RawHeaders Of(HttpResponseMessage response) =>
        new(LinesOf(response.Headers.NonValidated).Concat(LinesOf(response.Content.Headers.NonValidated)));

    private static IEnumerable<KeyValuePair<string, string>> LinesOf(HttpHeadersNonValidated headers) =>
        from header in headers
        from value in header.Value
        select KeyValuePair.Create(header.Key, value);
}
