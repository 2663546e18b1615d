using NewsWatch.Tagging;
using NewsWatch.Tests.Adapters;

namespace NewsWatch.Tests.Tagging;

public abstract class RetaggingTests : IAsyncDisposable
{
    private const string Before = "entities:\n  - {id: farsight, name: Farsight Optics, type: organisation}";
    private const string After = "entities:\n  - {id: farsight, name: Farsight Optics, type: organisation}\n  - {id: quill, name: Quillharbour Inc, type: organisation}";

    private readonly StoredTags _store;

    protected RetaggingTests(Adapter adapter) => _store = new StoredTags(adapter);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_changed_registry_tags_stored_articles_again_and_says_what_changed()
    {
        await Fill(70);
        var now = Sources.WithEntities(After);
        var retagging = new Retagging(_store.Archive, now, new Scope(Everything: false));
        (await retagging.IsDue(Cancellation)).ShouldBeTrue();
        var steps = new Steps();

        var report = await retagging.Run(everything: false, steps, null, Cancellation);

        report.Articles.ShouldBe(70);
        report.Changed.ShouldBe(35);
        report.Entities.ShouldBe(new Dictionary<string, GainedLost> { ["quill"] = new(35, 0) });
        report.Lines().First().ShouldContain("70 articles tagged again, 35 changed");
        steps.Seen.ShouldBe([new RetagProgress(50, 70), new RetagProgress(70, 70)]);
        (await retagging.IsDue(Cancellation)).ShouldBeFalse();
        (await retagging.Run(everything: false, null, null, Cancellation)).Articles.ShouldBe(0);
        (await retagging.Run(everything: true, null, null, Cancellation)).ShouldSatisfyAllConditions(again => again.Articles.ShouldBe(70), again => again.Changed.ShouldBe(0));
    }

    [Fact]
    public async Task Stopped_midway_it_goes_on_where_it_was()
    {
        await Fill(120);
        var retagging = new Retagging(_store.Archive, Sources.WithEntities(After), new Scope(Everything: false));
        await Should.ThrowAsync<IOException>(() => retagging.Run(everything: false, new Breaks(), null, Cancellation));

        (await retagging.IsDue(Cancellation)).ShouldBeTrue();
        (await retagging.Run(everything: false, null, null, Cancellation)).Articles.ShouldBe(70);
    }

    [Fact]
    public async Task It_opens_no_work_and_calls_with_what_changed()
    {
        await Fill(4);
        var before = await _store.Work.Open(Cancellation);
        var changed = new List<TaggedArticle>();
        await new Retagging(_store.Archive, Sources.WithEntities(After), new Scope(Everything: false)).Run(
            everything: false, null, articles => { changed.AddRange(articles); return Task.CompletedTask; }, Cancellation);
        changed.Count.ShouldBe(2);
        changed.ShouldAllBe(one => one.Tags.Mentions.Any(mention => mention.EntityId == "quill"));
        (await _store.Work.Open(Cancellation)).ShouldBe(before);
    }

    [Fact]
    public async Task Unknown_names_are_counted_by_article_and_leave_when_they_are_known()
    {
        await Fill(6);
        var candidate = (await _store.Archive.Candidates(2, 10, Cancellation)).Single(one => one.Name == "Quillharbour Inc");
        candidate.ShouldSatisfyAllConditions(one => one.Articles.ShouldBe(3), one => one.Mentions.ShouldBe(3), one => one.Type.ShouldBe(EntityType.Organisation));

        await new Retagging(_store.Archive, Sources.WithEntities(After), new Scope(Everything: false)).Run(everything: false, null, null, Cancellation);
        (await _store.Archive.Candidates(1, 100, Cancellation)).ShouldNotContain(one => one.Name == "Quillharbour Inc");
    }

    [Fact]
    public void A_comment_changes_no_fingerprint_and_an_alias_does()
    {
        var one = Sources.WithEntities(Before).Fingerprint;
        Sources.WithEntities("# by the harbour office\n" + Before).Fingerprint.ShouldBe(one);
        Sources.WithEntities(Before.Replace("type: organisation", "type: organisation, aliases: [FSO]", StringComparison.Ordinal)).Fingerprint.ShouldNotBe(one);
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    private async Task Fill(int articles)
    {
        var tagger = Sources.WithEntities(Before);
        for (var i = 0; i < articles; i++)
            await _store.Add(
                $"n{i}", "Chatbot maker fined", i % 2 == 0 ? "The regulator fined the company Quillharbour Inc on Monday over its chatbot." : "Farsight Optics paid.", tagger);
    }

    private sealed class Steps : IProgress<RetagProgress>
    {
        public List<RetagProgress> Seen { get; } = [];

        public void Report(RetagProgress value) => Seen.Add(value);
    }

    private sealed class Breaks : IProgress<RetagProgress>
    {
        public void Report(RetagProgress value) => throw new IOException("the disk is gone");
    }
}

public sealed class SqliteRetaggingTests() : RetaggingTests(Adapter.Sqlite);

public sealed class PostgresRetaggingTests() : RetaggingTests(Adapter.Postgres);
