using NewsWatch.Search;
using NewsWatch.Stories;
using NewsWatch.Tests.Adapters;

namespace NewsWatch.Tests.Stories;

/// <summary>What people part and put together, over a real store and the engine rebuilt from it.</summary>
public abstract class StoryEditingTests : IAsyncDisposable
{
    private readonly StoreUnderTest _stored;
    private readonly IStoryStore _stories;
    private readonly StoryResolver _resolver;

    protected StoryEditingTests(Adapter adapter)
    {
        _stored = new StoreUnderTest(adapter, new SteppedClock(new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero)));
        _stories = _stored.Stories;
        _resolver = new StoryResolver(_stories, Invented.Outlets);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_split_moves_the_articles_and_keeps_them_apart_for_ever()
    {
        var (story, _) = await Three();
        var act = await _stories.Save(StoryEditing.Split(story, ["rewrite"]), Cancellation);

        (await Story(act.Act.OtherId)).Members.Select(member => member.Article.Id).ShouldBe(["rewrite"]);
        (await Story(story.Id)).Members.Select(member => member.Article.Id).ShouldBe(["original", "copy"], ignoreOrder: true);
        (await _stories.DecisionsOn("rewrite", Cancellation))[^1].Reasons[0].ShouldContain("a person parted it");

        // A second copy bridges the two; the pair still stands.
        await Arrive(Invented.Article("bridge", "Ferry Post", "Crane watcher misread 63 of 90 loads", Invented.Report + "\n" + Invented.Retelling, 9));
        (await StoryOf("rewrite")).ShouldNotBe(await StoryOf("original"));
    }

