namespace NewsWatch.Stories;

/// <summary>What is done with ascending terms.</summary>
internal static class SortedTerms
{
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
