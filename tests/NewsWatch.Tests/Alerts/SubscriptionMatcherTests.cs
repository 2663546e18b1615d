using NewsWatch.Alerts;
using NewsWatch.Articles;
using NewsWatch.Search;
using NewsWatch.Stories;
using NewsWatch.Tagging;

namespace NewsWatch.Tests.Alerts;

public sealed class SubscriptionMatcherTests
{
    [Theory]
    [InlineData("*", true)]
    [InlineData("cameras", true)]
    [InlineData("title:cameras", true)]
    [InlineData("title:council", false)]
    [InlineData("\"read faces\"", true)]
    [InlineData("\"faces read\"", false)]
    [InlineData("\"faces cameras\"~3", true)]
    [InlineData("camer*", true)]
    [InlineData("cameras -council", false)]
    [InlineData("topic:surveillance", true)]
    [InlineData("topic:jobs", false)]
    [InlineData("outlet:lantern", true)]
    [InlineData("outlet:\"the lantern\"", true)]
    [InlineData("outlet:LN", true)]
    [InlineData("entity:veldhaven", true)]
    [InlineData("entity:\"City of Veldhaven\"", true)]
    [InlineData("lang:en", true)]
    [InlineData("country:nl", true)]
    [InlineData("story:story1", true)]
    [InlineData("kind:report", true)]
    [InlineData("kind:copy", false)]
    [InlineData("development:firstReport", true)]
    [InlineData("is:root", true)]
    [InlineData("sources:>=2", true)]
    [InlineData("sources:>2", false)]
    [InlineData("after:1d", true)]
    [InlineData("before:1d", false)]
    [InlineData("date:2026-11-03", true)]
    [InlineData("date:yesterday", false)]
    public void A_subscription_matches_by_its_query(string query, bool matches) =>
        (Match([Invented.Desk with { Query = query }]).Count == 1).ShouldBe(matches);

    [Fact]
    public void Why_names_the_parts_that_were_met()
    {
        var match = Match([Invented.Desk with { Query = "(topic:jobs OR topic:surveillance OR camera*) lang:en -sports" }]).ShouldHaveSingleItem();

        match.Why.ShouldBe(["topic:surveillance", "camera*", "lang:en"]);
    }

    [Fact]
    public void Paused_subscriptions_match_nothing() => Match([Invented.Desk with { Query = "*", Paused = true }]).ShouldBeEmpty();

    [Fact]
    public void Matches_come_in_the_order_of_the_subscriptions()
    {
        var queries = new[] { "*", "cameras", "topic:surveillance", "nothing", "council" };
        var matches = Match([.. queries.Select((query, i) => Invented.Desk with { Id = $"s{i}", Query = query })]);

        matches.Select(match => match.Subscription.Id).ShouldBe(["s0", "s1", "s2", "s4"]);
    }

    [Fact]
    public void Only_a_confirmed_derivation_is_an_articles_kind()
    {
        var decision = Invented.News(Invented.Circuit).Taking(DerivationKind.Rewrite, 0.5).Decision;

        SearchDocument.Of(Invented.Circuit, null, Invented.InScope, decision, false, 1).Keys.ShouldContain("kind:report");
        SearchDocument.Of(Invented.Circuit, null, Invented.InScope, decision with { Derivations = [.. decision.Derivations.Select(d => d with { Confidence = 0.9 })] }, false, 1)
            .Keys.ShouldContain("kind:rewrite");
    }

    [Fact]
    public void A_query_that_cannot_be_read_says_so() =>
        Should.Throw<QueryException>(() => new SubscriptionMatcher([Invented.Desk with { Query = "(" }]));

    private static IReadOnlyList<SubscriptionMatch> Match(IReadOnlyList<Subscription> subscriptions)
    {
        var outlet = new Outlet("lantern", "The Lantern", ["LN"], ["lantern.example"], "NL");
        var tags = Invented.InScope with { Mentions = [new Mention("Veldhaven", EntityType.Place, 12, 21, "veldhaven")] };
        var decision = Invented.News(Invented.Lantern, Invented.Development(DevelopmentKind.FirstReport)).Decision;
        var document = SearchDocument.Of(Invented.Lantern, outlet, tags, decision, isRoot: true, sources: 2, id => id == "veldhaven" ? "City of Veldhaven" : null);
        return new SubscriptionMatcher(subscriptions).Match(document, Invented.Noon.AddHours(1));
    }
}
