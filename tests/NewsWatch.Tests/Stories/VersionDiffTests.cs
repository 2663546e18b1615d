using NewsWatch.Articles;
using NewsWatch.Stories;

namespace NewsWatch.Tests.Stories;

public sealed class VersionDiffTests
{
    private const string Before = "The log shows 63 of 90 loads misread.\nDockers refused the night tide.\nThe board meets on Thursday.";

    [Fact]
    public void A_changed_word_is_shown_inside_its_sentence()
    {
        var change = Changes(Before.Replace("90", "96", StringComparison.Ordinal)).ShouldHaveSingleItem();

        change.Change.ShouldBe(PassageChange.Reworded);
        change.ToString().ShouldBe("~ The log shows 63 of [-90-]{+96+} loads misread.");
    }

    [Fact]
    public void Sentences_that_went_and_came_are_told_in_the_order_of_the_text()
    {
        var changes = Changes("The log shows 63 of 90 loads misread.\nThe board meets on Thursday.\nBrindle Optics has sacked its chief engineer.");

        changes.Select(change => change.ToString()).ShouldBe(["- Dockers refused the night tide.", "+ Brindle Optics has sacked its chief engineer."]);
    }

    [Fact]
    public void White_space_letter_case_and_advertising_are_no_change() =>
        Changes("  The log shows 63 of 90 loads misread.  DOCKERS refused the night tide.\n\nSubscribe to our newsletter for more.\nThe board meets on Thursday.\n")
            .ShouldBeEmpty();

    [Fact]
    public void A_new_headline_is_a_change()
    {
        var change = VersionDiff.Of(Article(Before) with { Title = "Cranes misread loads" }, Article(Before) with { Title = "Cranes misread most loads" }).ShouldHaveSingleItem();

        change.ToString().ShouldBe("~ Cranes misread {+most+} loads");
    }

    [Fact]
    public void Ten_thousand_changed_lines_are_compared_without_growing_quadratic()
    {
        var (before, after) = (Lines("gull"), Lines("crane"));

        Changes(before, after).Count.ShouldBeGreaterThan(1_000);
    }

    private static string Lines(string word) => string.Join('\n', Enumerable.Range(0, 10_000).Select(i => $"{word} {i}{word}"));

    private static IReadOnlyList<ChangedPassage> Changes(string after) => Changes(Before, after);

    private static IReadOnlyList<ChangedPassage> Changes(string before, string after) => VersionDiff.Of(Article(before), Article(after));

    private static Article Article(string text) => Invented.Article("a", "Relay Desk", "Cranes misread loads", text).Article;
}
