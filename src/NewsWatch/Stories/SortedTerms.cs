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
}
