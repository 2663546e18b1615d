using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using System.Text.RegularExpressions;
using NewsWatch.Articles.Pages;

namespace NewsWatch.Evaluation;

/// <summary>One line of the table: what was measured, on how many, and what came out.</summary>
public sealed record EvaluationRow(string Measure, int Count, double Score, double? Reach, string Note = "");

/// <summary>
/// Scores the page reader on <c>extraction/</c>: body text (4-word shingles, F1 of mean precision and mean recall), days, segments, titles, authors.
/// </summary>
public static partial class PageEvaluation
{
    // The pages are from 2014 to 2021; "now" only keeps dates of the future out.
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 0, 0, 0, TimeSpan.Zero);

    public static IEnumerable<EvaluationRow> Run(string dataDirectory) => Run(dataDirectory, _ => true, null);

    /// <summary>Scores the files that <paramref name="isChosen"/> takes and writes each miss to <paramref name="misses"/>.</summary>
    public static IEnumerable<EvaluationRow> Run(string dataDirectory, Func<string, bool> isChosen, TextWriter? misses)
    {
        var extraction = Path.Combine(dataDirectory, "extraction");
        var faults = new ConcurrentQueue<string>();
        foreach (var row in Body(Rows(extraction, "body", isChosen, faults), misses)
            .Concat(Dates(Rows(extraction, "dates", isChosen, faults), misses))
            .Concat(Pages(Rows(extraction, "pages", isChosen, faults), misses)))
            yield return row;

        foreach (var fault in faults)
            misses?.WriteLine(fault);
        yield return new EvaluationRow("pages read without exception", 1, faults.IsEmpty ? 1 : 0, 1, $"{faults.Count} exceptions");
    }

    private static List<(JsonElement Row, ParsedPage Page)> Rows(string extraction, string set, Func<string, bool> isChosen, ConcurrentQueue<string> faults)
    {
        var folder = Path.Combine(extraction, set);
        return File.ReadLines(Path.Combine(folder, "expect.jsonl"))
            .Select(line => JsonDocument.Parse(line).RootElement)
            .Where(row => isChosen(row.GetProperty("file").GetString()!))
            .AsParallel().AsOrdered()
            .Select(row => (row, Read(folder, row, faults)))
            .ToList();
    }

    private static ParsedPage Read(string folder, JsonElement row, ConcurrentQueue<string> faults)
    {
        using var file = File.OpenRead(Path.Combine(folder, row.GetProperty("file").GetString()!));
        using var unzipped = new GZipStream(file, CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        unzipped.CopyTo(bytes);
        var address = new Uri(row.GetProperty("url").GetString()!, UriKind.RelativeOrAbsolute);
        try
        {
            return PageReader.Read(bytes.ToArray(), null, address, Now);
        }
        catch (Exception exception)
        {
            faults.Enqueue($"{row.GetProperty("file")}: {exception}");
            return new ParsedPage { Address = new Uri("http://unknown.invalid/") };
        }
    }

    private static IEnumerable<EvaluationRow> Body(List<(JsonElement Row, ParsedPage Page)> pages, TextWriter? misses)
    {
        var precision = 0.0;
        var recall = 0.0;
        foreach (var (row, page) in pages)
        {
            var (p, r) = ShingleScore(row.GetProperty("text").GetString()!, page.Text);
            precision += p;
            recall += r;
            if (p < 0.97 || r < 0.97)
                misses?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"body\t{row.GetProperty("file")}\tp={p:f3} r={r:f3}\t{page.Address}\t{page.Rules.GetValueOrDefault("text")}"));
        }

        var count = Math.Max(pages.Count, 1);
        precision /= count;
        recall /= count;
        yield return new EvaluationRow("page text F1", pages.Count, 2 * precision * recall / (precision + recall), 0.970,
            string.Create(CultureInfo.InvariantCulture, $"precision {precision:f3}, recall {recall:f3}"));
    }

    private static IEnumerable<EvaluationRow> Dates(List<(JsonElement Row, ParsedPage Page)> pages, TextWriter? misses)
    {
        foreach (var (set, name, reach) in new[] { ("mediacloud", "page date, news set", 0.93), ("default", "page date, mixed set", 0.90) })
        {
            var those = pages.Where(pair => pair.Row.GetProperty("set").GetString() == set).ToList();
            yield return new EvaluationRow(name, those.Count, Share(those, pair => IsDay(pair, "date", misses, set)), reach, "exact day");
        }
    }

    private static IEnumerable<EvaluationRow> Pages(List<(JsonElement Row, ParsedPage Page)> pages, TextWriter? misses)
    {
        int hit = 0, missed = 0, wrong = 0;
        foreach (var (row, page) in pages)
        {
            // Line breaks, runs of white space and soft hyphens are no difference; everything else is.
            var text = Spaced(page.Text);
            foreach (var segment in row.GetProperty("with").EnumerateArray().Select(one => one.GetString()!))
            {
                if (text.Contains(Spaced(segment), StringComparison.Ordinal))
                {
                    hit++;
                    continue;
                }

                missed++;
                misses?.WriteLine($"with\t{row.GetProperty("file")}\t{segment}\t{page.Address}\t{page.Rules.GetValueOrDefault("text")}");
            }

            foreach (var segment in row.GetProperty("without").EnumerateArray().Select(one => one.GetString()!))
            {
                if (!text.Contains(Spaced(segment), StringComparison.Ordinal))
                    continue;

                wrong++;
                misses?.WriteLine($"without\t{row.GetProperty("file")}\t{segment}\t{page.Address}\t{page.Rules.GetValueOrDefault("text")}");
            }
        }

        yield return new EvaluationRow("segments F1", hit + missed, 2.0 * hit / Math.Max(1, 2 * hit + missed + wrong), 0.94, $"{hit} hit, {missed} missed, {wrong} false");
        yield return Field(pages, "title", 0.85, page => page.Title, misses);
        yield return Field(pages, "author", 0.70, page => string.Join("; ", page.Authors), misses);
        var dated = pages.Where(pair => pair.Row.GetProperty("date").ValueKind == JsonValueKind.String).ToList();
        yield return new EvaluationRow("date", dated.Count, Share(dated, pair => IsDay(pair, "date", misses, "pages")), 0.90, "exact day");
    }

    private static EvaluationRow Field(
        List<(JsonElement Row, ParsedPage Page)> pages, string field, double reach, Func<ParsedPage, string?> value, TextWriter? misses)
    {
        var named = pages.Where(pair => pair.Row.GetProperty(field).ValueKind != JsonValueKind.Null).ToList();
        return new EvaluationRow(field, named.Count, Share(named, pair =>
        {
            var gold = pair.Row.GetProperty(field);
            var golds = gold.ValueKind == JsonValueKind.Array ? gold.EnumerateArray().Select(one => one.GetString()!).ToList() : [gold.GetString()!];
            var found = Plain(value(pair.Page) ?? "");
            // A list means any of them: one of the authors found will do.
            if (golds.Any(one => Plain(one) == found) || (golds.Count > 1 && field == "author" && pair.Page.Authors.Any(author => golds.Any(one => Plain(one) == Plain(author)))))
                return true;

            misses?.WriteLine($"{field}\t{pair.Row.GetProperty("file")}\t{string.Join(" | ", golds)}\t=> {value(pair.Page)}\t{pair.Page.Rules.GetValueOrDefault(field == "author" ? "authors" : field)}\t{pair.Page.Address}");
            return false;
        }), reach);
    }

    private static bool IsDay((JsonElement Row, ParsedPage Page) pair, string field, TextWriter? misses, string set)
    {
        var gold = pair.Row.GetProperty(field).GetString();
        var found = pair.Page.Published?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (gold == found)
            return true;

        misses?.WriteLine($"date-{set}\t{pair.Row.GetProperty("file")}\t{gold}\t=> {found}\t{pair.Page.Rules.GetValueOrDefault("published")}\t{pair.Page.Address}");
        return false;
    }

    private static double Share<T>(List<T> all, Func<T, bool> isHit) => all.Count == 0 ? 0 : (double)all.Count(isHit) / all.Count;

    /// <summary>Case and punctuation aside.</summary>
    private static string Plain(string text) => string.Join(' ', Words().Matches(text.Replace("\u00AD", "", StringComparison.Ordinal).ToLowerInvariant()).Select(word => word.Value));

    private static string Spaced(string text) => string.Join(' ', text.Replace("\u00AD", "", StringComparison.Ordinal).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static (double Precision, double Recall) ShingleScore(string gold, string found)
    {
        var expected = Shingles(gold);
        var got = Shingles(found);
        var shared = expected.Sum(pair => Math.Min(pair.Value, got.GetValueOrDefault(pair.Key)));
        var precision = got.Count == 0 ? (expected.Count == 0 ? 1 : 0) : (double)shared / got.Values.Sum();
        var recall = expected.Count == 0 ? 1 : (double)shared / expected.Values.Sum();
        return (precision, recall);
    }

    private static Dictionary<string, int> Shingles(string text)
    {
        const int words = 4;
        var tokens = Words().Matches(text).Select(word => word.Value).ToList();
        var shingles = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < Math.Max(1, tokens.Count - words + 1) && tokens.Count > 0; i++)
        {
            var shingle = string.Join(' ', tokens.Skip(i).Take(words));
            shingles[shingle] = shingles.GetValueOrDefault(shingle) + 1;
        }

        return shingles;
    }

    [GeneratedRegex(@"\w+", RegexOptions.NonBacktracking)]
    private static partial Regex Words();
}
