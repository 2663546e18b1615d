using NewsWatch.Articles.Texts;

namespace NewsWatch.Tests.Articles.Texts;

public sealed class AttributionTests
{
    [Theory]
    [InlineData("The harbour master said the cameras had been switched off.")]
    [InlineData("According to the audit, the system was wrong in most cases.")]
    [InlineData("“Nobody asked us,” the mayor told reporters.")]
    [InlineData("Residents fear that the halls will drink the river dry.")]
    [InlineData("The company has repeatedly denied that it kept the recordings.")]
    [InlineData("Wetherby criticized the council for its silence.")]
    public void A_sentence_that_hands_its_matter_to_somebody_is_known(string sentence) => ChanceOf(sentence).ShouldBeGreaterThan(0.6);

    [Theory]
    [InlineData("The bridge opened in 1932 and carries two lanes of traffic.")]
    [InlineData("Eleven people were taken to hospital.")]
    [InlineData("The vessel left the harbour on Friday with forty crew.")]
    [InlineData("Die Kameras wurden am Donnerstag abgeschaltet.")]
    public void A_sentence_that_reports_by_itself_is_known(string sentence) => ChanceOf(sentence).ShouldBeLessThan(0.3);

    [Fact]
    public void Within_a_quotation_that_goes_on_no_new_cue_is_seen()
    {
        var text = "“We sold the boats. The boats went south. Then the winter came,” the captain said.";
        var chances = Chances(text);
        chances.Count.ShouldBe(3);
        chances[2].ShouldBeGreaterThan(0.7);
        chances[1].ShouldBeLessThan(chances[2]);
    }

    [Fact]
    public void A_megabyte_of_quotation_marks_takes_no_time() =>
        Chances(string.Concat(Enumerable.Repeat("“said\" ", 120_000))).ShouldNotBeEmpty();

    [Fact]
    public void The_words_are_read_from_lines_and_remarks_are_passed_over()
    {
        var words = CueWords.Read("# our own\nSay 2.5 says said\nsign -0.5 Say in quotes\n");
        words.Find("Said").ShouldBe(new Cue("said", CueKind.Say, 2.5));
        words.Find("sails").ShouldBeNull();
        words.Of("Say in quotes").ShouldBe(-0.5);
        words.Of("never seen").ShouldBe(0);
    }

    [Fact]
    public void The_shipped_words_are_read_whole()
    {
        CueWords.Default.Words.Count().ShouldBeGreaterThan(2_000);
        CueWords.Default.Of(Attributions.Always).ShouldBeLessThan(0);
    }

    private static double ChanceOf(string sentence) => Chances(sentence).ShouldHaveSingleItem();

    private static List<double> Chances(string text) => Attributions.Chances(text, Sentences.Cut(text), Tokenizer.Cut(text));
}
