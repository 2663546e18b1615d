using System.Globalization;
using System.Text.RegularExpressions;

namespace NewsWatch.Tests;

/// <summary>The tables of hostile inputs and faults in docs/ are true: every row is there, and every test that it names.</summary>
public sealed partial class ScorecardRowsTests
{
    [Theory]
    [InlineData("docs/scorecard-polling.md", "1-10 17-21 31 41 45-48 51", "12 16")]
    [InlineData("docs/scorecard-alerts.md", "25 28 29 33 35 36 42-44 52", "1-4 13-14")]
    [InlineData("docs/scorecard-cluster.md", "", "5-8 11 15")]
    public void Each_row_names_tests_and_each_named_test_exists(string document, string inputs, string faults)
    {
        var named = RowLine().Matches(Repository.Text(document))
            .ToDictionary(row => row.Groups["row"].Value, row => Named().Matches(row.Groups["tests"].Value).Select(test => test.Groups["test"].Value).ToList());
        named.Keys.ShouldBe([.. Numbers(inputs), .. Numbers(faults).Select(number => $"fault {number}")]);

        var there = Tests();
        there.Count.ShouldBeGreaterThan(500);
        foreach (var (row, tests) in named)
        {
            tests.ShouldNotBeEmpty($"row {row}");
            tests.Where(test => !there.Contains(test)).ShouldBeEmpty($"row {row}");
        }
    }

    [Fact]
    public void Every_test_that_the_readme_names_for_a_promise_exists()
    {
        var promises = Repository.Text("README.md").Split("## Promises")[1].Split("\n## ")[0];
        var named = Named().Matches(promises).Select(match => match.Groups["test"].Value).Where(name => !name.StartsWith("NEWSWATCH_", StringComparison.Ordinal)).ToList();
        named.Count.ShouldBeGreaterThan(20);
        var files = Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText).ToList();
        var classes = files.SelectMany(file => Class().Matches(file).Select(match => match.Groups["name"].Value)).ToHashSet();
        var methods = files.SelectMany(file => Method().Matches(file).Select(match => match.Groups["name"].Value)).ToHashSet();
        foreach (var name in named.SelectMany(name => name.Split('.')))
            (classes.Contains(name) || methods.Contains(name)).ShouldBeTrue($"README names {name}");
    }

    /// <summary>"1-3 7" is 1, 2, 3 and 7.</summary>
    private static IEnumerable<string> Numbers(string ranges) =>
        from range in ranges.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        let ends = range.Split('-').Select(end => int.Parse(end, CultureInfo.InvariantCulture)).ToList()
        from number in Enumerable.Range(ends[0], ends[^1] - ends[0] + 1)
        select number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Every method marked as a test, with the file that is named after its class.</summary>
    private static HashSet<string> Tests() =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*Tests.cs", SearchOption.AllDirectories)
            .SelectMany(file => Method().Matches(File.ReadAllText(file)).Select(method => $"{Path.GetFileNameWithoutExtension(file)}.{method.Groups["name"].Value}")),
    ];

    [GeneratedRegex(@"^\| (?<row>[^|]+?) \| [^|]+ \| (?<tests>`[^|]+) \|$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RowLine();

    [GeneratedRegex(@"\bclass (?<name>\w+Tests)\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Class();

    [GeneratedRegex("`(?<test>[^`]+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Named();

    [GeneratedRegex(@"\[(Fact|Theory|InlineData|MemberData)[^\n]*\]\s+public (async )?(Task|void) (?<name>\w+)\(", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Method();
}
