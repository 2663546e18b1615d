using NewsWatch.Articles.Pages;

namespace NewsWatch.Tests.Articles.Pages;

public sealed class AuthorNamesTests
{
    [Theory]
    [InlineData("By Ines Dalmar", "Ines Dalmar")]
    [InlineData("Von Ines Dalmar, Velmouth", "Ines Dalmar")]
    [InlineData("Par Inès d’Almar | 9 mars 2026", "Inès d’Almar")]
    [InlineData("Written by: Ines Dalmar", "Ines Dalmar")]
    [InlineData("ByInes Dalmar", "Ines Dalmar")]
    [InlineData("Ines Dalmar, Science Editor", "Ines Dalmar")]
    [InlineData("Ines Dalmar and Rufus Okoro", "Ines Dalmar;Rufus Okoro")]
    [InlineData("Ines Dalmar, Rufus Okoro und Mira Anand", "Ines Dalmar;Rufus Okoro;Mira Anand")]
    [InlineData("INES DALMAR / RUFUS OKORO", "INES DALMAR;RUFUS OKORO")]
    [InlineData("佐藤 花", "佐藤 花")]
    [InlineData("Post-Reporter Ines Dalmar", "Ines Dalmar")]
    [InlineData("Ines Dalmar/PNA", "Ines Dalmar")]
    [InlineData("By Ines Dalmar Thursday, March 5, 2026", "Ines Dalmar")]
    [InlineData("Quelle: Harbour Post/id", "Harbour Post/id")]
    public void Names_are_taken_out_of_bylines(string byline, string names) => AuthorNames.Of(byline).ShouldBe(names.Split(';'));

    [Theory]
    [InlineData("https://news.example/authors/ines")]
    [InlineData("admin")]
    [InlineData("Author")]
    [InlineData("Follow")]
    [InlineData("12345")]
    [InlineData("desk@news.example")]
    [InlineData("   ")]
    [InlineData("Alle Beiträge")]
    [InlineData("More by this author")]
    [InlineData("Lantern Web www.lantern.example")]
    [InlineData("Editor at large")]
    [InlineData(null)]
    public void What_names_nobody_gives_none(string? byline) => AuthorNames.Of(byline).ShouldBeEmpty();

    [Fact]
    public void A_byline_without_end_gives_none() => AuthorNames.Of(string.Concat(Enumerable.Repeat("Ines Dalmar, ", 10_000))).ShouldBeEmpty();
}
