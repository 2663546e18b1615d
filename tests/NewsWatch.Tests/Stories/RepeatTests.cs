using NewsWatch.Articles.Texts;
using NewsWatch.Stories;

namespace NewsWatch.Tests.Stories;

/// <summary>What is told of an article that else tells its story's news again.</summary>
public sealed class RepeatTests
{
    private const string Fire =
        "A fire in a battery warehouse in Corran harbour has killed 12 workers and injured 31, the fire service said on Tuesday morning.\n"
        + "The warehouse belongs to Voltline Logistics. A sorting robot pierced a cell shortly after two o'clock, and 4,000 packs burned for six hours.\n"
        + "The damage is put at $10 million. Prosecutors have opened a case, and Voltline stopped its robots in all five warehouses.";

    private readonly StoryEngine _engine = new(Invented.Outlets);

    [Theory]
    [InlineData("The death toll in the fire at a battery warehouse in Corran harbour rose from 12 to 15 on Tuesday evening, the fire service said. Voltline Logistics stopped its robots.", "rose from 12 to 15")]
    [InlineData("Fifteen workers have died in the fire at a battery warehouse in Corran harbour, the fire service said on Tuesday. Earlier it had counted twelve. Voltline Logistics owns the warehouse.", "Fifteen workers")]
    [InlineData("The fire at a battery warehouse of Voltline Logistics in Corran harbour did damage of $12 million, an insurer said. It had spoken of $10 million at first.", "$12 million")]
    [InlineData("The fire in a battery warehouse in Corran harbour has killed 14 workers, the fire service said. Voltline Logistics stopped its robots in all warehouses.", "14 workers")]
    public void A_changed_figure_is_told(string text, string sentence)
    {
        var told = Second(text, minute: 600).Developments.ShouldHaveSingleItem();

        told.Kind.ShouldBe(DevelopmentKind.ChangedFigure);
        told.Sentence.ShouldContain(sentence);
    }

    [Theory]
    [InlineData("About a dozen workers died when a warehouse full of batteries burned in Corran harbour on Tuesday, the fire service said. A sorting robot of Voltline Logistics had pierced a cell. Nearly 4,000 packs burned.")]
    [InlineData("A fire in a battery warehouse in Corran harbour killed 12 workers, the fire service said. Voltline Logistics has five warehouses. The damage is put at some $10.2m.")]
    public void The_same_figure_in_other_words_is_not(string text) => Second(text, minute: 600).Developments.ShouldBeEmpty();

    [Fact]
    public void A_number_without_its_noun_does_not_hide_the_same_with_it()
    {
        var memory = new StoryMemory();
        memory.Add(Reader.Read(Invented.Article("first", "Ferry Post", "Corran", "The fire service counted 31. Of those 31 workers nobody is in danger.").Article, new OutletNames(Invented.Outlets)));

        memory.Figures.Select(figure => figure.Unit).ShouldContain(Terms.Of("workers"));
    }

    [Fact]
    public void A_copy_with_another_figure_is_told()
    {
        var copy = Second(Fire.Replace("12 workers", "15 workers", StringComparison.Ordinal), minute: 600);

        copy.Derivations.ShouldHaveSingleItem().Kind.ShouldBe(DerivationKind.Copy);
        copy.Developments.ShouldHaveSingleItem().Kind.ShouldBe(DevelopmentKind.ChangedFigure);
    }

    [Theory]
    [InlineData("Quillmouth Lantern", true)]
    [InlineData("Ferry Post", false)]
    public void What_an_outlet_adds_above_its_own_report_is_told(string outlet, bool isTold)
    {
        var follow = Invented.Run(
            _engine,
            Invented.Article("first", "Quillmouth Lantern", "Battery warehouse fire kills 12 in Corran", Fire),
            Invented.Article("second", outlet, "Head of Voltline Logistics resigns", "Colin Strathy, the head of Voltline Logistics, said that he resigns. He had signed the order for the machines himself, and a letter in which an engineer advised against it.\n" + Fire, 600))["second"].First;

        follow.Derivations.ShouldHaveSingleItem().SourceArticleId.ShouldBe("first");
        follow.Developments.Any(told => told.Sentence.Contains("Strathy", StringComparison.Ordinal)).ShouldBe(isTold);
    }

    [Fact]
    public void A_confirmation_is_told()
    {
        var told = Second(
            "Two officers who have seen the records of the battery warehouse fire in Corran harbour have confirmed that a sorting robot of Voltline Logistics pierced a cell. The fire killed 12 workers and injured 31.",
            minute: 600).Developments.ShouldHaveSingleItem();

        told.Kind.ShouldBe(DevelopmentKind.Confirmation);
    }

    [Theory]
    [InlineData(600, true)]
    [InlineData(6 * 24 * 60, false)]
    public void What_comes_a_week_later_must_be_much_more_alike_to_be_the_same_news(int minute, bool isSilent)
    {
        const string Again =
            "Voltline Logistics will not let robots sort batteries again, chief executive Runa Holm told shareholders. A blaze had killed 12 workers in its warehouse in Corran harbour.\n"
            + "People will test the cells behind a wall of sand, each with a thermometer, gloves and a bell to ring. She expects that this costs four times as much and takes until autumn to teach.\n"
            + "Shareholders applauded, and asked about the dividend.";

        (Second(Again, minute).Developments.Count == 0).ShouldBe(isSilent);
    }

    private Decision Second(string text, int minute) => Invented.Run(
        _engine,
        Invented.Article("first", "Quillmouth Lantern", "Battery warehouse fire kills 12 in Corran", Fire),
        Invented.Article("second", "Ferry Post", "The fire in Corran harbour", text, minute))["second"].First;
}
