using System.Globalization;

namespace NewsWatch.Search.Exports;

/// <summary>
/// A table that spreadsheets open as what it says: fields in quotes, and whatever they would take for a formula with an
/// apostrophe before it (OWASP, "CSV injection"), wide forms of the signs too.
/// </summary>
internal static class CsvExport
{
    private static readonly string[] Columns =
    [
        "snapshot", "rules", "id", "url", "title", "outlet", "authors", "published", "found", "language", "topics", "version", "role", "story", "storyTitle",
        "independentSources", "takenFrom", "novelty", "repetition", "developments", "reasons",
    ];

    public static void WriteHead(TextWriter output)
    {
        // Without this mark spreadsheets take the file for one of their own country's encoding.
        output.Write('\uFEFF');
        Line(output, Columns);
    }

    public static void Write(ExportRow row, SnapshotId snapshot, TextWriter output)
    {
        var (article, decision) = (row.Article, row.Decision);
        Line(output,
        [
            snapshot.ToString(),
            snapshot.Rules,
            article.Id,
            article.CanonicalUrl,
            article.Title,
            article.OutletName,
            string.Join("; ", article.Authors),
            article.Published is { } published ? Moment(published) : "",
            Moment(article.FoundAt),
            row.Tags.Language,
            string.Join("; ", row.Tags.Topics.Select(topic => topic.Id)),
            Number(article.Version),
            decision.Role.ToString().ToLowerInvariant(),
            row.Story?.Id ?? "",
            row.Story?.Title ?? "",
            row.Story is { } story ? Number(story.IndependentSources) : "",
            string.Join("; ", decision.Derivations.Select(edge => $"{edge.Kind.ToString().ToLowerInvariant()} {edge.SourceArticleId ?? edge.SourceOutlet}")),
            decision.Novelty.ToString("0.####", CultureInfo.InvariantCulture),
            decision.Repetition.ToString("0.####", CultureInfo.InvariantCulture),
            string.Join("; ", row.Story?.Developments.Where(told => told.ArticleId == article.Id).Select(told => told.Development.Kind.ToString()) ?? []),
            string.Join("; ", decision.Reasons),
        ]);
    }

    /// <summary>A field as it stands in the file.</summary>
    internal static string Field(string value)
    {
        var clean = new string([.. value.Where(c => c is not ('\r' or '\n' or '\t') && !char.IsControl(c))]);
        var first = clean.TrimStart().FirstOrDefault();
        var safe = first is '=' or '+' or '-' or '@' or '|' or '%' or '＝' or '＋' or '－' or '＠' ? "'" + clean : clean;
        return $"\"{safe.Replace("\"", "\"\"")}\"";
    }

    private static void Line(TextWriter output, IReadOnlyList<string> fields)
    {
        output.Write(string.Join(',', fields.Select(Field)));
        output.Write("\r\n");
    }

    private static string Moment(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
