namespace NewsWatch.Tagging;

/// <summary>Joins names from the registry with names that only read like names.</summary>
internal static class NameMerge
{
    /// <summary>
    /// A known name stands, unless it is part of a longer unknown one ("Washington" in "Washington Hospital Center");
    /// an unknown one that overlaps a known one otherwise gives way.
    /// </summary>
    public static List<FoundName> Join(IReadOnlyList<FoundName> known, IReadOnlyList<FoundName> read)
    {
        var joined = new List<FoundName>(known.Count + read.Count);
        var next = 0;
        foreach (var name in read)
        {
            var covers = name.Type != EntityType.Other;
            var first = next;
            while (first < known.Count && known[first].Last < name.First)
                joined.Add(known[first++]);

            var last = first;
            while (last < known.Count && known[last].First <= name.Last)
            {
                covers &= known[last].First >= name.First && known[last].Last <= name.Last && known[last].Words < name.Words
                    && (known[last].Type == EntityType.Place || name.Words > known[last].Words + 1);
                last++;
            }

            if (last == first || (covers && last - first == 1))
            {
                joined.Add(name);
                next = last;
            }
            else
            {
                next = first;
            }
        }

        joined.AddRange(known.Skip(next));
        return joined;
    }
}
