using NewsWatch.Stories;

namespace NewsWatch.Tests.Stories;

public sealed class BoilerplateTests
{
    private const string Below =
        "\nLeonora Vance has covered the industry for two decades from four continents and is the author of three books, among them The Patient Machine. "
        + "She lives in a converted mill with two dogs and an extensive collection of slide rules.\n"
        + "Sign up for our weekly letter, which brings you ten stories every Thursday before breakfast, and one that does not matter but that we liked. "
        + "It is read by more than 90,000 people in government, business and universities, and you can leave at any time with one click.\n"
        + "We use cookies and similar technologies to remember your choices, to measure how our pages are read and to show advertisements that suit your interests. "
        + "Some of our partners process your data on the basis of legitimate interest, and you can change your settings under the link at the bottom of every page.";

    private readonly StoryEngine _engine = new(Invented.Outlets);

    [Theory]
    [InlineData("Relay Desk")]
    [InlineData("Ferry Post")]
    public void Unrelated_articles_under_the_same_words_are_neither_copies_nor_one_story(string outlet)
    {
        var outcome = Invented.Run(
            _engine,
            Invented.Article("cranes", "Relay Desk", "Cranes misread their loads", Invented.Report + Below),
            Invented.Article("ballot", outlet, "Ferrach rejects robot tax", Invented.Elsewhere + Below, 60));

        var ballot = outcome["ballot"].Last;
        ballot.Derivations.ShouldBeEmpty();
        ballot.StoryId.ShouldNotBe(outcome["cranes"].Last.StoryId);
        ballot.Developments.ShouldHaveSingleItem().Sentence.ShouldBe("Voters in the canton of Ferrach rejected a tax on domestic robots by a margin of eleven points on Sunday.");
    }

    [Fact]
    public void A_copy_under_the_words_of_its_outlet_is_still_a_copy()
    {
        var outcome = Invented.Run(
            _engine,
            Invented.Article("ballot", "Ferry Post", "Ferrach rejects robot tax", Invented.Elsewhere + Below),
            Invented.Article("cranes", "Relay Desk", "Cranes misread their loads", Invented.Report, 60),
            Invented.Article("copy", "Ferry Post", "Cranes and their loads", Invented.Report + Below, 120));

        var edge = outcome["copy"].First.Derivations.ShouldHaveSingleItem();
        edge.SourceArticleId.ShouldBe("cranes");
        edge.Kind.ShouldBe(DerivationKind.Copy);
    }

    [Fact]
    public void What_an_outlet_repeats_of_its_own_report_is_no_boilerplate()
    {
        var background = string.Join('\n', Invented.Report.Split('\n').Skip(1));
        var outcome = Invented.Run(
            _engine,
            Invented.Article("cranes", "Relay Desk", "Cranes misread their loads", Invented.Report),
            Invented.Article("later", "Relay Desk", "Harbour board of Quillmouth switches off Brindle Optics", "The harbour board of Quillmouth has switched off its crane-watching system.\n" + background, 60));

        outcome["later"].First.StoryId.ShouldBe(outcome["cranes"].First.StoryId);
        outcome["later"].First.Derivations.ShouldHaveSingleItem().SourceArticleId.ShouldBe("cranes");
    }
}
