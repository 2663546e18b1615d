namespace NewsWatch.Tagging;

/// <summary>Finds known entities and outlets by their names, and decides between meanings by what stands near.</summary>
internal sealed class Gazetteer(NameIndex index, IReadOnlyList<NamePattern> patterns)
{
    /// <summary>Words to either side in which context counts in full; elsewhere in the article it counts half.</summary>
    private const int Near = 60;

    private static readonly (int First, int Last) InTitle = (-1, -1);

    /// <summary>The known names in the text, leftmost and longest first; the title helps to decide what ambiguous ones mean.</summary>
    public List<FoundName> Find(List<PhraseHit> titleHits, WordList words, List<PhraseHit> hits)
    {
        var places = Places(titleHits, hits);
        var found = new List<FoundName>();
        foreach (var hit in hits)
        {
            var names = index.Names(hit);
            if (names.Length > 0 && Decide(names, hit, places) is { } name)
                found.Add(name);
        }

        NamePattern.Find(words, patterns, found);
        return Longest(found);
    }

    /// <summary>Where the words of those rules stand that this article puts in question.</summary>
    private Dictionary<ContextWord, List<(int First, int Last)>> Places(List<PhraseHit> titleHits, List<PhraseHit> hits)
    {
        var asked = new HashSet<int>();
        foreach (var hit in hits)
            foreach (var name in index.Names(hit))
                if (name.Rule != NameIndex.NoRule)
                    asked.Add(name.Rule);

        var places = new Dictionary<ContextWord, List<(int First, int Last)>>();
        if (asked.Count == 0)
            return places;

        Collect(titleHits, title: true);
        Collect(hits, title: false);
        return places;

        void Collect(List<PhraseHit> from, bool title)
        {
            foreach (var hit in from)
                foreach (var word in index.Words(hit))
                    if (asked.Contains(word.Rule))
                    {
                        if (!places.TryGetValue(word, out var list))
                            places.Add(word, list = []);
                        list.Add(title ? InTitle : (hit.First, hit.Last));
                    }
        }
    }

    private FoundName? Decide(ReadOnlySpan<KnownName> names, PhraseHit hit, Dictionary<ContextWord, List<(int First, int Last)>> places)
    {
        KnownName? best = null;
        double belief = 0;
        var tie = false;
        foreach (var name in names)
        {
            var one = name.Rule == NameIndex.NoRule ? 1 : Belief(name.Rule, hit, places);
            if (one <= 0)
                continue;

            tie = one == belief && name.EntityId != best?.EntityId;
            if (one > belief)
                (best, belief) = (name, one);
        }

        return best is null || tie
            ? null
            : new FoundName(hit.First, hit.Last, best.Type, best.EntityId, best.Rule == NameIndex.NoRule ? "known name" : "known name, by context");
    }

    /// <summary>
    /// How much speaks for a rule more than against it; none where a rule's word is missing, or where the name is part of a phrase
    /// that speaks against it (the institute MIT in "MIT license").
    /// </summary>
    private double Belief(int rule, PhraseHit hit, Dictionary<ContextWord, List<(int First, int Last)>> places)
    {
        if (places.TryGetValue(new ContextWord(rule, -1), out var against) && against.Exists(place => place.First <= hit.First && place.Last >= hit.Last && place != (hit.First, hit.Last)))
            return 0;

        var with = Count(1);
        var asks = index.Rules[rule].With.Count > 0;
        return asks && with == 0 ? 0 : (asks ? with : 1) - Count(-1);

        double Count(int sign)
        {
            var sum = 0.0;
            if (places.TryGetValue(new ContextWord(rule, sign), out var list))
                foreach (var place in list)
                    if (place.First < hit.First || place.First > hit.Last)
                        sum += place == InTitle || Math.Abs(place.First - hit.First) <= Near ? 1 : 0.5;
            return sum;
        }
    }

    private static List<FoundName> Longest(List<FoundName> found)
    {
        found.Sort(static (a, b) => a.First != b.First ? a.First.CompareTo(b.First) : b.Last.CompareTo(a.Last));
        var kept = new List<FoundName>(found.Count);
        var next = 0;
        foreach (var name in found)
            if (name.First >= next)
            {
                kept.Add(name);
                next = name.Last + 1;
            }

        return kept;
    }
}
