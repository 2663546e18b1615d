using NewsWatch.Feeds;
using NewsWatch.Feeds.Polling;

namespace NewsWatch.Tests.Feeds;

public sealed class EntryReconcilerTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly Feed Paper = Feed.New(new Uri("https://paper.example/feed"), "Paper", null, Now.AddHours(-6), new PollOptions());

    [Fact]
    public void An_entry_seen_before_is_no_change() =>
        Again(Item(), Item()).ShouldBeEmpty();

    [Fact]
    public void A_guid_that_changes_its_scheme_makes_no_second_entry() =>
        Again(Item(id: "http://paper.example/?p=1"), Item(id: "https://paper.example/?p=1")).ShouldBeEmpty();

    [Fact]
    public void A_link_with_a_new_token_makes_no_second_entry() =>
        Again(Item(link: "https://paper.example/a?utm_campaign=1"), Item(link: "https://paper.example/a?utm_campaign=2")).ShouldBeEmpty();

    [Fact]
    public void A_link_that_changes_under_the_same_guid_and_title_makes_no_second_entry() =>
        Again(Item(link: "https://paper.example/a"), Item(link: "https://paper.example/2026/a")).ShouldBeEmpty();

    [Fact]
    public void An_edited_title_is_the_next_revision_of_the_same_entry()
    {
        var first = First(Item()).ShouldHaveSingleItem();
        var edited = Again(Item(), Item(title: "Another headline")).ShouldHaveSingleItem();
        (edited.Id, edited.Revision, edited.Title).ShouldBe((first.Id, 2L, "Another headline"));
    }

    [Fact]
    public void Distinct_items_under_one_repeated_guid_stay_distinct() =>
        First(Item(id: "same", link: "https://paper.example/a", title: "A"), Item(id: "same", link: "https://paper.example/b", title: "B"))
            .Select(entry => entry.Id).Distinct().Count().ShouldBe(2);

    [Fact]
    public void Items_that_all_link_to_one_page_are_told_apart_by_guid()
    {
        var entries = First(Item(id: "1", link: "https://paper.example/", title: "A"), Item(id: "2", link: "https://paper.example/", title: "B"));
        entries.Select(entry => entry.Id).Distinct().Count().ShouldBe(2);
        entries.ShouldAllBe(entry => !entry.HasPage);
    }

    [Fact]
    public void An_item_with_neither_link_nor_guid_nor_title_is_nothing() =>
        First(new FeedEntry { Summary = "words" }).ShouldBeEmpty();

    [Fact]
    public void What_a_feed_published_before_it_was_added_is_no_news_and_what_came_after_is()
    {
        var entries = First(
            Item(id: "1", link: "https://paper.example/old", published: Now.AddDays(-3)),
            Item(id: "2", link: "https://paper.example/new", published: Now.AddHours(-1)));
        entries.Select(entry => (entry.Address, entry.Backfill)).ShouldBe([("https://paper.example/old", true), ("https://paper.example/new", false)]);
    }

    private static IReadOnlyList<Entry> First(params FeedEntry[] items) =>
        EntryReconciler.Changes(Paper, [], new ParsedFeed { Format = "rss2.0", Entries = items }, Now);

    private static IReadOnlyList<Entry> Again(FeedEntry before, FeedEntry now) =>
        EntryReconciler.Changes(Paper, [.. First(before).Select(Known)], new ParsedFeed { Format = "rss2.0", Entries = [now] }, Now.AddHours(1));

    private static KnownEntry Known(Entry entry) => new(
        entry.Id, entry.Guid, entry.Address, entry.HasPage, entry.Title, EntryReconciler.HashOf(entry), entry.Revision, entry.FoundAt, entry.Backfill);

    private static FeedEntry Item(
        string id = "1", string link = "https://paper.example/a", string title = "A headline", DateTimeOffset? published = null) =>
        new() { Id = id, Link = link, Title = title, Summary = "Words.", Published = published };
}
