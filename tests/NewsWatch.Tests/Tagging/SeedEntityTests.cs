using NewsWatch.Tagging;
using NewsWatch.Tests.Stories;

namespace NewsWatch.Tests.Tagging;

/// <summary>The five real seed articles: what the registry knows of them is found and linked. They are no part of this repository.</summary>
public sealed class SeedEntityTests
{
    /// <summary>What readers of these articles must find, wherever one of its names stands.</summary>
    private static readonly string[] Wanted =
    [
        "Hikvision", "Huawei", "Dahua", "SenseTime", "Megvii", "Watrix", "City Brain", "Skynet", "Sharp Eyes", "Social Credit System",
        "Integrated Joint Operations Platform", "Safe City", "Minxin Pei", "Maya Wang", "Human Rights Watch", "Anthropic",
        "Shanghai Fullhan Microelectronics", "Datong", "Yaodu", "Yancheng", "Xinjiang", "EU AI Act",
    ];

    [Fact]
    public void Every_wanted_entity_is_linked_in_every_seed_that_names_it()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (file, text, tags) in Seeds())
            foreach (var name in Wanted.Where(name => text.Contains(name, StringComparison.Ordinal)))
            {
                seen.Add(name);
                var ids = Ids(name);
                tags.Mentions.ShouldContain(mention => mention.EntityId != null && ids.Contains(mention.EntityId), $"{name} in {file}");
            }

        seen.ShouldBe(Wanted, ignoreOrder: true);
    }

    [Fact]
    public void No_name_of_the_registry_stands_in_a_seed_unlinked()
    {
        var unlinked = new List<string>();
        var found = 0;
        foreach (var (file, text, tags) in Seeds())
            foreach (var entity in Sources.Shipped.Entities.All)
                foreach (var name in entity.Aliases.Prepend(entity.Name).Where(name => entity.Rules.All(rule => rule.Alias != name)))
                    for (var at = text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = text.IndexOf(name, at + 1, StringComparison.Ordinal))
                        if (!StandsAlone(text, at, name.Length))
                            continue;
                        else if (tags.Mentions.Any(mention => mention.EntityId is not null && mention.Start <= at && mention.End >= at + name.Length))
                            found++;
                        else if (!tags.Mentions.Any(mention => mention.Start <= at && mention.End >= at + name.Length))
                            unlinked.Add($"{file}: {name} at {at}");

        found.ShouldBeGreaterThan(100);
        unlinked.ShouldBeEmpty();
    }

    [Fact]
    public void Every_seed_is_in_scope_and_about_surveillance() =>
        Seeds().ShouldAllBe(seed => seed.Tags.InScope && seed.Tags.Topics.Any(topic => topic.Id == "surveillance"));

    private static List<(string File, string Text, Tags Tags)> Seeds() =>
    [
        .. Directory.EnumerateFiles(Path.Combine(SharedData.Directory(), "seeds"), "0*.txt").Order(StringComparer.Ordinal)
            .Select(file => (Path.GetFileName(file), File.ReadAllText(file)))
            .Select(seed => (seed.Item1, seed.Item2, Sources.Shipped.Tag("", seed.Item2, null))),
    ];

    private static HashSet<string> Ids(string name) =>
        [.. Sources.Shipped.Entities.All.Where(entity => entity.Name == name || entity.Aliases.Contains(name) || entity.Rules.Any(rule => rule.Alias == name)).Select(entity => entity.Id)];

    /// <summary>No letter or digit beside it, but for Chinese, whose words have none between them.</summary>
    private static bool StandsAlone(string text, int at, int length) =>
        text[at] >= 0x2E80 || ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (at + length >= text.Length || !char.IsLetterOrDigit(text[at + length])));
}
