using NewsWatch.Articles;
using NewsWatch.Stories;
using NewsWatch.Tagging;

namespace NewsWatch.Tests.Adapters;

/// <summary>What keeps several processes on one store from deciding or working beside each other.</summary>
public abstract class TurnTests : IAsyncDisposable
{
    protected static readonly DateTimeOffset Now = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private readonly SteppedClock _clock = new(Now);

    protected TurnTests(Adapter adapter) => Store = new StoreUnderTest(adapter, _clock);

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private protected StoreUnderTest Store { get; }

    public ValueTask DisposeAsync() => Store.DisposeAsync();

    [Fact]
    public async Task Of_two_resolvers_that_decide_on_the_same_knowledge_one_is_refused()
    {
        var (first, second) = (await Tagged("a"), await Tagged("b"));

        // A process frozen between thinking and writing: meanwhile the other took over.
        var frozen = new Verdict(Decision(second, "mine"), []);
        (await Store.Stories.Save(first, new Verdict(Decision(first, "s"), []), 0, Cancellation)).ShouldNotBeNull().ShouldHaveSingleItem();

        (await Store.Stories.Save(second, frozen, 0, Cancellation)).ShouldBeNull();
        (await Store.Stories.Find("mine", Cancellation)).ShouldBeNull();
        (await Store.Stories.OpenCandidate(second, Cancellation)).ShouldNotBeNull("it is still to be decided");

        var newest = await Store.Stories.LastDecision(Cancellation);
        (await Store.Stories.Save(second, frozen, newest, Cancellation)).ShouldNotBeNull().ShouldHaveSingleItem().Revision.ShouldBeGreaterThan(newest);
    }

    [Fact]
    public async Task Of_many_verdicts_made_at_once_on_the_same_knowledge_one_is_kept()
    {
        var work = new List<ArticleTagged>();
        foreach (var name in Enumerable.Range(0, 12).Select(i => $"n{i}"))
            work.Add(await Tagged(name));

        var saved = await Task.WhenAll(work.Select(fact => Store.Stories.Save(fact, new Verdict(Decision(fact, fact.Id), []), 0, Cancellation)));

        saved.Count(changes => changes is not null).ShouldBe(1);
        (await Store.Work.Open(Cancellation))["resolve"].ShouldBe(11);
    }

    [Fact]
    public async Task Work_that_ends_its_process_again_and_again_is_quarantined()
    {
        var read = (await Store.Articles.Add(Article("poison"), Cancellation)).ShouldNotBeNull();
        for (var i = 0; i < 3; i++)
            (await Store.Work.Begin(read, "the process ended", Cancellation)).ShouldBeTrue();

        (await Store.Work.Begin(read, "the process ended", Cancellation)).ShouldBeFalse();
        var row = (await Store.Work.Quarantined(Cancellation)).ShouldHaveSingleItem();
        (row.Stage, row.Id, row.Attempts, row.Error).ShouldBe(("tag", read.Id, 3, "the process ended"));
        (await Store.Work.Begin(new ArticleRead("unknown", 1), "the process ended", Cancellation)).ShouldBeFalse("there is nothing to do");
    }

    [Fact]
    public async Task Text_that_is_no_text_is_kept_and_stops_nothing()
    {
        const string Hostile = "zero \0, half \ud83d a pair, whole \ud83d\ude00, last \udc00";
        var article = Article("hostile") with { Title = Hostile, Text = Hostile, CanonicalUrl = "https://paper.example/" + new string('a', 6_000) };
        var read = (await Store.Articles.Add(article, Cancellation)).ShouldNotBeNull();
        var tagged = new ArticleTagged(read.Id, 1);
        var tags = new Tags("en", true, [], [new Mention(Hostile, EntityType.Person, 0, 4, null)]);
        (await Store.Tags.Save(tags, new Step(read, tagged), Cancellation)).ShouldBeTrue();
        await Store.Stories.Save(tagged, new Verdict(Decision(tagged, "s"), []), 0, Cancellation);
        await Store.Work.Fail(new StoryChanged("s", await Store.Stories.LastDecision(Cancellation)), Hostile, final: true, Now, Cancellation);

        (await Store.Articles.Find(article.Id, Cancellation)).ShouldNotBeNull().Title.ShouldContain("whole \ud83d\ude00");
        (await Store.Stories.TitleOf("s", Cancellation)).ShouldNotBeNull().ShouldStartWith("zero");
        (await Store.Work.Quarantined(Cancellation)).ShouldHaveSingleItem();
    }

    protected async Task<ArticleTagged> Tagged(string name) =>
        await Tag((await Store.Articles.Add(Article(name), Cancellation)).ShouldNotBeNull());

    protected async Task<ArticleTagged> Tag(ArticleRead read)
    {
        var tagged = new ArticleTagged(read.Id, read.Revision);
        (await Store.Tags.Save(new Tags("en", true, [], []), new Step(read, tagged), Cancellation)).ShouldBeTrue();
        return tagged;
    }

    protected static Article Article(string name) => new()
    {
        Id = Ids.Derive("article", name),
        CanonicalUrl = $"https://paper.example/{name}",
        OutletId = "paper",
        OutletName = "Paper",
        Title = "A headline",
        Text = "Words.",
        FoundAt = Now,
    };

    private static Decision Decision(ArticleTagged fact, string story) =>
        new() { ArticleId = fact.Id, Version = 1, StoryId = story, Role = StoryRole.Member };
}

public sealed class SqliteTurnTests() : TurnTests(Adapter.Sqlite);

public sealed class PostgresTurnTests() : TurnTests(Adapter.Postgres)
{
    [Fact]
    public async Task Articles_are_decided_in_the_order_in_which_they_came_whoever_tagged_them_first()
    {
        var (a, b) = ((await Store.Articles.Add(Article("a"), Cancellation))!, (await Store.Articles.Add(Article("b"), Cancellation))!);
        var second = await Tag(b);
        var turn = (await Store.Work.InTurn([second], Now, Cancellation)).ShouldHaveSingleItem();
        (turn.Fact, turn.Waits).ShouldBe((second, true));

        var first = await Tag(a);
        (await Store.Work.InTurn([second], Now, Cancellation)).Select(one => (one.Fact, one.Waits)).ShouldBe([(first, false), (second, false)]);
    }

    [Fact]
    public async Task What_failed_to_be_tagged_holds_nobody_up()
    {
        var (a, b) = ((await Store.Articles.Add(Article("a"), Cancellation))!, (await Store.Articles.Add(Article("b"), Cancellation))!);
        await Store.Work.Fail(a, "no", final: false, Now, Cancellation);
        var second = await Tag(b);

        (await Store.Work.InTurn([second], Now, Cancellation)).ShouldBe([new WorkInTurn(second, Now, Waits: false)]);
        (await Store.Work.InTurn([second], Now.AddMinutes(-1), Cancellation)).ShouldBeEmpty("nothing is due yet");
    }
}
