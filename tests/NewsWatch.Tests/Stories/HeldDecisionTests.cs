using NewsWatch.Stories;

namespace NewsWatch.Tests.Stories;

public sealed class HeldDecisionTests
{
    private static readonly Decision Whole = new()
    {
        ArticleId = "a",
        Version = 2,
        StoryId = "s",
        Role = StoryRole.Member,
        Derivations =
        [
            new Derivation("b", "Relay Desk", DerivationKind.Copy, 0.975, ["“inputs”: {\"kind\":\"correction\"}"], [new Span(3, 9)]),
            new Derivation(null, "Ferry Post", DerivationKind.Cites, 0.6, [], []),
        ],
        Novelty = 0.125,
        Repetition = 0.5,
        Developments = [new Development("d", DevelopmentKind.Correction, "It was 36, not 63.", new Span(0, 18))],
        Unsupported = ["An \"inputs\" line, with } and ]."],
        Reasons = ["because"],
        Inputs = new Dictionary<string, double> { ["probability"] = 0.25, ["nearest"] = 1 },
    };

    [Fact]
    public void What_is_asked_for_lies_open_and_the_rest_can_be_opened()
    {
        foreach (var held in new[] { HeldDecision.Of(Whole), HeldDecision.Read(Json.WriteBytes(Whole), out _, out _) })
        {
            held.Edges.ShouldBe([new HeldEdge("b", DerivationKind.Copy, 0.975), new HeldEdge(null, DerivationKind.Cites, 0.6)]);
            held.TakesBack.ShouldBeTrue();
            Json.Write(held.Open()).ShouldBe(Json.Write(Whole with { Inputs = new Dictionary<string, double>() }));
        }
    }

    [Fact]
    public void Its_place_is_read_with_it()
    {
        HeldDecision.Read(Json.WriteBytes(Whole with { Role = StoryRole.Background, Derivations = [], Developments = [] }), out var role, out var story).TakesBack.ShouldBeFalse();
        role.ShouldBe(StoryRole.Background);
        story.ShouldBe("s");
        HeldDecision.Read(Json.WriteBytes(Whole with { StoryId = null, Role = StoryRole.None }), out role, out story);
        role.ShouldBe(StoryRole.None);
        story.ShouldBeNull();
    }

    [Fact]
    public void Fields_that_a_later_version_adds_are_passed_over()
    {
        var json = Json.Write(Whole).TrimEnd('}') + "},\"more\":{\"kind\":[1,{\"x\":2}]}}";
        Json.Write(HeldDecision.Read(System.Text.Encoding.UTF8.GetBytes(json), out _, out _).Open()).ShouldBe(Json.Write(Whole with { Inputs = new Dictionary<string, double>() }));
    }
}
