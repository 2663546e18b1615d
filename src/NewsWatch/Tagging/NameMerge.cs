namespace NewsWatch.Tagging;

/// <summary>Joins names from the registry with names that only read like names.</summary>
internal static class NameMerge
{
    /// <summary>
    /// The names that read so well enough to be given: a kind that readers ask for, and capitals at both ends (an
    /// organisation may end in a small word: "Conservative party").
    /// </summary>
    public static List<FoundName> Plausible(WordList words, List<FoundName> read)
    {
        var kept = new List<FoundName>(read.Count);
        foreach (var name in read)
        {
            if (name.Type == EntityType.Other || words[name.First].Shape is WordShape.Lower or WordShape.Digits)
                continue;

            var last = name.Last;
            if (name.Type != EntityType.Organisation)
                while (last > name.First && words[last].Shape == WordShape.Lower)
                    last--;
            kept.Add(last == name.Last ? name : name with { Last = last });
        }

        return kept;
    }

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
