using System.Text;
using static NewsWatch.Tests.Feeds.Documents;

namespace NewsWatch.Tests.Feeds;

/// <summary>JSON Feed, and row 50 of the scorecard: what a JSON document can do wrong.</summary>
public sealed class JsonFeedTests
{
    [Fact]
    public void A_JSON_feed_keeps_each_of_its_fields()
    {
        var read = Read("""
            {"version":"https://jsonfeed.org/version/1.1","title":"Harbour","home_page_url":"https://harbour.example/","feed_url":"https://harbour.example/feed.json",
             "description":"From the bay","language":"en","icon":"https://harbour.example/icon.png","authors":[{"name":"Edda","url":"https://harbour.example/edda"}],
             "hubs":[{"type":"WebSub","url":"https://hub.example/"}],
             "items":[{"id":1,"url":"/1","title":"Council votes","content_html":"<p>One.</p><p>Two.</p>","content_text":"ignored","summary":"Short.",
               "date_published":"2025-05-01T08:00:00Z","date_modified":"2025-05-01T09:00:00Z","tags":["bay"],"image":"https://harbour.example/1.jpg",
               "author":{"name":"Ann"},"attachments":[{"url":"https://harbour.example/1.mp3","mime_type":"audio/mpeg","size_in_bytes":7}]}]}
            """);

        read.Format.ShouldBe("json1.1");
        (read.Feed.Title, read.Feed.Self, read.Feed.Hub, read.Feed.Image).ShouldBe(("Harbour", "https://harbour.example/feed.json", "https://hub.example/", "https://harbour.example/icon.png"));
        read.Feed.Authors.ShouldHaveSingleItem().Uri.ShouldBe("https://harbour.example/edda");
        var entry = read.Entries.ShouldHaveSingleItem();
        (entry.Id, entry.Link, entry.Content, entry.Summary).ShouldBe(("1", "https://news.example/1", "One.\nTwo.", "Short."));
        entry.Enclosures.ShouldHaveSingleItem().ShouldBe(new("https://harbour.example/1.mp3", "audio/mpeg", 7));
        (entry.Published!.Value.Hour, entry.Updated!.Value.Hour).ShouldBe((8, 9));
    }

    [Fact]
    public void Values_of_wrong_types_cost_only_themselves()
    {
        var read = Read("""
            {"version":"https://jsonfeed.org/version/1","title":{"a":1},"authors":"Ann","items":[
              {"id":1e400,"title":["x"],"url":7,"date_published":true,"tags":"one","attachments":{"url":5},"content_html":"kept"}, 3, null, "text"]}
            """);

        read.Format.ShouldBe("json1.0");
        var entry = read.Entries.ShouldHaveSingleItem();
        (entry.Id, entry.Title, entry.Link, entry.Published, entry.Content).ShouldBe(("1e400", null, "https://news.example/feeds/7", null, "kept"));
        entry.Categories.ShouldHaveSingleItem().Term.ShouldBe("one");
        read.Feed.Authors.ShouldHaveSingleItem().Name.ShouldBe("Ann");
    }

    [Fact]
    public void Of_two_members_of_one_name_the_last_counts()
    {
        Read("""{"version":"https://jsonfeed.org/version/1","title":"a","title":"b","items":[{"id":"1","id":"2"}]}""").Feed.Title.ShouldBe("b");
    }

    [Fact]
    public void Items_before_a_break_are_kept_with_a_warning_that_has_the_place()
    {
        var read = Read("""{"version":"https://jsonfeed.org/version/1","items":[{"id":"1"},{"id":"2"},{"id":"3""");

        read.Error.ShouldBeNull();
        read.Entries.Select(e => e.Id).ShouldBe(["1", "2"]);
        read.Warnings.ShouldHaveSingleItem().Message.ShouldContain("line 1");
    }

    [Fact]
    public void Nesting_of_ten_thousand_levels_is_an_error_in_words()
    {
        var deep = $"{{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[{{\"_x\":{new string('[', 10_000)}{new string(']', 10_000)}}}]}}";

        Read(deep).Error!.ShouldContain("deeper than 256");
    }

    [Fact]
    public void Half_a_surrogate_pair_becomes_a_replacement_character()
    {
        var read = Read("""{"version":"https://jsonfeed.org/version/1","items":[{"id":"1","title":"a\ud800b","content_text":"\udc00"}],"\ud800":1}""");

        read.Entries.ShouldHaveSingleItem().Title.ShouldBe("a\uFFFDb");
    }

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-32", true)]
    [InlineData("utf-16", false)]
    public void JSON_is_read_in_any_Unicode_encoding(string encoding, bool mark)
    {
        var codec = Encoding.GetEncoding(encoding);
        var text = codec.GetBytes("""{"version":"https://jsonfeed.org/version/1","title":"Größe","items":[]}""");

        Read([.. mark ? codec.GetPreamble() : [], .. text]).Feed.Title.ShouldBe("Größe");
    }

    [Theory]
    [InlineData("""{"error":"rate limited"}""")]
    [InlineData("[1,2,3]")]
    [InlineData("{")]
    public void JSON_that_is_no_feed_is_an_error(string document)
    {
        var read = Read(document);

        read.Format.ShouldBe("unknown");
        read.Error.ShouldNotBeNull();
        read.Entries.ShouldBeEmpty();
    }

    [Fact]
    public void RSS_written_as_JSON_is_read()
    {
        var read = Read("""{"rss":{"version":"2.0","channel":{"title":"Harbour","link":"https://harbour.example/","item":[{"title":"One","guid":{"isPermaLink":"true","#value":"https://harbour.example/1"},"pubDate":"Thu, 01 May 2025 08:00:00 GMT"}]}}}""");

        read.Format.ShouldBe("rss2.0");
        var entry = read.Entries.ShouldHaveSingleItem();
        (entry.Id, entry.Link).ShouldBe(("https://harbour.example/1", "https://harbour.example/1"));
        entry.Published.ShouldNotBeNull();
    }
}
