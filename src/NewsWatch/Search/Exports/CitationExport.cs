using System.Globalization;
using System.Text;

namespace NewsWatch.Search.Exports;

/// <summary>An article as a reference: RIS for reference managers, BibTeX (with biblatex's fields) for LaTeX.</summary>
internal static class CitationExport
{
    public static void WriteRis(ExportRow row, SnapshotId snapshot, TextWriter output)
    {
        var article = row.Article;
        Line("TY", "NEWS");
        Line("ID", article.Id);
        Line("TI", article.Title);
        Line("T2", article.OutletName);
        foreach (var author in article.Authors)
            Line("AU", author);

        Line("PY", article.Time.UtcDateTime.ToString("yyyy", CultureInfo.InvariantCulture));
        Line("DA", article.Time.UtcDateTime.ToString("yyyy'/'MM'/'dd", CultureInfo.InvariantCulture));
        Line("LA", row.Tags.Language);
        foreach (var topic in row.Tags.Topics)
            Line("KW", topic.Id);

        Line("UR", article.CanonicalUrl);
        Line("N1", Note(row, snapshot));
        output.Write("ER  - \r\n\r\n");

        void Line(string tag, string value) => output.Write($"{tag}  - {OneLine(value)}\r\n");
    }

    public static void WriteBibtex(ExportRow row, SnapshotId snapshot, TextWriter output)
    {
        var article = row.Article;
        output.Write($"@online{{{article.Id},\n");
        Field("title", "{" + Tex(article.Title) + "}");
        if (article.Authors.Count > 0)
            Field("author", string.Join(" and ", article.Authors.Select(author => "{" + Tex(author) + "}")));

        Field("organization", "{" + Tex(article.OutletName) + "}");
        Field("date", article.Time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Field("url", OneLine(article.CanonicalUrl).Replace("\\", "%5C").Replace("{", "%7B").Replace("}", "%7D"));
        Field("langid", Tex(row.Tags.Language));
        Field("note", Tex(Note(row, snapshot)));
        output.Write("}\n\n");

        void Field(string name, string value) => output.Write($"  {name} = {{{value}}},\n");
    }

    private static string Note(ExportRow row, SnapshotId snapshot) =>
        $"NewsWatch snapshot {snapshot}; version {row.Article.Version.ToString(CultureInfo.InvariantCulture)}; {row.Decision.Role.ToString().ToLowerInvariant()}"
        + (row.Story is { } story ? $" of story {story.Id} “{story.Title}”" : "");

    private static string OneLine(string text) =>
        string.Join(' ', new string([.. text.Select(c => char.IsControl(c) ? ' ' : c)]).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static string Tex(string text)
    {
        var tex = new StringBuilder(text.Length + 16);
        foreach (var c in OneLine(text))
            tex.Append(c switch
            {
                '\\' => "\\textbackslash{}",
                '{' => "\\{",
                '}' => "\\}",
                '~' => "\\textasciitilde{}",
                '^' => "\\textasciicircum{}",
                '%' or '&' or '#' or '_' or '$' => "\\" + c,
                _ => c.ToString(),
            });

        return tex.ToString();
    }
}
