using NewsWatch.Articles;
using NewsWatch.Stories;

namespace NewsWatch.Evaluation;

/// <summary>The five seed articles in every order of arrival.</summary>
public static class Seeds
{
    private static readonly (string Id, string File, string Outlet, string? Title)[] Files =
    [
        ("000", "000_89840f281a32b6f0.txt", "AllInOneAICenter", "AI-Powered Surveillance in China — Inside the World's Most Advanced Monitoring State"),
        ("001", "001_94e0ee446ecb23e8.txt", "AI Daily Wire", null),
        ("002", "002_e3ff551db5407b63.txt", "The Decoder", null),
        ("003", "003_5f6afed2c1f9b521.txt", "Gnoppix forum", null),
        ("004", "004_2e0751e1da2bbaf8.txt", "Financial Times", "China overhauls world's biggest surveillance network with advanced AI"),
    ];

    public static OutletRegistry Outlets { get; } = new(
    [
        new Outlet("ft", "Financial Times", ["FT", "the FT"], ["ft.com"]),
        new Outlet("the-decoder", "The Decoder", [], ["the-decoder.com"]),
        new Outlet("reuters", "Reuters", [], ["reuters.com"]),
    ]);

    /// <summary>The articles, each at its own outlet, or all at one unknown host where <paramref name="oneHost"/>.</summary>
    public static List<LabelledArticle> Read(string directory, bool oneHost)
    {
        var list = new List<LabelledArticle>();
        foreach (var (id, file, outlet, title) in Files)
        {
            var text = File.ReadAllText(Path.Combine(directory, file)).Trim();
            var line = text.Split('\n')[0];
            var named = Outlets.ByName(outlet);
            var article = new Article
            {
                Id = id,
                CanonicalUrl = $"https://example.org/{id}",
                OutletId = oneHost ? "127.0.0.1" : named?.Id ?? outlet,
                OutletName = oneHost ? "127.0.0.1" : outlet,
                Title = title ?? line,
                Text = title is null ? text[line.Length..].Trim() : text,
                FoundAt = new DateTimeOffset(2026, 5, 27, 12, 0, 0, TimeSpan.Zero),
            };
            list.Add(new LabelledArticle(new(article, LabelledArticles.NoTags), id == "000" ? null : "story", default));
        }

        return list;
    }

    public static IEnumerable<List<LabelledArticle>> Orders(List<LabelledArticle> articles)
    {
        var clock = new DateTimeOffset(2026, 5, 27, 12, 0, 0, TimeSpan.Zero);
        foreach (var order in Permute(articles, 0))
            yield return [.. order.Select((article, i) => article with
            {
                Candidate = article.Candidate with { Article = article.Candidate.Article with { FoundAt = clock.AddMinutes(i) } },
            })];
    }

    /// <summary>What is wrong with the outcome, in words; empty where all is right.</summary>
    public static List<string> Faults(List<Replayed> results)
    {
        var faults = new List<string>();
        var of = results.ToDictionary(result => result.Article.Id);
        void Check(bool holds, string fault)
        {
            if (!holds)
                faults.Add(fault);
        }

        Derivation? Edge(string taker, string source) => of[taker].Last.Derivations.FirstOrDefault(edge => edge.SourceArticleId == source);
        var stories = results.Where(result => result.Article.Id != "000").Select(result => result.Last).ToList();
        Check(stories.TrueForAll(decision => decision.Role == StoryRole.Member), "not all members: " + string.Join(' ', stories.Select(s => s.Role)));
        Check(stories.Select(decision => decision.StoryId).Distinct().Count() == 1, "not one story");
        Check(of["000"].Last.Role == StoryRole.Background && of["000"].Last.StoryId == of["004"].Last.StoryId, "000 is not background: " + of["000"].Last.Role);
        Check(Edge("002", "004") is { Kind: DerivationKind.Rewrite, Confidence: >= 0.7 }, "002 is no rewrite of 004");
        Check(Edge("003", "002") is { Kind: DerivationKind.Rewrite, Confidence: >= 0.7 }, "003 is no rewrite of 002");
        Check(!of["004"].Last.Derivations.Any(edge => edge.Confidence >= 0.7), "004 has a source");
        Check(!of["001"].Last.Derivations.Any(edge => edge.Confidence >= 0.7), "001 has a source");
        Check(of["002"].Last.Derivations.Count(edge => edge.Confidence >= 0.7) == 1, "002 has other sources");
        Check(of["003"].Last.Derivations.Count(edge => edge.Confidence >= 0.7) == 1, "003 has other sources");
        Check(!of["000"].Alerted, "000 alerts");
        var firstReport = results.First(result => result.Article.Id != "000");
        Check(firstReport.Alerted, "no alert for the first report");
        foreach (var result in results.Where(result => result.Article.Id is "003" or "001" && result != firstReport))
            Check(!result.Alerted, $"{result.Article.Id} alerts: {string.Join(" / ", result.First.Developments.Select(d => d.Kind + " " + d.Sentence))}");

        Check(of["002"] == firstReport || of["002"].First.Developments.All(news => news.Kind != DevelopmentKind.FirstReport), "002 is a second first report");
        var unsupported = string.Join(" ", of["003"].Last.Unsupported);
        Check(unsupported.Contains("99 percent", StringComparison.Ordinal) && unsupported.Contains("theft rates", StringComparison.Ordinal), "003's inventions are not marked");
        return faults;
    }

    private static IEnumerable<List<LabelledArticle>> Permute(List<LabelledArticle> items, int from)
    {
        if (from == items.Count)
            yield return [.. items];

        for (var i = from; i < items.Count; i++)
        {
            (items[from], items[i]) = (items[i], items[from]);
            foreach (var order in Permute(items, from + 1))
                yield return order;

            (items[from], items[i]) = (items[i], items[from]);
        }
    }
}
