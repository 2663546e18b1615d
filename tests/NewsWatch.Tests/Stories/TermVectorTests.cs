using NewsWatch.Stories;
using Shouldly;

namespace NewsWatch.Tests.Stories;

public sealed class TermVectorTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    [InlineData(399)]
    public void A_sum_keeps_its_heaviest_terms(int most)
    {
        var all = TermVector.Of(Terms(600, 1), Counts(600)).Plus(TermVector.Of(Terms(600, 2), Counts(600)), 0.7f, int.MaxValue);
        var least = all.Terms.ToArray().Select((_, i) => all.Shares[i]).OrderDescending().ElementAt(most - 1);

        var kept = TermVector.Of(Terms(600, 1), Counts(600)).Plus(TermVector.Of(Terms(600, 2), Counts(600)), 0.7f, most);

        kept.Length.ShouldBe(most);
        kept.Terms.ToArray().ShouldBeInOrder();
        for (var i = 0; i < kept.Length; i++)
            kept.Shares[i].ShouldBeGreaterThanOrEqualTo(least);
    }

    private static uint[] Terms(int count, uint step) => [.. Enumerable.Range(1, count).Select(i => (uint)i * step)];

    /// <summary>Many of them alike, as words are.</summary>
    private static byte[] Counts(int count) => [.. Enumerable.Range(0, count).Select(i => (byte)(1 + (i * i % 7)))];
}
