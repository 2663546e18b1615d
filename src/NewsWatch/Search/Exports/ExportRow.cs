using NewsWatch.Articles;
using NewsWatch.Stories;
using NewsWatch.Tagging;

namespace NewsWatch.Search.Exports;

/// <summary>One article of an export, as it stood at the snapshot.</summary>
/// <param name="Article">The version that was decided on.</param>
/// <param name="Tags">Its tags.</param>
/// <param name="Decision">The decision that stood.</param>
/// <param name="Story">Its story with all its articles, matching or not; null where it belongs to none.</param>
/// <param name="Versions">When each of its versions was found.</param>
public sealed record ExportRow(
    Article Article, Tags Tags, Decision Decision, StoryView? Story, IReadOnlyList<(int Version, DateTimeOffset FoundAt)> Versions);

/// <summary>The forms that researchers' tools read.</summary>
public enum ExportFormat
{
    /// <summary>One JSON object a line, with everything.</summary>
    Jsonl,

    /// <summary>A table for spreadsheets (RFC 4180), safe to open.</summary>
    Csv,

    /// <summary>For reference managers.</summary>
    Ris,

    /// <summary>For LaTeX.</summary>
    Bibtex,
}

/// <summary>Writes rows in one form. The same rows give the same bytes.</summary>
public static class ExportWriter
{
    /// <param name="format">The form.</param>
    /// <param name="snapshot">Written where the form has a place for it.</param>
    /// <param name="output">Where to; its newline is not used.</param>
    public static void WriteHead(ExportFormat format, SnapshotId snapshot, TextWriter output)
    {
        if (format is ExportFormat.Csv)
            CsvExport.WriteHead(output);
        else if (format is ExportFormat.Bibtex)
            output.Write($"% NewsWatch snapshot {snapshot}\n\n");
    }

    public static void Write(ExportFormat format, ExportRow row, SnapshotId snapshot, TextWriter output)
    {
        switch (format)
        {
            case ExportFormat.Jsonl:
                JsonExport.Write(row, snapshot, output);
                break;
            case ExportFormat.Csv:
                CsvExport.Write(row, snapshot, output);
                break;
            case ExportFormat.Ris:
                CitationExport.WriteRis(row, snapshot, output);
                break;
            default:
                CitationExport.WriteBibtex(row, snapshot, output);
                break;
        }
    }
}
