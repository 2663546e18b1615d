using NewsWatch.Articles;
using NewsWatch.Stories;
using NewsWatch.Tagging;

namespace NewsWatch.Tests.Stories;

public sealed class ProvenanceTreeTests
{
    [Fact]
    public void Ten_rewrites_of_one_report_are_one_source()
    {
        var story = Story([Member("root"), .. Enumerable.Range(0, 10).Select(i => Member($"copy{i}", ("root", 0.9)))]);
        story.IndependentSources.ShouldBe(1);
        ProvenanceTree.Of(story).ShouldHaveSingleItem().Children.Count.ShouldBe(10);
    }

    [Fact]
    public void A_chain_stands_as_a_chain()
    {
        var story = Story([Member("a"), Member("b", ("a", 0.9)), Member("c", ("b", 0.8))]);
        Shape(ProvenanceTree.Of(story)).ShouldBe("a(b(c))");
    }

    [Fact]
    public void An_outlet_cited_and_never_fetched_is_a_root_with_those_who_cite_it()
    {
        var story = Story([Member("a", (null, 0.9)), Member("b", (null, 0.8))]);
        Shape(ProvenanceTree.Of(story)).ShouldBe("Wire(a,b)");
        story.IndependentSources.ShouldBe(1);
    }

    [Theory]
    [InlineData(DerivationKind.Cites, "a,b", 2)]
    [InlineData(DerivationKind.Rewrite, "a(b)", 1)]
    public void Who_cites_a_report_and_confirms_it_is_a_second_root(DerivationKind kind, string shape, int sources)
    {
        var confirming = Member("b", ("a", 0.9));
        var edge = confirming.Decision.Derivations[0] with { Kind = kind };
        var news = new Development("d", DevelopmentKind.Confirmation, "Two officers have confirmed it.", default);
        var story = Story([Member("a"), confirming with { Decision = confirming.Decision with { Derivations = [edge], Developments = [news] } }]);
        Shape(ProvenanceTree.Of(story)).ShouldBe(shape);
        story.IndependentSources.ShouldBe(sources);
    }

    [Fact]
    public void An_edge_in_doubt_leaves_a_root_of_its_own() =>
        Shape(ProvenanceTree.Of(Story([Member("a"), Member("b", ("a", 0.5))]))).ShouldBe("a,b");

    [Fact]
    public void Two_that_name_each_other_both_stand_in_the_tree() =>
        Shape(ProvenanceTree.Of(Story([Member("a", ("b", 0.9)), Member("b", ("a", 0.9))]))).Count(c => c is 'a' or 'b').ShouldBe(2);

    private static string Shape(IEnumerable<ProvenanceNode> nodes) => string.Join(',', nodes.Select(node =>
        (node.Article?.Article.Id ?? node.OutletName) + (node.Children.Count > 0 ? $"({Shape(node.Children)})" : "")));

    private static StoryView Story(IReadOnlyList<StoryArticle> members) =>
        new("s", "t", default, default, 1, members, []);

    private static StoryArticle Member(string id, params (string? Source, double Confidence)[] edges) => new(
        new Article
        {
            Id = id,
            CanonicalUrl = $"https://{id}.example/",
            OutletId = id,
            OutletName = id,
            Title = id,
            Text = id,
            FoundAt = default,
        },
        new Tags("en", true, [], []),
        new Decision
        {
            ArticleId = id,
            Version = 1,
            StoryId = "s",
            Role = StoryRole.Member,
            Derivations = [.. edges.Select(edge => new Derivation(edge.Source, edge.Source ?? "Wire", DerivationKind.Rewrite, edge.Confidence, [], []))],
        });
}
