using NewsWatch.Articles;
using NewsWatch.Articles.Texts;

namespace NewsWatch.Tests.Articles.Texts;

public sealed class TextTests
{
    [Theory]
    [InlineData("cameras", "camera")]
    [InlineData("Cities", "city")]
    [InlineData("Dockers'", "docker")]
    public void Plurals_and_case_fold_to_one_term(string one, string other) =>
        Tokenizer.Cut(one)[0].Term.ShouldBe(Tokenizer.Cut(other)[0].Term);

    [Theory]
    [InlineData("glass", "glas")]
    [InlineData("news", "newss")]
    [InlineData("bus", "bu")]
    public void What_only_looks_like_a_plural_is_left(string one, string other) =>
        Tokenizer.Cut(one)[0].Term.ShouldNotBe(Tokenizer.Cut(other)[0].Term);

    [Fact]
    public void Scripts_without_spaces_are_cut_into_pairs() =>
        Tokenizer.Cut("港口系统 AI").Select(token => (token.Start, token.End)).ShouldBe([(0, 2), (1, 3), (2, 4), (5, 7)]);

    [Fact]
    public void Character_references_left_in_the_text_are_no_words() =>
        Tokenizer.Cut("Groq&#8217;s chips &amp; more").Select(token => token.End - token.Start).ShouldNotContain(4 + 1 + 1 + 2);

    [Theory]
    [InlineData("It cost 2.4 million pounds.", 2_400_000, "Money")]
    [InlineData("It cost $2.5bn.", 2_500_000_000, "Money")]
    [InlineData("Budgets of Rmb900,000 were set.", 900_000, "Money")]
    [InlineData("About 59% agree.", 59, "Percent")]
    [InlineData("Turnout was 41 per cent.", 41, "Percent")]
    [InlineData("Built in 2015.", 2015, "Year")]
    [InlineData("They sent 175 cameras.", 175, "Count")]
    [InlineData("Das Land gibt 4,5 Millionen Euro.", 4_500_000, "Money")]
    [InlineData("Es traf 1.900 Haushalte.", 1_900, "Count")]
    [InlineData("It is worth $1.352bn.", 1_352_000_000, "Money")]
    [InlineData("Rates fell to 4.125 per cent.", 4.125, "Percent")]
    [InlineData("Fifteen workers died.", 15, "Count")]
    [InlineData("It killed a dozen workers.", 12, "Count")]
    [InlineData("They counted twenty-one gulls.", 21, "Count")]
    [InlineData("It cost three million pounds.", 3_000_000, "Money")]
    [InlineData("延误的救护车增至29辆。", 29, "Count")]
    [InlineData("合同金额为4800万元。", 48_000_000, "Money")]
    public void Figures_are_read_with_what_they_measure(string text, double value, string kind)
    {
        var figure = Figures.Find(text, Tokenizer.Cut(text)).ShouldHaveSingleItem();
        figure.Value.ShouldBe(value);
        figure.Kind.ToString().ShouldBe(kind);
    }

    [Theory]
    [InlineData("The new GPT-4 model")]
    [InlineData("An H100 chip")]
    [InlineData("A 4K screen in 3D")]
    [InlineData("A four-day week with the Big Four and dozens of others")]
    [InlineData("Version 2.1.3 came on 3月15日")]
    public void Digits_in_names_are_no_figures(string text) =>
        Figures.Find(text, Tokenizer.Cut(text)).Where(figure => figure.Value != 4000).ShouldBeEmpty();

    [Theory]
    [InlineData("about 15,000 francs", "14,980 francs", true)]
    [InlineData("4.1 per cent", "4.13 per cent", true)]
    [InlineData("$10bn", "$12bn", false)]
    [InlineData("12 workers", "13 workers", false)]
    [InlineData("41 per cent", "42 per cent", false)]
    [InlineData("in 2015", "in 2016", false)]
    public void A_rounded_figure_says_the_same(string one, string other, bool same)
    {
        var (mine, theirs) = (Figures.Find(one).ShouldHaveSingleItem(), Figures.Find(other).ShouldHaveSingleItem());
        mine.SaysTheSame(theirs).ShouldBe(same);
        theirs.SaysTheSame(mine).ShouldBe(same);
    }

    [Theory]
    [InlineData("Dr. Marsh drove the crane. It stopped.", 2)]
    [InlineData("The U.S. team met at 9.30 a.m. on Monday.", 1)]
    [InlineData("系统误判。工人拒绝作业！", 2)]
    [InlineData("A line\nand another", 2)]
    [InlineData("", 0)]
    public void Sentences_end_at_stops_that_nothing_else_explains(string text, int count) =>
        Sentences.Cut(text).Count.ShouldBe(count);
}
