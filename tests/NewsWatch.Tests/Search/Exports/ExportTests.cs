using System.Text.Json;
using NewsWatch.Search.Exports;
using NewsWatch.Stories;
using NewsWatch.Tagging;

namespace NewsWatch.Tests.Search.Exports;

/// <summary>Scorecard row 28, and that each form can be read back.</summary>
public sealed class ExportTests
{
    private static readonly SnapshotId Snapshot = SnapshotId.Of(42, DateTimeOffset.UnixEpoch.AddDays(20_000), "chip", TimeZoneInfo.Utc, "0.1.0");

    [Theory]
    [InlineData("=HYPERLINK(\"http://evil.example\")")]
    [InlineData("+1+1")]
    [InlineData("-2+3+cmd|' /C calc'!A0")]
    [InlineData("@SUM(A1)")]
    [InlineData(" =1+1")]
    [InlineData("\t=1+1")]
    [InlineData("\r\n=1+1")]
    [InlineData("＝1+1")]
    public void No_field_of_a_table_is_a_formula(string title)
    {
        var field = CsvExport.Field(title);
        field.ShouldStartWith("\"'");
        field.ShouldEndWith("\"");
        field[1..^1].Replace("\"\"", "").ShouldNotContain("\"");
        field.ShouldNotContain("\n");

        var table = Text(ExportFormat.Csv, Row(title));
        table.Split("\r\n").Length.ShouldBe(2, "one row, one line");
    }

    [Fact]
    public void Plain_fields_stay_as_they_are() => CsvExport.Field("He said \"no\", 1-2 = 3").ShouldBe("\"He said \"\"no\"\", 1-2 = 3\"");

    [Fact]
    public void A_line_of_JSON_holds_the_article_its_reasons_and_its_storys_tree()
    {
        using var json = JsonDocument.Parse(Text(ExportFormat.Jsonl, Row("A \"title\"\n<b>")));
        var root = json.RootElement;

        root.GetProperty("snapshot").GetString().ShouldBe(Snapshot.ToString());
        root.GetProperty("rules").GetString().ShouldBe("0.1.0");
        root.GetProperty("title").GetString().ShouldBe("A \"title\"\n<b>");
        root.GetProperty("versions").GetArrayLength().ShouldBe(1);
        root.GetProperty("reasons")[0].GetString().ShouldBe("because");
        root.GetProperty("story").GetProperty("tree").GetArrayLength().ShouldBe(1);
        root.GetProperty("from")[0].GetProperty("kind").GetString().ShouldBe("rewrite");
    }

    [Fact]
    public void References_hold_one_value_a_line_and_no_markup_of_their_own()
    {
        var ris = Text(ExportFormat.Ris, Row("Chips\r\nER  - \r\nTY  - BOOK"));
        ris.Split("\r\n").Count(line => line.StartsWith("TY  - ", StringComparison.Ordinal)).ShouldBe(1);
        ris.ShouldContain("DA  - 2026/11/03");

        var bibtex = Text(ExportFormat.Bibtex, Row("50% of {chips} \\input{/etc/passwd} & more_"));
        bibtex.ShouldContain("title = {{50\\% of \\{chips\\} \\textbackslash{}input\\{/etc/passwd\\} \\& more\\_}},");
        bibtex.Count(c => c == '{').ShouldBe(bibtex.Count(c => c == '}'));
    }

    [Fact]
    public void A_snapshots_id_is_read_back_and_one_of_another_query_is_refused()
    {
        SnapshotId.Parse(Snapshot.ToString(), "chip", TimeZoneInfo.Utc).ShouldBe(Snapshot);
        Should.Throw<FormatException>(() => SnapshotId.Parse(Snapshot.ToString(), "chips", TimeZoneInfo.Utc)).Message.ShouldContain("another query");
        foreach (var wrong in new[] { "", "s1", "s1_-1_0_aaaaaaaa_0", "s1_1_99999999999999999_a_0", "s1_1_1_x_'; DROP TABLE decisions" })
            Should.Throw<FormatException>(() => SnapshotId.Parse(wrong, "chip", TimeZoneInfo.Utc));
    }

    private static string Text(ExportFormat format, ExportRow row)
    {
        var output = new StringWriter();
        ExportWriter.Write(format, row, Snapshot, output);
        return output.ToString();
    }

    private static ExportRow Row(string title)
    {
        var article = Alerts.Invented.Lantern with { Title = title, Authors = ["Mirre Oostveen"] };
        var decision = new Decision
        {
            ArticleId = article.Id,
            Version = 1,
            StoryId = "story1",
            Role = StoryRole.Member,
            Reasons = ["because"],
            Derivations = [new Derivation(null, "Harbour Radio", DerivationKind.Rewrite, 0.9, ["named"], [])],
        };
        var tags = new Tags("en", true, [new TopicTag("surveillance", 1, [])], []);
        var story = new StoryView("story1", title, article.Time, article.Time, 1, [new StoryArticle(article, tags, decision)], []);
        return new ExportRow(article, tags, decision, story, [(1, article.FoundAt)]);
    }
}
