using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using NewsWatch.Alerts;
using NewsWatch.Delivery;
using NewsWatch.Tests.Alerts;

namespace NewsWatch.Tests.Delivery;

/// <summary>Scorecard row 25 in chat programs and outgoing feeds.</summary>
public sealed class ChatShapesTests
{
    private const string Hostile = "@everyone <!channel> <@U1> [click](javascript:alert(1)) *bold* `code` <script>x</script> & \"q\" \\";

    private static readonly OutgoingMessage Message = Invented.Message with
    {
        Brief = new Brief("New fact", Hostile, "Title " + Hostile, "Outlet " + Hostile, "https://lantern.example/a?b=1&c=(2)|3", ["Story: " + Hostile], "https://watch.example/stories/s"),
    };

    [Theory]
    [InlineData("slack", "blocks")]
    [InlineData("teams", "attachments")]
    [InlineData("discord", "embeds")]
    [InlineData("mattermost", "text")]
    [InlineData("ntfy", "topic")]
    public void Each_program_gets_JSON_of_its_shape_in_which_strangers_call_nobody_and_mark_nothing(string program, string key)
    {
        var (target, body) = ChatShapes.Of(program, Message, new Uri("https://chat.example/hooks-topic"));
        using var json = JsonDocument.Parse(body);

        json.RootElement.TryGetProperty(key, out _).ShouldBeTrue();
        target.AbsoluteUri.ShouldBe(program == "ntfy" ? "https://chat.example/" : "https://chat.example/hooks-topic");
        var texts = Strings(json.RootElement).ToList();
        texts.ShouldContain(text => text.Contains("New fact", StringComparison.Ordinal));
        switch (program)
        {
            case "slack":
                texts.ShouldAllBe(text => !text.Contains("<!channel>") && !text.Contains("<@U1>") && !text.Contains("<script>") && !text.Contains("@everyone"));
                texts.ShouldContain(text => text.Contains("<https://lantern.example/a?b=1&amp;c=(2)%7C3|Title "));
                break;
            case "discord":
                json.RootElement.GetProperty("allowed_mentions").GetProperty("parse").GetArrayLength().ShouldBe(0);
                texts.Where(text => !text.StartsWith("Story:", StringComparison.Ordinal) && !text.StartsWith("Outlet", StringComparison.Ordinal))
                    .ShouldAllBe(text => !text.Contains("](javascript:"));
                break;
            case "teams" or "mattermost":
                texts.ShouldAllBe(text => !text.Contains("](javascript:") && !text.Contains("@everyone"));
                break;
            default:
                json.RootElement.GetProperty("topic").GetString().ShouldBe("hooks-topic");
                break;
        }
    }

    [Fact]
    public void A_message_written_before_there_were_briefs_still_goes_out()
    {
        foreach (var program in ChannelNames.Chats)
            JsonDocument.Parse(ChatShapes.Of(program, Invented.Message, new Uri("https://chat.example/t")).Body).Dispose();
    }

    [Fact]
    public void An_address_that_is_a_key_is_never_printed_whole()
    {
        const string Address = "https://hooks.slack.example/services/T0/B0/planted-secret";
        new ChatTarget(ChannelNames.Slack, new Uri(Address)).ToString().ShouldNotContain("planted");
        new ChatTarget(ChannelNames.Slack, new Uri(Address)).Shown.ShouldBe("https://hooks.slack.example/…");
        new FeedTarget(new Secret("planted-secret-token")).ToString().ShouldNotContain("planted");
        foreach (var channel in ChannelNames.Chats.Append(ChannelNames.Webhook).Append(ChannelNames.Feed))
            ChannelNames.Shown(channel, Address).ShouldNotContain("planted");
    }

    [Fact]
    public void What_strangers_wrote_is_text_in_Atom_and_in_JSON_Feed()
    {
        var subscription = Invented.Desk with { Name = "Desk <b>&\u0001" };
        var hostile = Message with { Text = Hostile + "\u0000\u001b]]>\n" };
        var told = new[] { Invented.Delivery(hostile, new FeedTarget(new Secret("0123456789abcdef"))) };

        var atom = XDocument.Load(XmlReader.Create(new StringReader(DeliveryFeed.Atom(subscription, told, new Uri("https://watch.example/f")))));
        XNamespace space = "http://www.w3.org/2005/Atom";
        var entry = atom.Root!.Elements(space + "entry").ShouldHaveSingleItem();
        entry.Element(space + "title")!.Value.ShouldContain("<script>");
        entry.Element(space + "title")!.Elements().ShouldBeEmpty();
        entry.Element(space + "link")!.Attribute("href")!.Value.ShouldStartWith("https://lantern.example/");
        entry.Element(space + "updated")!.Value.ShouldBe("2026-11-03T12:02:00Z");

        using var json = JsonDocument.Parse(DeliveryFeed.Json(subscription, told, null));
        json.RootElement.GetProperty("version").GetString().ShouldBe("https://jsonfeed.org/version/1.1");
        json.RootElement.GetProperty("items")[0].GetProperty("id").GetString().ShouldBe(entry.Element(space + "id")!.Value);
    }

    private static IEnumerable<string> Strings(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => [element.GetString()!],
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Strings),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => Strings(property.Value)),
        _ => [],
    };
}
