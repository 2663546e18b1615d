using System.Text.RegularExpressions;

namespace NewsWatch.Tests;

/// <summary>The rules of the house that a compiler does not hold.</summary>
public sealed partial class HouseRulesTests
{
    /// <summary>A folder uses those before it, never those after it.</summary>
    private static readonly string[] Folders =
        ["Outbound", "Feeds", "Articles", "Tagging", "Stories", "Search", "Alerts", "Delivery", "Digests", "Archives", "Retention"];

    [Fact]
    public void A_folder_uses_only_folders_before_it()
    {
        var seen = 0;
        foreach (var (folder, place) in Folders.Select((folder, place) => (folder, place)))
            foreach (var file in SourcesOf(Path.Combine("src", "NewsWatch", folder)))
            {
                seen++;
                var text = File.ReadAllText(file);
                foreach (var later in Folders.Skip(place + 1))
                    text.Contains($"NewsWatch.{later};", StringComparison.Ordinal).ShouldBeFalse($"{folder} uses {later}, which comes after it: {file}");
            }

        seen.ShouldBeGreaterThan(100);
    }

    [Fact]
    public void Every_folder_of_the_product_has_its_place_in_the_order() =>
        Directory.GetDirectories(Path.Combine(Repository.Root, "src", "NewsWatch")).Select(Path.GetFileName)
            .Where(name => name is not ("bin" or "obj")).ShouldBe(Folders, ignoreOrder: true);

    [Fact]
    public void The_product_knows_no_database_broker_or_web_server()
    {
        var references = typeof(Pipeline).Assembly.GetReferencedAssemblies().Select(assembly => assembly.Name!).ToList();
        references.ShouldContain("MassTransit.Abstractions");
        references.ShouldNotContain(name => name == "MassTransit" || name.Contains("Sqlite") || name.Contains("RabbitMq") || name.Contains("Kestrel"));
    }

    [Fact]
    public void No_file_is_longer_than_four_hundred_lines()
    {
        var files = SourcesOf("src").ToList();
        files.Count.ShouldBeGreaterThan(150);
        files.Where(file => File.ReadLines(file).Count() > 400).ShouldBeEmpty();
    }

    [Fact]
    public void Every_package_stands_in_DECISIONS_with_its_reason_and_licence()
    {
        var decisions = Repository.Text("DECISIONS.md");
        var packages = PackageName().Matches(Repository.Text("Directory.Packages.props")).Select(match => match.Groups["name"].Value).ToList();
        packages.Count.ShouldBeGreaterThan(15);
        packages.ShouldAllBe(package => decisions.Contains($"| {package} |"));
    }

    private static IEnumerable<string> SourcesOf(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}")
                && !file.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}"));

    [GeneratedRegex("PackageVersion Include=\"(?<name>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PackageName();
}
