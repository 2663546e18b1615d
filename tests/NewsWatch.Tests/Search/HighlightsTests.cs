using NewsWatch.Search;

namespace NewsWatch.Tests.Search;

public sealed class HighlightsTests
{
    [Theory]
    [InlineData("cameras", "[Cameras] and more [cameras].")]
    [InlineData("\"more cameras\"", "Cameras and [more cameras].")]
    [InlineData("camer* more", "[Cameras] and [more] [cameras].")]
    [InlineData("cameras -more", "[Cameras] and more [cameras].")]
    [InlineData("NOT cameras", "Cameras and more cameras.")]
    [InlineData("\"and cameras\"~1 OR topic:x", "[Cameras] [and] more [cameras].")]
    [InlineData("\"and more\" OR \"more cameras\"", "Cameras [and more cameras].")]
    [InlineData("title:cameras", "Cameras and more cameras.")]
    [InlineData("*", "Cameras and more cameras.")]
    public void Places_of_what_is_asked_for_are_given_without_markup(string query, string marked) =>
        Mark("Cameras and more cameras.", query, isTitle: false).ShouldBe(marked);

    [Fact]
    public void What_is_looked_for_in_titles_is_marked_in_titles() => Mark("Cameras", "title:cameras", isTitle: true).ShouldBe("[Cameras]");

    [Theory]
    [InlineData("智能", "人工[智能]法")]
    [InlineData("智", "人工[智能]法")]
    [InlineData("grosse", "x")]
    public void Characters_written_without_spaces_are_marked_where_they_stand(string query, string marked) =>
        Mark(marked == "x" ? "x" : "人工智能法", query, isTitle: false).ShouldBe(marked);

    [Fact]
    public void Places_are_those_of_the_text_as_it_was_written() => Mark("Ihre GRÖẞE zählt", "grosse", isTitle: false).ShouldBe("Ihre [GRÖẞE] zählt");

    [Fact]
    public void There_are_never_more_than_asked_for() =>
        Highlights.Of(QueryParser.Parse("a"), string.Join(" b ", Enumerable.Repeat("a", 1000)), isTitle: false, most: 5).Count.ShouldBe(5);

    private static string Mark(string text, string query, bool isTitle)
    {
        foreach (var mark in Highlights.Of(QueryParser.Parse(query), text, isTitle).Reverse())
            text = text.Insert(mark.End, "]").Insert(mark.Start, "[");

        return text;
    }
}
