using NewsWatch.Stories;

namespace NewsWatch.Tests.Stories;

/// <summary>The index's tables hold what look-ups read, and no more.</summary>
public sealed class IndexTableTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(StoryParameters.PostingsPerTerm)]
    [InlineData(StoryParameters.PostingsPerTerm + 1)]
    [InlineData(5 * StoryParameters.PostingsPerTerm)]
    public void Postings_hold_the_newest(int count)
    {
        var postings = default(Postings);
        for (var slot = 0; slot < count; slot++)
            postings.Add(slot);

        var kept = postings.Slots.ToArray().Order().ToList();
        kept.ShouldBe(Enumerable.Range(Math.Max(0, count - StoryParameters.PostingsPerTerm), Math.Min(count, StoryParameters.PostingsPerTerm)));
    }

    [Fact]
    public void A_shingle_is_found_wherever_it_was_put_and_the_first_places_stay()
    {
        var table = new ShingleTable(4);
        for (var slot = 0; slot < 3_000; slot++)
            for (var i = 0u; i < 5; i++)
                table.Add([4 * ((7919u * (uint)slot) + i)], slot);

        for (var slot = 0; slot < 100; slot++)
            table.Add([4 * 7919u * 50], slot);

        var counts = new Dictionary<int, int>();
        table.Count([4 * ((7919u * 2_999) + 3)], counts);
        counts.ShouldBe(new Dictionary<int, int> { [2_999] = 1 });

        counts.Clear();
        table.Count([4 * 7919u * 50], counts);
        counts.Keys.Order().ShouldBe(Enumerable.Range(0, ShingleTable.LongestChain - 1).Append(50), "the first to come, and no more");
    }

    [Fact]
    public void Terms_are_numbered_in_the_order_of_their_coming_and_keep_their_numbers()
    {
        var places = new TermPlaces();
        var numbers = new int[3];

        // Multiples of 64 look at few places first: they push one another on.
        for (var round = 0; round < 2; round++)
            for (var i = 0u; i < 6_000; i += 3)
            {
                places.FindOrAdd([i * 64, (i + 1) * 64, (i + 2) * 64], numbers);
                numbers.ShouldBe([(int)i, (int)i + 1, (int)i + 2]);
            }

        places.Count.ShouldBe(6_000);
        places.Find(64).ShouldBe(1);
        places.Find(7).ShouldBeLessThan(0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(47)]
    [InlineData(1_000)]
    [InlineData(5_000)]
    public void Hashes_are_sorted_whatever_they_begin_with(int count)
    {
        foreach (var shift in new[] { 0, 8, 24 })
        {
            var hashes = Enumerable.Range(0, count).Select(i => (uint)i * 2654435761u >> shift).ToArray();
            var sorted = hashes.Order().ToArray();
            SortedTerms.Sort(hashes);
            hashes.ShouldBe(sorted);
        }
    }
}
