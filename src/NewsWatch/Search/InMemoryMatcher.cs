namespace NewsWatch.Search;

/// <summary>The translation of a query that alerts use: compiled once, then asked of one document after another.</summary>
public sealed class InMemoryMatcher
{
    private readonly Query _query;
    private readonly Test _test;

    public InMemoryMatcher(Query query)
    {
        _query = query;
        _test = Compile(query);
    }

    private delegate bool Test(IndexedDocument document, in QueryClock clock);

    public bool Matches(IndexedDocument document, QueryClock clock) => _test(document, clock);

    /// <summary>The parts of a matching query that this document meets, as they could be written: "why did I get this".</summary>
    public IReadOnlyList<string> Why(IndexedDocument document, QueryClock clock)
    {
        var met = new List<string>();
        Collect(_query, document, clock, met);
        return [.. met.Distinct(StringComparer.Ordinal)];
    }

    private static void Collect(Query query, IndexedDocument document, in QueryClock clock, List<string> met)
    {
        switch (query)
        {
            case And and:
                foreach (var part in and.Parts)
                    Collect(part, document, clock, met);
                break;
            case Or or:
                foreach (var part in or.Parts)
                    if (Compile(part)(document, clock))
                        Collect(part, document, clock, met);
                break;
            case Everything:
                met.Add("everything");
                break;
            case Not:
                break;
            default:
                met.Add(query.ToString());
                break;
        }
    }

    private static Test Compile(Query query)
    {
        switch (query)
        {
            case Everything:
                return static (IndexedDocument _, in QueryClock _) => true;
            case And and:
                var all = and.Parts.Select(Compile).ToArray();
                return (IndexedDocument document, in QueryClock clock) =>
                {
                    foreach (var test in all)
                        if (!test(document, clock))
                            return false;

                    return true;
                };
            case Or or:
                var any = or.Parts.Select(Compile).ToArray();
                return (IndexedDocument document, in QueryClock clock) =>
                {
                    foreach (var test in any)
                        if (test(document, clock))
                            return true;

                    return false;
                };
            case Not not:
                var part = Compile(not.Part);
                return (IndexedDocument document, in QueryClock clock) => !part(document, clock);
            case Phrase phrase:
                var words = new PhraseWords(phrase);
                return (IndexedDocument document, in QueryClock _) =>
                    words.IsIn(document, title: true) || (phrase.In is TextField.Anywhere && words.IsIn(document, title: false));
            case Near near:
                var phrases = near.Phrases.Select(part => new PhraseWords(part)).ToArray();
                return (IndexedDocument document, in QueryClock _) =>
                    AreNear(phrases, near.Within, document, title: true)
                    || (near.In is TextField.Anywhere && AreNear(phrases, near.Within, document, title: false));
            case Has has:
                var key = has.Key;
                return (IndexedDocument document, in QueryClock _) => document.Document.Keys.Contains(key);
            case Sources sources:
                return (IndexedDocument document, in QueryClock _) => sources.Holds(document.Document.Sources);
            case Dated dated:
                return (IndexedDocument document, in QueryClock clock) => Holds(dated, document.Document.Time, clock);
            default:
                throw new ArgumentOutOfRangeException(nameof(query), query.GetType().Name, "A query of no known kind.");
        }
    }

    // In whole milliseconds, as the indexes keep time: a finer comparison here would disagree with them.
    private static bool Holds(Dated dated, DateTimeOffset time, in QueryClock clock)
    {
        var at = time.ToUnixTimeMilliseconds();
        switch (dated.Side)
        {
            case DateSide.After:
                return at >= dated.Date.Resolve(clock).ToUnixTimeMilliseconds();
            case DateSide.Before:
                return at < dated.Date.Resolve(clock).ToUnixTimeMilliseconds();
            default:
                var (start, end) = dated.Date.Day(clock);
                return at >= start.ToUnixTimeMilliseconds() && at < end.ToUnixTimeMilliseconds();
        }
    }

    /// <summary>
    /// As FTS5's NEAR decides: some choice of one place each in which every phrase ends at most <paramref name="within"/> words
    /// before the last one begins. One pass over the places.
    /// </summary>
    private static bool AreNear(PhraseWords[] phrases, int within, IndexedDocument document, bool title)
    {
        var places = new List<int>[phrases.Length];
        for (var i = 0; i < phrases.Length; i++)
        {
            places[i] = phrases[i].Places(document, title);
            if (places[i].Count == 0)
                return false;
        }

        var next = new int[phrases.Length];
        var last = places.Max(list => list[0]);
        while (true)
        {
            var together = true;
            for (var i = 0; i < phrases.Length; i++)
            {
                var earliest = last - phrases[i].Length - within;
                while (places[i][next[i]] < earliest)
                    if (++next[i] == places[i].Count)
                        return false;

                if (places[i][next[i]] > last)
                {
                    last = places[i][next[i]];
                    together = false;
                }
            }

            if (together)
                return true;
        }
    }
}
