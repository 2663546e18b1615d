using NewsWatch.Search;

namespace NewsWatch.Tests.Search;

/// <summary>What the order of matches depends on.</summary>
public sealed class RankingTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("topic:courts after:30d")]
    [InlineData("entity:anvil OR sources:>=2")]
    [InlineData("-harbour lang:en")]
    public void Where_no_words_are_looked_for_the_order_is_the_same_without_the_matches_words(string words)
    {
        var query = QueryParser.Parse(words);
        Ranking.ReadsWords(query).ShouldBeFalse();
        List<Found> matches =
        [
            .. Enumerable.Range(0, 20).Select(i => new Found(
                $"a{i}", 100 - i, Now.AddDays(-i), i * 7 % 5, DocumentFacets.None, "harbour", string.Join(' ', Enumerable.Repeat("harbour", i + 1)))),
        ];

        Ranking.Order(query, [.. matches.Select(match => match with { TitleWords = "", TextWords = "" })], Now).Select(match => match.ArticleId)
            .ShouldBe(Ranking.Order(query, matches, Now).Select(match => match.ArticleId));
    }

    [Theory]
    [InlineData("harbour")]
    [InlineData("topic:courts (title:ferry OR \"chip export\"~5)")]
    public void Where_words_are_looked_for_they_are_read(string words) => Ranking.ReadsWords(QueryParser.Parse(words)).ShouldBeTrue();
}
