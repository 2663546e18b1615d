using System.Text.RegularExpressions;
using NewsWatch.Search;

namespace NewsWatch.Tests.Search;

public sealed partial class QueryDocumentationTests
{
    [Fact]
    public void Every_query_that_the_documentation_shows_can_be_read()
    {
        var examples = File.ReadLines(Path.Combine(Repository.Root, "docs", "query-language.md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .SelectMany(line => Code().Matches(line.Split('|')[1]).Select(match => match.Groups["code"].Value))
            .ToList();

        examples.Count.ShouldBeGreaterThan(30);
        foreach (var example in examples)
            Should.NotThrow(() => QueryParser.Parse(example), example);
    }

    [Fact]
    public void Every_field_there_is_has_a_place_in_the_documentation()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "query-language.md"));

        foreach (var field in Enum.GetNames<KeyField>())
            text.ShouldContain($"`{char.ToLowerInvariant(field[0])}{field[1..]}:");
    }

    [GeneratedRegex("`(?<code>[^`]*)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex Code();
}
