using NewsWatch.Articles.Texts;
using NewsWatch.Stories;

namespace NewsWatch.Tests.Stories;

/// <summary>What strangers send: a sensible answer, in bounded time and memory.</summary>
public sealed class HostileArticleTests
{
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(30);

    public static TheoryData<string> Texts() =>
    [
        new string('.', 1_000_000),
        new string('(', 500_000),
        new string('“', 500_000),
        new string('9', 1_000_000),
        string.Concat(Enumerable.Repeat("1,", 400_000)),
        new string('a', 1_000_000),
        new string('字', 500_000),
        new string('\n', 1_000_000),
        string.Concat(Enumerable.Repeat("A. ", 300_000)),
        string.Concat(Enumerable.Repeat("the Lantern reported ", 40_000)),
        string.Concat(Enumerable.Repeat("&#8217;", 100_000)),
        string.Concat(Enumerable.Repeat("a\u0301\u0302\u0303", 200_000)),
        string.Concat(Enumerable.Repeat("Ⴀნბანი ꙮ ᚠᚢᚦ 𒀀𒀁 ", 40_000)),
        string.Concat(Enumerable.Repeat("Quillmouth Lantern ", 50_000)),
        string.Concat(Enumerable.Repeat("Quillmouth Lantern and Fenland Post ", 25_000)),
        string.Concat(Enumerable.Repeat("“told us ", 100_000)),
    ];

    [Theory]
    [MemberData(nameof(Texts), DisableDiscoveryEnumeration = true)]
    public async Task A_megabyte_of_anything_is_decided_on(string text)
    {
        var engine = new StoryEngine(Invented.Outlets);
        var candidate = Invented.Article("long", "Relay Desk", "A very long page", text);
        await Task.Run(() =>
        {
            engine.Apply(candidate, engine.Decide(candidate));
            engine.Reconsider(candidate);
            engine.Decide(candidate with { Article = candidate.Article with { Id = "again", CanonicalUrl = "https://relay.example/again" } });
        }, TestContext.Current.CancellationToken).WaitAsync(Hang, TestContext.Current.CancellationToken);
    }

    [Fact]
    public void What_is_remembered_of_a_megabyte_is_small()
    {
        var words = string.Join(' ', Enumerable.Range(0, 150_000).Select(i => $"word{i}"));
        var reading = Reader.Read(Invented.Article("long", "Relay Desk", "Long", words).Article, new OutletNames(Invented.Outlets));

        reading.Sketch.Hashes.Length.ShouldBeLessThanOrEqualTo(StoryParameters.SketchSize);
        reading.Main.Length.ShouldBeLessThanOrEqualTo(StoryParameters.BodyWords + 20);
        reading.Figures.Count.ShouldBeLessThanOrEqualTo(Figures.Most);
        reading.Sentences.Sum(sentence => sentence.Terms.Count).ShouldBeLessThanOrEqualTo(StoryParameters.SentenceTerms);
    }

    [Fact]
    public void Clocks_that_run_backwards_change_no_story()
    {
        var engine = new StoryEngine(Invented.Outlets);
        var late = Invented.Article("late", "Quillmouth Lantern", "Crane watcher misread 63 of 90 loads, log shows", Invented.Report, 600);
        var early = Invented.Article("early", "Ferry Post", "Crane watcher misread 63 of 90 loads", Invented.Report, -600);
        var outcome = Invented.Run(engine, late, early);
        engine.Forget(late.Article.FoundAt.AddDays(-400));
        engine.Forget(DateTimeOffset.MinValue.AddDays(20));

        outcome["early"].First.StoryId.ShouldBe(outcome["late"].First.StoryId);
        engine.Decide(Invented.Article("third", "Relay Desk", "Crane watcher misread", Invented.Report, -1)).StoryId.ShouldBe(outcome["late"].First.StoryId);
    }
}
