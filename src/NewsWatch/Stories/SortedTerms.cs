using System.Numerics;

namespace NewsWatch.Stories;

/// <summary>What is done with ascending terms.</summary>
internal static class SortedTerms
{
    private const int Fewest = 48;
    private const int Most = 4_096;
    private const int FullestBucket = 48;

    /// <summary>
    /// Sorts terms or shingles. They are hashes, so their first bits nearly say where each belongs: it is put there, and a neighbour or two
    /// change places. Comparing them costs the processor a wrong guess each other time. Where many begin alike they are compared all the same.
    /// </summary>
    public static void Sort(Span<uint> hashes)
    {
        if (hashes.Length is < Fewest or > Most || !Spread(hashes))
            hashes.Sort();
    }

    private static bool Spread(Span<uint> hashes)
    {
        var bits = BitOperations.Log2((uint)hashes.Length) + 1;
        Span<ushort> ends = stackalloc ushort[1 << bits];
        ends.Clear();
        foreach (var hash in hashes)
            if (++ends[(int)(hash >> (32 - bits))] > FullestBucket)
                return false;

        var end = 0;
        foreach (ref var bucket in ends)
            bucket = (ushort)(end += bucket);

        Span<uint> placed = stackalloc uint[hashes.Length];
        foreach (var hash in hashes)
            placed[--ends[(int)(hash >> (32 - bits))]] = hash;

        for (var i = 0; i < placed.Length; i++)
        {
            var (hash, at) = (placed[i], i);
            for (; at > 0 && hashes[at - 1] > hash; at--)
                hashes[at] = hashes[at - 1];

            hashes[at] = hash;
        }

        return true;
    }

    /// <summary>Moves each different one to the front and says how many there are.</summary>
    public static int Distinct(Span<uint> sorted)
    {
        var count = 0;
        foreach (var term in sorted)
            if (count == 0 || sorted[count - 1] != term)
                sorted[count++] = term;

        return count;
    }

    /// <summary>How many stand in both. Which of the two is behind is not guessed but counted: guesses would be wrong half the time.</summary>
    public static int Shared(ReadOnlySpan<uint> mine, ReadOnlySpan<uint> theirs)
    {
        var (shared, i, j) = (0, 0, 0);
        while (i < mine.Length && j < theirs.Length)
        {
            var (left, right) = (mine[i], theirs[j]);
            shared += left == right ? 1 : 0;
            i += left <= right ? 1 : 0;
            j += right <= left ? 1 : 0;
        }

        return shared;
    }
}
