using System.Text;
using FsCheck;
using FsCheck.Fluent;
using NewsWatch.Feeds;
using NewsWatch.Feeds.Polling;
using NewsWatch.Outbound;

namespace NewsWatch.Tests.Feeds;

/// <summary>Whatever stands in a header, a list or a robots.txt, reading it ends in a value and never in an exception.</summary>
public sealed class HostileTextTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    private static readonly string[] Pieces =
    [
        "<opml>", "<body>", "<outline ", "xmlUrl=\"", "http://", "127.0.0.1", "[::1]", "\"", "/>", ">", "</outline>", "&", "&amp;", "&#0;",
        "<!DOCTYPE a [", "]>", "<?xml version=\"1.0\" encoding=\"", "utf-7", "utf-16", "?>", "<![CDATA[", "]]>", "<!--", "\ud800", "\0", "\r\n",
        "User-agent:", "Disallow:", "*", "$", "%", "%z", "%ff", "/", "max-age=", ",", "=", "9", "99999999999999999999", "-", "GMT", "Mon, 01 Jan 0001",
        " 00:00:00 ", "+9999", "a", "é", "。", "@", "\\", ":", "#", "?", " ", "\t",
    ];

    private static readonly Arbitrary<string> Texts = Gen.Elements(Pieces).ListOf()
        .Select(pieces => string.Concat(pieces)).ToArbitrary();

    [Fact]
    public void Lists_are_read_whatever_stands_in_them() => Holds(text =>
    {
        Opml.Read(text, new OutboundOptions()).RefusedCount.ShouldBeGreaterThanOrEqualTo(0);
        Opml.Read("<opml><body><outline text='x' xmlUrl='https://x.example/'/>" + text, new OutboundOptions()).Feeds.Count.ShouldBeGreaterThan(0);
        Opml.Read(new MemoryStream(Encoding.Unicode.GetBytes(text)), new OutboundOptions());
    });

    [Fact]
    public void Headers_are_read_whatever_stands_in_them() => Holds(text =>
    {
        (RetryAfter.Read(text, Now) ?? TimeSpan.Zero).ShouldBeGreaterThanOrEqualTo(TimeSpan.Zero);
        CacheFreshness.Read(text, text, text, text, Now).ShouldBeGreaterThanOrEqualTo(TimeSpan.Zero);
        CacheFreshness.Read("max-age=" + text, text, null, null, Now).ShouldBeGreaterThanOrEqualTo(TimeSpan.Zero);
    });

    [Fact]
    public void Addresses_are_parsed_or_refused_in_words_whatever_stands_in_them() => Holds(text =>
    {
        foreach (var candidate in (string[])[text, "http://" + text, "https://x.example/" + text])
        {
            if (!WebAddress.TryParse(candidate, out var address, out var problem))
            {
                problem.ShouldNotBeNullOrEmpty();
                continue;
            }

            address.Scheme.ShouldBeOneOf("http", "https");
            WebAddress.LocalRange(address);
            WebAddress.Resolve(address, text);
            WebAddress.WithoutUser(address).UserInfo.ShouldBeEmpty();
            RegistrableDomain.Of(address).ShouldNotBeEmpty();
        }
    });

    [Fact]
    public void A_host_that_no_domain_may_have_is_refused_in_words()
    {
        WebAddress.TryParse("http://utf-7é-// \"?>#", out _, out var problem).ShouldBeFalse();
        problem.ShouldBe("names no host that can exist");
        WebAddress.Resolve(new Uri("https://x.example/"), "//utf-7é-/").ShouldBeNull();
    }

    [Fact]
    public void A_robots_txt_is_read_whatever_stands_in_it() => Holds(text =>
    {
        var rules = RobotsRules.Parse("User-agent: *\nDisallow: /" + text + "\n" + text, "NewsWatch");
        rules.Allows(new Uri("https://x.example/robots.txt")).ShouldBeTrue();
        rules.Allows(new Uri("https://x.example/a%20b?c"));
    });

    [Fact]
    public void A_group_path_gives_back_the_folders_that_it_was_made_of() => Check.QuickThrowOnFailure(Prop.ForAll(
        Texts.Generator.Where(name => name.Length > 0).NonEmptyListOf().ToArbitrary(),
        folders => GroupPath.Split(GroupPath.Join([.. folders])).SequenceEqual(folders)));

    private static void Holds(Action<string> holds) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(Texts, holds));
}
