using NewsWatch.Feeds;
using NewsWatch.Feeds.Polling;

namespace NewsWatch.Tests.Feeds;

/// <summary>Scorecard row 20: whatever a publisher changes about an entry, one article is one entry, and two are two.</summary>
public sealed class FamiliarEntryTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly Feed Paper = Feed.New(new Uri("https://paper.example/feed"), "Paper", null, Now.AddHours(-6), new PollOptions());

    [Fact]
    public void A_guid_that_changes_its_scheme_without_any_link_is_the_same() =>
        Again(Item("http://paper.example/?p=1", null), Item("https://www.paper.example/?p=1", null)).ShouldBeEmpty();

    [Fact]
    public void A_site_that_moves_to_another_host_brings_nothing_new() =>
        Again(Item("http://old.example/?p=1", "http://old.example/a"), Item("https://new.example/?p=1", "https://new.example/a")).ShouldBeEmpty();

    [Fact]
    public void A_token_that_is_new_at_each_fetch_makes_no_second_entry_even_where_it_is_the_guid() =>
        Again(
            Item("https://paper.example/a?session=1", "https://paper.example/a?session=1"),
            Item("https://paper.example/a?session=2", "https://paper.example/a?session=2")).ShouldBeEmpty();

    [Fact]
    public void A_new_token_and_an_edited_title_at_once_are_a_revision()
    {
        var edited = Again(Item("g1", "https://paper.example/a?session=1"), Item("g1", "https://paper.example/a?session=2", "Another headline")).ShouldHaveSingleItem();
        (edited.Revision, edited.Title).ShouldBe((2L, "Another headline"));
    }

    [Fact]
    public void Articles_told_apart_by_their_query_alone_stay_distinct() =>
        Again([Item("1", "https://paper.example/?id=1", "One")], [Item("1", "https://paper.example/?id=1", "One"), Item("2", "https://paper.example/?id=2", "Two")])
            .ShouldHaveSingleItem().Title.ShouldBe("Two");

    [Fact]
    public void A_guid_that_every_item_shares_hides_no_article() =>
        Again(Item("same", "https://paper.example/a", "One"), Item("same", "https://paper.example/b", "Two")).ShouldHaveSingleItem().Revision.ShouldBe(1);

    [Fact]
    public void Two_entries_have_no_past_in_common() =>
        Again(
            [Item("g1", "https://paper.example/a", "Briefing")],
            [Item("g1", "https://paper.example/b", "Briefing"), Item("g1", "https://paper.example/c", "Briefing")]).Count.ShouldBe(1);

    private static IReadOnlyList<Entry> Again(FeedEntry before, FeedEntry now) => Again([before], [now]);

    private static IReadOnlyList<Entry> Again(FeedEntry[] before, FeedEntry[] now) =>
        EntryReconciler.Changes(Paper, [.. Read([], before, Now).Select(Known)], Document(now), Now.AddHours(1));

    private static IReadOnlyList<Entry> Read(IReadOnlyList<KnownEntry> known, FeedEntry[] items, DateTimeOffset at) =>
        EntryReconciler.Changes(Paper, known, Document(items), at);

    private static ParsedFeed Document(FeedEntry[] items) => new() { Format = "rss2.0", Entries = items };

    private static KnownEntry Known(Entry entry) => new(
        entry.Id, entry.Guid, entry.Address, entry.HasPage, entry.Title, EntryReconciler.HashOf(entry), entry.Revision, entry.FoundAt, entry.Backfill);

    private static FeedEntry Item(string id, string? link, string title = "A headline") => new() { Id = id, Link = link, Title = title, Summary = "Words." };
}
