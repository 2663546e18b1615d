using System.Text.Json;
using NewsWatch.Feeds;

namespace NewsWatch.Host.Commands;

/// <summary>HTTP headers to pretend for files on disk. Of each row only "file" and "headers" are read.</summary>
internal sealed class PretendedHeaders
{
    private readonly Dictionary<string, IReadOnlyDictionary<string, string>> _headers = new(StringComparer.Ordinal);

    /// <summary>
    /// Reads a file of JSON lines; nothing is pretended where <paramref name="path"/> is null. A line that is no such row is named on
    /// <paramref name="errors"/> and the rest goes on.
    /// </summary>
    /// <exception cref="ConfigurationException">The file is missing or cannot be opened.</exception>
    public static PretendedHeaders Read(string? path, TextWriter errors)
    {
        var pretended = new PretendedHeaders();
        if (path is null)
            return pretended;
        if (!File.Exists(path))
            throw new ConfigurationException(path, null, "there is no such file to take headers from.");
        try
        {
            var number = 0;
            foreach (var line in File.ReadLines(path))
            {
                number++;
                if (!string.IsNullOrWhiteSpace(line) && pretended.Add(line) is { } problem)
                {
                    errors.WriteLine(new ConfigurationException(path, number, problem).Message);
                    pretended.HasBadRows = true;
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException(path, null, $"the file cannot be read: {e.Message}");
        }

        return pretended;
    }

    /// <summary>True where a row could not be used.</summary>
    public bool HasBadRows { get; private set; }

    /// <summary>The headers of a file, by its name in the output or its bare name; null where none are pretended.</summary>
    public IReadOnlyDictionary<string, string>? Of(FeedFile file) =>
        _headers.GetValueOrDefault(file.Name) ?? _headers.GetValueOrDefault(Path.GetFileName(file.FullPath));

    /// <summary>What is wrong with the row; null where it is used.</summary>
    private string? Add(string line)
    {
        try
        {
            using var row = JsonDocument.Parse(line);
            if (row.RootElement.ValueKind != JsonValueKind.Object || !row.RootElement.TryGetProperty("file", out var file) || file.ValueKind != JsonValueKind.String)
                return "the row has no \"file\". Give {\"file\": \"name\", \"headers\": {\"Content-Type\": \"…\"}}.";
            if (row.RootElement.TryGetProperty("headers", out var headers) && headers.ValueKind == JsonValueKind.Object)
            {
                var named = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
                foreach (var header in headers.EnumerateObject())
                    named[header.Name] = header.Value.ToString();
                _headers[file.GetString()!] = named;
            }

            return null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return $"this is no row of JSON: {e.Message}";
        }
    }
}
