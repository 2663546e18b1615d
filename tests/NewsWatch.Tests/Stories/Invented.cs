using NewsWatch.Articles;
using NewsWatch.Stories;
using NewsWatch.Tagging;

namespace NewsWatch.Tests.Stories;

/// <summary>Invented outlets and articles for the story engine's tests.</summary>
internal static class Invented
{
    public const string Report =
        "The harbour board of Quillmouth has bought a crane-watching system that misread 63 of 90 loads, according to a safety log seen by this newspaper.\n"
        + "The system, made by Brindle Optics, cost the board 2.4 million pounds and was switched on in March. "
        + "It stopped cranes for gulls, for rain and once for a bridesmaid.\n"
        + "“We asked for eyes and were sold a nervous breakdown,” said Ottoline Marsh, who has driven crane four for nineteen years.\n"
        + "Brindle Optics said that the misreadings were “within the expected range of a first season” and that an update was due in June.\n"
        + "Dockers have refused to work the night tide until the log is published in full, and the board meets on Thursday.";

    public const string Retelling =
        "A port authority in Quillmouth spent 2.4 million pounds on software to watch its cranes, and it got 63 of 90 loads wrong, the Quillmouth Lantern reports.\n"
        + "The Brindle Optics system halted cranes because of gulls and rain. One crane driver, Ottoline Marsh, told the Lantern that dockers had asked for eyes "
        + "and been sold a nervous breakdown. The maker calls the misreadings normal for a first season and promises an update in June.\n"
        + "The night tide is not being worked until the safety log is published.";

    public const string Elsewhere =
        "Voters in the canton of Ferrach rejected a tax on domestic robots by a margin of eleven points on Sunday.\n"
        + "The levy would have paid for retraining household staff. Its author, councillor Ines Tavel, called the result a postponement.\n"
        + "Turnout was 41 per cent, the lowest for a cantonal ballot since the vote on the mountain tram.";

    public static OutletRegistry Outlets { get; } = new(
    [
        new Outlet("lantern", "Quillmouth Lantern", ["the Lantern"], ["lantern.example"]),
        new Outlet("relay", "Relay Desk", [], ["relay.example"]),
        new Outlet("ferry", "Ferry Post", [], ["ferry.example"]),
    ]);

    public static Candidate Article(
        string id, string outlet, string title, string text, int minute = 0, int version = 1, IReadOnlyList<ArticleLink>? links = null)
    {
        var known = Outlets.ByName(outlet);
        return new Candidate(
            new Article
            {
                Id = id,
                CanonicalUrl = $"https://{known?.Hosts[0] ?? "unknown.example"}/{id}",
                OutletId = known?.Id ?? outlet,
                OutletName = known?.Name ?? outlet,
                Title = title,
                Text = text,
                Version = version,
                Links = links ?? [],
                FoundAt = new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero).AddMinutes(minute),
            },
            new Tags("en", true, [], []));
    }

    /// <summary>Feeds the articles as the pipeline does and gives the first decision and the last of each.</summary>
    public static Dictionary<string, (Decision First, Decision Last)> Run(StoryEngine engine, params IEnumerable<Candidate> candidates)
    {
        var outcome = new Dictionary<string, (Decision First, Decision Last)>();
        foreach (var candidate in candidates)
        {
            var decision = engine.Decide(candidate);
            outcome[candidate.Article.Id] = (decision, decision);
            engine.Apply(candidate, decision);
            foreach (var (article, revised) in engine.Reconsider(candidate))
            {
                outcome[article.Article.Id] = (outcome[article.Article.Id].First, revised);
                engine.Apply(article, revised);
            }
        }

        return outcome;
    }
}
