using System.Text.Json;
using NewsWatch.Feeds;

namespace NewsWatch.Host.Commands;

/// <summary>HTTP headers to pretend for files on disk. Of each row only "file" and "headers" are read.</summary>
internal sealed class PretendedHeaders
{
    private readonly Dictionary<string, IReadOnlyDictionary<string, string>> _headers = new(StringComparer.Ordinal);

    /// <summary>Reads a file of JSON lines; nothing is pretended where <paramref name="path"/> is null.</summary>
    /// <exception cref="ConfigurationException">The file is missing or a line of it is no such row.</exception>
    public static PretendedHeaders Read(string? path)
    {
        var pretended = new PretendedHeaders();
        if (path is null)
            return pretended;
        if (!File.Exists(path))
            throw new ConfigurationException(path, null, "there is no such file to take headers from.");
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line))
                pretended.Add(line, path, number);
        }

        return pretended;
    }

    /// <summary>The headers of a file, by its name in the output or its bare name; null where none are pretended.</summary>
    public IReadOnlyDictionary<string, string>? Of(FeedFile file) =>
        _headers.GetValueOrDefault(file.Name) ?? _headers.GetValueOrDefault(Path.GetFileName(file.FullPath));

    private void Add(string line, string path, int number)
    {
        try
        {
            using var row = JsonDocument.Parse(line);
            if (!row.RootElement.TryGetProperty("file", out var file) || file.ValueKind != JsonValueKind.String)
                throw new ConfigurationException(path, number, "the row has no \"file\". Give {\"file\": \"name\", \"headers\": {\"Content-Type\": \"…\"}}.");
            if (row.RootElement.TryGetProperty("headers", out var headers) && headers.ValueKind == JsonValueKind.Object)
                _headers[file.GetString()!] = headers.EnumerateObject().ToDictionary(h => h.Name, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            throw new ConfigurationException(path, number, $"this is no row of JSON: {e.Message}", e);
        }
    }
}
