using System.CommandLine;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using NewsWatch.Articles.Pages;

namespace NewsWatch.Host.Commands;

/// <summary><c>newswatch pages extract --list FILE.jsonl --json</c>: what the page reader makes of saved pages, one line a page.</summary>
internal static class PagesExtract
{
    /// <summary>A gzip that unpacks to more is cut here: the reader takes no more.</summary>
    private const int MaxBytes = 16 * 1024 * 1024;

    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public static Command Command()
    {
        var list = new Option<FileInfo>("--list") { Description = "Rows with \"file\" (HTML, gzip or plain, relative to the list) and \"url\".", Required = true };
        var json = new Option<bool>("--json") { Description = "One line of JSON for each page, in the list's order; without it, a few words for each." };
        var command = new Command("extract", "Read saved pages: text, title, authors, dates, each with the rule that found it.") { list, json };
        command.SetAction(result =>
        {
            // JSON lines are UTF-8, whatever the terminal's language.
            using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            return Run(result.GetValue(list)!, result.GetValue(json), output, Console.Error, TimeProvider.System);
        });
        return command;
    }

    /// <summary>0, or 1 where a row or a file could not be used; each is named on <paramref name="errors"/> and the rest goes on.</summary>
    internal static int Run(FileInfo list, bool asJson, TextWriter output, TextWriter errors, TimeProvider time)
    {
        if (!list.Exists)
        {
            errors.WriteLine($"{list.FullName}: there is no such file; name a list of pages, one JSON object a line with \"file\" and \"url\"");
            return 1;
        }

        var number = 0;
        var failed = false;
        foreach (var line in File.ReadLines(list.FullName))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
                continue;

            try
            {
                var (file, url) = Row(line);
                var address = Uri.TryCreate(url, UriKind.Absolute, out var absolute) ? absolute : new Uri("", UriKind.Relative);
                var page = PageReader.Read(Bytes(Path.Combine(list.DirectoryName!, file)), null, address, time.GetUtcNow());
                output.WriteLine(asJson ? JsonSerializer.Serialize(Shape(file, url, page), Format) : $"{file}\t{page.Kind}\t{page.Published:yyyy-MM-dd}\t{page.Text.Length} characters\t{page.Title}");
            }
            catch (Exception exception) when (exception is JsonException or IOException or InvalidDataException or UnauthorizedAccessException or ArgumentException or NotSupportedException or InvalidOperationException)
            {
                errors.WriteLine($"{list.Name}, line {number.ToString(CultureInfo.InvariantCulture)}: {exception.Message}");
                failed = true;
            }
        }

        return failed ? 1 : 0;
    }

    private static (string File, string Url) Row(string line)
    {
        using var row = JsonDocument.Parse(line);
        return row.RootElement.ValueKind == JsonValueKind.Object
            && row.RootElement.TryGetProperty("file", out var file) && file.ValueKind == JsonValueKind.String
            && row.RootElement.TryGetProperty("url", out var url) && url.ValueKind == JsonValueKind.String
            ? (file.GetString()!, url.GetString()!)
            : throw new JsonException("a row is an object with \"file\" and \"url\", both text");
    }

    private static byte[] Bytes(string path)
    {
        using var file = File.OpenRead(path);
        Span<byte> magic = stackalloc byte[2];
        var isGzip = file.ReadAtLeast(magic, 2, throwOnEndOfStream: false) == 2 && magic is [0x1F, 0x8B];
        file.Position = 0;
        using Stream content = isGzip ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var bytes = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int read; bytes.Length < MaxBytes && (read = content.Read(buffer)) > 0;)
            bytes.Write(buffer, 0, read);

        return bytes.ToArray();
    }

    private static PageRow Shape(string file, string url, ParsedPage page) => new(
        file, url, page.Title, page.Authors, string.Join("; ", page.Authors), Time(page.Published), Time(page.Updated), page.Language, page.Outlet, page.Text, page.Kind, page.Rules);

    /// <summary>ISO 8601 in the page's own offset, so that the day is the page's.</summary>
    private static string? Time(DateTimeOffset? time) => time?.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    private sealed record PageRow(
        string File, string Url, string? Title, IReadOnlyList<string> Authors, string Author, string? Published, string? Updated, string? Language, string? Outlet, string Text, PageKind Kind,
        IReadOnlyDictionary<string, string> Rules);
}
