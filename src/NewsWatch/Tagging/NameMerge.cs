namespace NewsWatch.Tagging;

/// <summary>Joins names from the registry with names that only read like names.</summary>
internal static class NameMerge
{
    /// <summary>
    /// A known name stands, unless it is part of a longer unknown one ("Washington" in "Washington Hospital Center");
    /// an unknown one that overlaps a known one otherwise gives way.
    /// </summary>
    public static List<FoundName> Join(WordList words, IReadOnlyList<FoundName> known, IReadOnlyList<FoundName> read)
    {
        var joined = new List<FoundName>(known.Count + read.Count);
        var next = 0;
        foreach (var name in read)
        {
            var covers = true;
            var first = next;
            while (first < known.Count && known[first].Last < name.First)
                joined.Add(known[first++]);

            var last = first;
            while (last < known.Count && known[last].First <= name.Last)
            {
                covers &= IsPartOf(known[last], name);
                last++;
            }

            if (last == first || covers)
            {
                joined.Add(last - first == 1 && SameWithTrappings(words, known[first], name) ? known[first] with { First = name.First, Last = name.Last } : name);
                next = last;
            }
            else
            {
                next = first;
            }
        }

        joined.AddRange(known.Skip(next));

        // Works, events and the like are read only to keep their parts from being taken for places: readers ask for none of them.
        joined.RemoveAll(name => name is { Type: EntityType.Other, EntityId: null });
        return joined;
    }

    /// <summary>"The Wall Street Journal", "Hikvision Co Ltd": the known name and nothing that makes it another.</summary>
    private static bool SameWithTrappings(WordList words, FoundName known, FoundName read)
    {
        for (var i = read.First; i <= read.Last; i++)
            if ((i < known.First || i > known.Last)
                && words.Span(i) is not ("The" or "the" or "Inc" or "Corp" or "Corporation" or "Co" or "Ltd" or "Limited" or "LLC" or "Plc" or "PLC" or "AG" or "SE" or "GmbH" or "Company" or "Group" or "Mr" or "Ms" or "Mrs" or "Dr" or "President" or "Sir"))
                return false;

        return true;
    }

    private static bool IsPartOf(FoundName known, FoundName read) =>
        known.First >= read.First && known.Last <= read.Last && known.Words < read.Words
        && (known.Type == EntityType.Place || (read.Type != EntityType.Other && known.Type is EntityType.Person or EntityType.Organisation));
}
