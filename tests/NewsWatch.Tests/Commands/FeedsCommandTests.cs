using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using NewsWatch.Feeds;
using NewsWatch.Host.Commands;
using NewsWatch.Outbound;

namespace NewsWatch.Tests.Commands;

/// <summary><c>newswatch feeds …</c> as somebody types it, on a data folder of its own.</summary>
public sealed class FeedsCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("newswatch-feeds-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_feed_is_added_listed_paused_resumed_and_removed()
    {
        (await Run("add", "https://paper.example/feed", "--title", "The Paper", "--group", "Desk/AI", "--topical")).Output.ShouldStartWith("added https://paper.example/feed");
        (await Run("add", "HTTPS://Paper.example:443/feed")).Output.ShouldContain("is watched already");

        var row = JsonDocument.Parse((await Run("list", "--json")).Output).RootElement;
        row.EnumerateObject().Select(property => property.Name).ShouldBe(
        [
            "id", "address", "url", "title", "group", "topical", "health", "last_poll_at", "last_success_at", "last_changed_at", "next_poll_at",
            "interval_minutes", "failing_since", "last_error",
        ]);
        (row.GetProperty("title").GetString(), row.GetProperty("group").GetString(), row.GetProperty("topical").GetBoolean()).ShouldBe(("The Paper", "Desk/AI", true));
        row.GetProperty("health")[0].GetProperty("condition").GetString().ShouldBe("unread");

        (await Run("pause", "https://paper.example/feed")).Output.ShouldContain("paused https://paper.example/feed");
        (await Run("health")).Output.ShouldContain("paused by hand");
        (await Run("resume", row.GetProperty("id").GetString()!)).Output.ShouldContain("resumed");
        (await Run("remove", "https://paper.example/feed", "--json")).Output.ShouldContain("\"change\":\"removed\"");
        (await Run("list")).Output.ShouldContain("0 feeds");
        (await Run("health", "--json")).Output.ShouldBeEmpty();
        var (code, _, errors) = await Run("pause", "https://paper.example/feed");
        code.ShouldBe(1);
        errors.ShouldContain("no such feed is watched");
    }

    [Theory]
    [InlineData("javascript:alert(1)", "javascript")]
    [InlineData("http://169.254.169.254/latest", "allowLocal")]
    [InlineData("paper", "not a whole address")]
    public async Task What_cannot_be_watched_is_refused_with_the_reason(string address, string reason)
    {
        var (code, _, errors) = await Run("add", address);
        code.ShouldBe(2);
        errors.ShouldContain(reason);
    }

    [Fact]
    public async Task A_list_imported_and_exported_is_the_same_list_and_refused_rows_are_named()
    {
        var list = Write("in.opml", """
            <opml version="2.0"><head><title>NewsWatch</title></head><body>
            <outline type="rss" text="Top" xmlUrl="https://top.example/feed" htmlUrl="https://top.example/?a=1&amp;b" language="de" />
            <outline text="Desk / AI">
              <outline text="Inner \ more">
                <outline type="rss" text="新闻" xmlUrl="https://news.example/rss" category="ai" />
              </outline>
              <outline type="rss" text="Second" xmlUrl="http://second.example/" />
            </outline>
            </body></opml>
            """);
        (await Run("import", list)).Output.ShouldContain("3 added, 0 watched already, 0 left out");
        var wanted = Opml.Read(File.ReadAllText(list), new OutboundOptions());
        var written = Opml.Read((await Run("export")).Output, new OutboundOptions());
        Opml.Write(written).ShouldBe(Opml.Write(wanted));

        var second = Write("second.opml", """
            <opml version="2.0"><body>
            <outline text="Known" xmlUrl="https://top.example/feed"/>
            <outline text="Bad" xmlUrl="file:///etc/passwd"/>
            </body></opml>
            """);
        var (code, output, _) = await Run("import", second);
        code.ShouldBe(1);
        output.ShouldContain("second.opml:3: left out: file:///etc/passwd: ");
        output.ShouldContain("0 added, 1 watched already, 1 left out");
        var json = JsonDocument.Parse((await Run("import", second, "--json")).Output).RootElement;
        json.GetProperty("refused_rows")[0].GetProperty("line").GetInt32().ShouldBe(3);
    }

    [Fact]
    public async Task A_hundred_thousand_outlines_are_imported_and_exported()
    {
        var text = new StringBuilder("<opml version=\"2.0\"><head><title>NewsWatch</title></head><body>");
        for (var i = 0; i < Opml.MaxOutlines; i++)
            text.Append(CultureInfo.InvariantCulture, $"<outline type=\"rss\" text=\"Paper {i}\" xmlUrl=\"https://paper{i}.example/rss\" />");

        (await Run("import", Write("many.opml", text.Append("</body></opml>").ToString()))).Output.ShouldContain("100,000 added");
        var file = Path.Combine(_folder.FullName, "out.opml");
        (await Run("export", file)).Output.ShouldContain("100000 feeds written");
        Opml.Read(File.ReadAllText(file), new OutboundOptions()).Feeds.Count.ShouldBe(Opml.MaxOutlines);
    }

    [Fact]
    public async Task A_list_that_is_not_there_and_a_private_address_are_errors_in_words()
    {
        await Should.ThrowAsync<ConfigurationException>(() => Run("import", Path.Combine(_folder.FullName, "none.opml")));
        var (code, _, errors) = await Run("import", "http://127.0.0.1:9/list.opml");
        code.ShouldBe(2);
        errors.ShouldContain("not on the public internet");
    }

    private string Write(string name, string text)
    {
        var file = Path.Combine(_folder.FullName, name);
        File.WriteAllText(file, text);
        return file;
    }

    private async Task<(int Code, string Output, string Errors)> Run(params string[] words)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        using var errors = new StringWriter(CultureInfo.InvariantCulture);
        var code = await FeedsCommand.Command().Parse([.. words, "--data", _folder.FullName]).InvokeAsync(
            new InvocationConfiguration { Output = output, Error = errors, EnableDefaultExceptionHandler = false }, TestContext.Current.CancellationToken);
        return (code, output.ToString(), errors.ToString());
    }
}
