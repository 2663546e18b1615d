using NewsWatch.Articles;
using NewsWatch.Stories;

namespace NewsWatch.Tests.Stories;

/// <summary>The five real seed articles, in all 120 orders of arrival. They are no part of this repository.</summary>
public sealed class SeedTests
{
    private static readonly (string Id, string File, string Outlet, string? Title)[] Files =
    [
        ("000", "000_89840f281a32b6f0.txt", "AllInOneAICenter", "AI-Powered Surveillance in China — Inside the World's Most Advanced Monitoring State"),
        ("001", "001_94e0ee446ecb23e8.txt", "AI Daily", null),
        ("002", "002_e3ff551db5407b63.txt", "The Decoder", null),
        ("003", "003_5f6afed2c1f9b521.txt", "Gnoppix forum", null),
        ("004", "004_2e0751e1da2bbaf8.txt", "Financial Times", "China overhauls world's biggest surveillance network with advanced AI"),
    ];

    private static readonly OutletRegistry Outlets = new(
    [
        new Outlet("ft", "Financial Times", ["FT"], ["ft.com"]),
        new Outlet("the-decoder", "The Decoder", [], ["the-decoder.com"]),
        new Outlet("reuters", "Reuters", [], ["reuters.com"]),
    ]);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Are_right_in_every_order_at_their_own_outlets_and_all_from_one_host(bool oneHost)
    {
        var seeds = Path.Combine(SharedData.Directory(), "seeds");
        var articles = Files.Select(file => Read(seeds, file, oneHost)).ToList();

        foreach (var order in Orders(articles, 0))
            Check(order);
    }

    private static void Check(List<Candidate> order)
    {
        var when = "arriving as " + string.Join(' ', order.Select(candidate => candidate.Article.Id));
        var of = Invented.Run(new StoryEngine(Outlets), order.Select((candidate, i) => candidate with
        {
            Article = candidate.Article with { FoundAt = candidate.Article.FoundAt.AddMinutes(i) },
        }));

        var story = of["004"].Last.StoryId;
        foreach (var member in (string[])["001", "002", "003", "004"])
        {
            of[member].Last.Role.ShouldBe(StoryRole.Member, when);
            of[member].Last.StoryId.ShouldBe(story, when);
        }

        of["000"].Last.Role.ShouldBe(StoryRole.Background, when);
        of["000"].Last.StoryId.ShouldBe(story, when);
        of["000"].First.Developments.ShouldBeEmpty(when);

        Sure(of["002"].Last).ShouldBe(["004"], when);
        Sure(of["003"].Last).ShouldBe(["002"], when);
        Sure(of["001"].Last).ShouldBeEmpty(when);
        Sure(of["004"].Last).ShouldBeEmpty(when);

        var first = order.First(candidate => candidate.Article.Id != "000").Article.Id;
        of[first].First.Developments.ShouldContain(news => news.Kind == DevelopmentKind.FirstReport, when);
        foreach (var later in (string[])["001", "003"])
            if (later != first)
                of[later].First.Developments.ShouldBeEmpty(when);

        var inventions = string.Join(' ', of["003"].Last.Unsupported);
        inventions.ShouldContain("99 percent", Case.Sensitive, when);
        inventions.ShouldContain("theft rates", Case.Sensitive, when);
    }

    private static string?[] Sure(Decision decision) =>
        [.. decision.Derivations.Where(edge => edge.Confidence >= Derivation.Confirmed).Select(edge => edge.SourceArticleId)];

    private static Candidate Read(string directory, (string Id, string File, string Outlet, string? Title) file, bool oneHost)
    {
        var text = File.ReadAllText(Path.Combine(directory, file.File)).Trim();
        var line = text.Split('\n')[0];
        var outlet = oneHost ? "127.0.0.1" : file.Outlet;
        return new Candidate(
            new Article
            {
                Id = file.Id,
                CanonicalUrl = $"https://example.org/{file.Id}",
                OutletId = Outlets.ByName(outlet)?.Id ?? outlet,
                OutletName = outlet,
                Title = file.Title ?? line,
                Text = file.Title is null ? text[line.Length..].Trim() : text,
                FoundAt = new DateTimeOffset(2026, 5, 27, 14, 0, 0, TimeSpan.Zero),
            },
            new("en", true, [], []));
    }

    private static IEnumerable<List<Candidate>> Orders(List<Candidate> items, int from)
    {
        if (from == items.Count)
            yield return [.. items];

        for (var i = from; i < items.Count; i++)
        {
            (items[from], items[i]) = (items[i], items[from]);
            foreach (var order in Orders(items, from + 1))
                yield return order;

            (items[from], items[i]) = (items[i], items[from]);
        }
    }
}
