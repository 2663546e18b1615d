using NewsWatch.Stories;

namespace NewsWatch.Tests.Stories;

public sealed class EditTests
{
    private const string Title = "Crane watcher misread 63 of 90 loads, log shows";

    [Theory]
    [InlineData("Correction: An earlier version of this report said 63 loads; the log says 36.", DevelopmentKind.Correction)]
    [InlineData("This article was amended on 4 March because it named the wrong crane driver in a caption.", DevelopmentKind.Correction)]
    [InlineData("Korrektur: In einer früheren Fassung war die Zahl der Ladungen falsch angegeben.", DevelopmentKind.Correction)]
    [InlineData("更正：此前报道中的数字有误，应为三十六次。", DevelopmentKind.Correction)]
    [InlineData("We withdraw this report: the log was a forgery.", DevelopmentKind.Retraction)]
    public void A_correction_or_retraction_added_under_a_report_is_told(string added, DevelopmentKind kind)
    {
        var outcome = Edited(Title, Invented.Report + "\n" + added);

        var told = outcome.Developments.ShouldHaveSingleItem();
        told.Kind.ShouldBe(kind);
        told.Sentence.ShouldStartWith(added[..10]);
        outcome.Version.ShouldBe(2);
    }

    [Theory]
    [InlineData("A Danish study that had praised such systems was retracted by its journal last spring, biologist Signe Holm said.")]
    [InlineData("Minister Jana Kovac has withdrawn her report on robots, a spokesman in Calder said on Friday.")]
    [InlineData("Prosecutor Mirela Stanko said that a witness wrongly stated the hour of the accident in Calder.")]
    public void What_others_take_back_is_a_new_fact(string added) =>
        Edited(Title, Invented.Report + "\n" + added).Developments.ShouldHaveSingleItem().Kind.ShouldBe(DevelopmentKind.NewFact);

    [Fact]
    public void Who_retells_a_retraction_tells_nothing_again()
    {
        const string Notice = "The Quillmouth Lantern has retracted its report on the crane-watching system of Brindle Optics, which it said had misread 63 of 90 loads.\n"
            + "Editor Hugh Pellow said that the safety log had been forged by a former employee of a rival, and that the harbour board was owed an apology.";
        var outcome = Invented.Run(
            new StoryEngine(Invented.Outlets),
            Invented.Article("original", "Quillmouth Lantern", Title, Invented.Report),
            Invented.Article("first", "Relay Desk", "Lantern retracts report on crane watcher", Notice, 60),
            Invented.Article("second", "Ferry Post", "Lantern retracts crane report, Relay Desk says", "The Quillmouth Lantern has retracted its report on a crane-watching system of Brindle Optics, Relay Desk reports.\n"
                + "The safety log had been forged by a former employee of a rival, editor Hugh Pellow told Relay Desk. The harbour board was owed an apology, Pellow said.", 90));

        outcome["first"].First.Developments.ShouldHaveSingleItem().Kind.ShouldBe(DevelopmentKind.Retraction);
        outcome["second"].First.StoryId.ShouldBe(outcome["first"].First.StoryId);
        outcome["second"].First.Developments.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Subscribe to our newsletter for more news of the harbour and its cranes.")]
    [InlineData("Advertisement: the summer regatta returns in June, tickets from the harbour office.")]
    [InlineData("If you value our work, please consider making a donation to keep it free for everyone in the harbour.")]
    [InlineData("Last updated on 22 November 2026 at 14:32 GMT")]
    [InlineData("   \n\n")]
    public void Advertising_and_white_space_are_no_change(string added) =>
        Edited(Title, Invented.Report + "\n" + added).Developments.ShouldBeEmpty();

    [Fact]
    public void Another_headline_over_the_same_words_is_no_news()
    {
        var outcome = Edited("Dockers' log: harbour's new eyes were wrong two times in three", Invented.Report);

        outcome.Developments.ShouldBeEmpty();
        outcome.Reasons[0].ShouldContain("headline");
    }

    [Fact]
    public void A_figure_changed_in_place_is_told()
    {
        var told = Edited(Title, Invented.Report.Replace("63 of 90", "71 of 90", StringComparison.Ordinal)).Developments.ShouldHaveSingleItem();

        told.Kind.ShouldBe(DevelopmentKind.ChangedFigure);
        told.Sentence.ShouldContain("71 of 90");
    }

    [Fact]
    public void A_correction_reaches_the_copies_made_before_it()
    {
        var engine = new StoryEngine(Invented.Outlets);
        var outcome = Invented.Run(
            engine,
            Invented.Article("original", "Quillmouth Lantern", Title, Invented.Report),
            Invented.Article("copy", "Ferry Post", Title, Invented.Report, 5),
            Invented.Article("original", "Quillmouth Lantern", Title, Invented.Report + "\nCorrection: the figure is 36.", 60, version: 2));

        outcome["copy"].Last.Reasons[0].ShouldContain("has since corrected");
    }

    private static Decision Edited(string title, string text) => Invented.Run(
        new StoryEngine(Invented.Outlets),
        Invented.Article("original", "Quillmouth Lantern", Title, Invented.Report),
        Invented.Article("original", "Quillmouth Lantern", title, text, 60, version: 2))["original"].First;
}
