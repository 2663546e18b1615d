using System.Text.RegularExpressions;

namespace NewsWatch.Tests;

/// <summary>docs/scorecard-polling.md is true: every row is there, and every test that it names.</summary>
public sealed partial class ScorecardRowsTests
{
    private static readonly string[] Rows =
    [
        .. new[] { Enumerable.Range(1, 10), Enumerable.Range(17, 5), [31, 41], Enumerable.Range(45, 4), [51] }.SelectMany(numbers => numbers)
            .Select(number => number.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        "fault 12", "fault 16",
    ];

    [Fact]
    public void Each_row_names_tests_and_each_named_test_exists()
    {
        var named = RowLine().Matches(Repository.Text("docs/scorecard-polling.md"))
            .ToDictionary(row => row.Groups["row"].Value, row => Named().Matches(row.Groups["tests"].Value).Select(test => test.Groups["test"].Value).ToList());
        named.Keys.ShouldBe(Rows);

        var there = Tests();
        there.Count.ShouldBeGreaterThan(500);
        foreach (var (row, tests) in named)
        {
            tests.ShouldNotBeEmpty($"row {row}");
            tests.Where(test => !there.Contains(test)).ShouldBeEmpty($"row {row}");
        }
    }

    /// <summary>Every method marked as a test, with the file that is named after its class.</summary>
    private static HashSet<string> Tests() =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*Tests.cs", SearchOption.AllDirectories)
            .SelectMany(file => Method().Matches(File.ReadAllText(file)).Select(method => $"{Path.GetFileNameWithoutExtension(file)}.{method.Groups["name"].Value}")),
    ];

    [GeneratedRegex(@"^\| (?<row>[^|]+?) \| [^|]+ \| (?<tests>`[^|]+) \|$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RowLine();

    [GeneratedRegex("`(?<test>[^`]+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Named();

    [GeneratedRegex(@"\[(Fact|Theory|InlineData|MemberData)[^\n]*\]\s+public (async )?(Task|void) (?<name>\w+)\(", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Method();
}
