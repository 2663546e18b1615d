using NewsWatch.Articles;

namespace NewsWatch.Host.Demo;

/// <summary>One invented article: front matter in YAML, then the text, and how its outlet edits it later.</summary>
internal sealed record SampleArticle(
    string Id,
    Outlet Outlet,
    string Path,
    string Title,
    IReadOnlyList<string> Authors,
    DateTimeOffset Published,
    string Language,
    string Summary,
    bool Pdf,
    string? Boilerplate,
    string Body,
    IReadOnlyList<SampleEdit> Edits)
{
    public Uri Address => new($"http://{Outlet.Hosts[0]}{Path}");

    /// <summary>The article as it reads at this moment, and when it was last edited.</summary>
    public (string Title, string Body, DateTimeOffset? Edited) At(DateTimeOffset now)
    {
        var (title, body, edited) = (Title, Body, (DateTimeOffset?)null);
        foreach (var edit in Edits.Where(edit => edit.At <= now))
        {
            title = edit.Title ?? title;
            foreach (var (from, to) in edit.Replace)
                body = body.Replace(from, to, StringComparison.Ordinal);

            if (edit.Append is { } note)
                body = $"{body}\n\n{note}";

            edited = edit.At;
        }

        return (title, body, edited);
    }

    /// <exception cref="ConfigurationException">The file has no front matter, or one that does not fit.</exception>
    public static SampleArticle Read(string file, OutletRegistry outlets)
    {
        var text = File.ReadAllText(file).ReplaceLineEndings("\n");
        var end = text.IndexOf("\n---\n", 4, StringComparison.Ordinal);
        if (!text.StartsWith("---\n", StringComparison.Ordinal) || end < 0)
            throw new ConfigurationException(file, 1, "begins with no front matter; put it between two lines '---'");

        var row = YamlFile.Parse<ArticleRow>(text[4..(end + 1)], file);
        var outlet = outlets.All.FirstOrDefault(outlet => outlet.Id == row.Outlet)
            ?? throw new ConfigurationException(file, null, $"names the outlet '{row.Outlet}', which outlets.yaml does not have");
        return new SampleArticle(
            row.Id,
            outlet,
            row.Path,
            row.Title,
            row.Authors,
            row.Published,
            row.Language,
            row.Summary.Trim(),
            row.Pdf,
            row.Boilerplate,
            text[(end + 5)..].Trim(),
            [
                .. row.Edits.OrderBy(edit => edit.At).Select(edit => new SampleEdit(
                    edit.At, edit.Title, [.. edit.Replace.Select(replace => (replace.From, replace.To))], edit.Append)),
            ]);
    }

    private sealed class ArticleRow
    {
        public string Id { get; set; } = "";

        public string Outlet { get; set; } = "";

        public string Path { get; set; } = "";

        public string Title { get; set; } = "";

        public List<string> Authors { get; set; } = [];

        public DateTimeOffset Published { get; set; }

        public string Language { get; set; } = "en";

        public string Summary { get; set; } = "";

        public bool Pdf { get; set; }

        public string? Boilerplate { get; set; }

        public List<EditRow> Edits { get; set; } = [];
    }

    private sealed class EditRow
    {
        public DateTimeOffset At { get; set; }

        public string? Title { get; set; }

        public List<ReplaceRow> Replace { get; set; } = [];

        public string? Append { get; set; }
    }

    private sealed class ReplaceRow
    {
        public string From { get; set; } = "";

        public string To { get; set; } = "";
    }
}

/// <summary>An edit that an outlet makes to an article at some moment.</summary>
internal sealed record SampleEdit(DateTimeOffset At, string? Title, IReadOnlyList<(string From, string To)> Replace, string? Append);