    [Fact]
    public async Task A_merge_moves_all_of_one_story_with_what_it_told()
    {
        var (story, other) = await Three();
        await _stories.Save(StoryEditing.Merge(story, other), Cancellation);

        var merged = await Story(story.Id);
        merged.Members.Count().ShouldBe(4);
        merged.Developments.ShouldContain(told => told.ArticleId == "other");
        (await _stories.Find(other.Id, Cancellation)).ShouldNotBeNull().Articles.ShouldBeEmpty();
        (await _stories.Latest(10, Cancellation)).Select(row => row.Id).ShouldBe([story.Id], "an emptied story is not listed");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Undo_restores_the_state_before_exactly(bool split)
    {
        var (story, other) = await Three();
        var (before, told) = (await Standing(), await Probe());
        var act = await _stories.Save(split ? StoryEditing.Split(story, ["rewrite", "copy"]) : StoryEditing.Merge(story, other), Cancellation);
        (await Standing()).ShouldNotBe(before);

        (await _stories.Undo(act.Number, Cancellation)).ShouldNotBeNull().UndoneAt.ShouldNotBeNull();

        (await Standing()).ShouldBe(before);
        (await Probe()).ShouldBe(told);
        (await _stories.Pairs(Cancellation)).ShouldBeEmpty();
        (await _stories.Undo(act.Number, Cancellation)).ShouldBeNull("it was undone before");
    }

    [Fact]
    public async Task A_later_merge_overrules_an_earlier_split_and_undoing_it_lets_the_split_stand()
    {
        var (story, _) = await Three();
        var split = await _stories.Save(StoryEditing.Split(story, ["rewrite"]), Cancellation);
        var merge = await _stories.Save(StoryEditing.Merge(await Story(story.Id), await Story(split.Act.OtherId)), Cancellation);
        await Arrive(Invented.Article("late", "Ferry Post", "Crane watcher misread loads", Invented.Report + " Later.", 9));
        (await StoryOf("rewrite")).ShouldBe(await StoryOf("original"));

        await _stories.Undo(merge.Number, Cancellation);

        (await StoryOf("rewrite")).ShouldBe(split.Act.OtherId);
        (await _stories.Pairs(Cancellation)).ShouldAllBe(pair => !pair.Together);
    }

    [Fact]
    public async Task What_a_later_act_moved_again_is_undone_after_it()
    {
        var (story, other) = await Three();
        var before = await Standing();
        var split = await _stories.Save(StoryEditing.Split(story, ["rewrite"]), Cancellation);
        var parted = await Standing();
        var merge = await _stories.Save(StoryEditing.Merge(other, await Story(split.Act.OtherId)), Cancellation);

        (await Should.ThrowAsync<InvalidStoryActException>(() => _stories.Undo(split.Number, Cancellation))).Message.ShouldContain($"act {merge.Number}");
        (await _stories.Undo(merge.Number, Cancellation)).ShouldNotBeNull();
        (await Standing()).ShouldBe(parted);

        // The story that they would go back to is emptied.
        var emptied = await _stories.Save(StoryEditing.Merge(other, await Story(story.Id)), Cancellation);
        await Should.ThrowAsync<InvalidStoryActException>(() => _stories.Undo(split.Number, Cancellation));
        (await _stories.Undo(emptied.Number, Cancellation)).ShouldNotBeNull();
        (await _stories.Undo(split.Number, Cancellation)).ShouldNotBeNull();
        (await Standing()).ShouldBe(before);
    }

    [Fact]
    public async Task What_makes_no_sense_is_refused_with_what_to_do()
    {
        var (story, _) = await Three();

        Should.Throw<InvalidStoryActException>(() => StoryEditing.Split(story, [])).Message.ShouldContain("name the articles");
        Should.Throw<InvalidStoryActException>(() => StoryEditing.Split(story, ["other"])).Message.ShouldContain("is no article of story");
        Should.Throw<InvalidStoryActException>(() => StoryEditing.Split(story, ["original", "copy", "rewrite"])).Message.ShouldContain("not all of them");
        Should.Throw<InvalidStoryActException>(() => StoryEditing.Merge(story, story)).Message.ShouldContain("one story already");
    }

    [Fact]
    public async Task Stories_and_articles_are_found_by_the_beginning_of_their_ids_and_by_address()
    {
        var (story, _) = await Three();

        (await _stories.StoryIdOf(story.Id[..6], Cancellation)).ShouldBe(story.Id);
        (await _stories.StoryIdOf("https://ferry.example/copy", Cancellation)).ShouldBe(story.Id);
        (await _stories.ArticleIdOf("rewr", Cancellation)).ShouldBe("rewrite");
        (await _stories.ArticleIdOf("nowhere", Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task A_long_story_that_still_moves_is_rebuilt_whole()
    {
        var (story, _) = await Three();

        (await _stories.History(TimeSpan.Zero, Cancellation).Select(row => row.Candidate.Article.Id).ToListAsync(Cancellation))
            .ShouldBe(["original", "copy", "rewrite", "other"], "what stands, in the order in which it came");
        story.Members.Count().ShouldBe(3);
    }

    [Fact]
    public async Task Of_a_story_of_hundreds_indexing_gets_the_newest_articles_and_the_number_of_all_sources()
    {
        var tagged = new List<ArticleTagged>();
        for (var i = 0; i <= StoryMates.Most; i++)
        {
            var candidate = Invented.Article($"a{i:D3}", i % 2 == 0 ? "Ferry Post" : "Relay Desk", "Crane watcher misread loads", Invented.Report, i);
            var read = (await _stored.Articles.Add(candidate.Article, Cancellation)).ShouldNotBeNull();
            tagged.Add(new ArticleTagged(read.Id, read.Revision));
            await _stored.Tags.Save(candidate.Tags, new Step(read, tagged[^1]), Cancellation);
        }

        var verdicts = tagged.ConvertAll(fact => (fact, new Verdict(new Decision { ArticleId = fact.Id, Version = 1, StoryId = "story", Role = StoryRole.Member }, [])));
        var changes = (await _stories.Save(verdicts, 0, Cancellation)).ShouldNotBeNull();
        var open = await _stories.OpenChanges([.. changes.TakeLast(2)], Cancellation);

        open.Count.ShouldBe(2);
        open[0].Change.Story.ShouldNotBeNull().IndependentSources.ShouldBe(2);
        open[0].Change.Story!.Articles[^1].Article.Id.ShouldBe($"a{StoryMates.Most:D3}");
        open[1].Change.Story.ShouldBeSameAs(open[0].Change.Story, "it is read once for work that is done together");
    }

    public async ValueTask DisposeAsync()
    {
        await _stored.DisposeAsync();
    }

    /// <summary>A report, its copy and its rewrite in one story; an article of another.</summary>
    private async Task<(StoryView Story, StoryView Other)> Three()
    {
        await Arrive(Invented.Article("original", "Quillmouth Lantern", "Crane watcher misread 63 of 90 loads, log shows", Invented.Report));
        await Arrive(Invented.Article("copy", "Ferry Post", "Crane watcher misread 63 of 90 loads", Invented.Report, 1));
        await Arrive(Invented.Article("rewrite", "Relay Desk", "Harbour's crane software misread two loads in three", Invented.Retelling, 2));
        await Arrive(Invented.Article("other", "Ferry Post", "Ferrach votes down robot tax", Invented.Elsewhere, 3));
        return (await Story(await StoryOf("original")), await Story(await StoryOf("other")));
    }

    private async Task Arrive(Candidate candidate)
    {
        var read = (await _stored.Articles.Add(candidate.Article, Cancellation)).ShouldNotBeNull();
        var tagged = new ArticleTagged(read.Id, read.Revision);
        await _stored.Tags.Save(candidate.Tags, new Step(read, tagged), Cancellation);
        using var turn = await _resolver.Enter(Cancellation);
        var verdict = turn.Resolve(candidate);
        turn.Keep((await _stories.Save(tagged, verdict, turn.Knows, Cancellation))![^1].Revision);
    }

    /// <summary>What the engine, rebuilt, thinks of an article that is not saved.</summary>
    private async Task<string> Probe()
    {
        using var resolver = new StoryResolver(_stories, Invented.Outlets);
        using var turn = await resolver.Enter(Cancellation);
        var decision = turn.Resolve(Invented.Article("probe", "Relay Desk", "Crane software misreads loads", Invented.Retelling + " The board met.", 20)).Arrival;
        return System.Text.Json.JsonSerializer.Serialize(decision);
    }

    private async Task<string> Standing()
    {
        var rows = new List<string>();
        foreach (var story in (await _stories.Latest(100, Cancellation)).OrderBy(story => story.Id))
            rows.Add(System.Text.Json.JsonSerializer.Serialize(new { story.Id, story.Title, story.OpenedAt, story.Articles, story.Developments }));

        return string.Join('\n', rows);
    }

    private async Task<StoryView> Story(string id) => (await _stories.Find(id, Cancellation)).ShouldNotBeNull();

    private async Task<string> StoryOf(string article) => (await _stories.DecisionsOn(article, Cancellation))[^1].StoryId.ShouldNotBeNull();
}

public sealed class SqliteStoryEditingTests() : StoryEditingTests(Adapter.Sqlite);

public sealed class PostgresStoryEditingTests() : StoryEditingTests(Adapter.Postgres);
