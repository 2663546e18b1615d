namespace NewsWatch.Stories;

/// <summary>Counts terms, and is emptied at no cost: made once, used for every article.</summary>
internal sealed class TermCounter
{
    // Twice what the nearest two dozen articles can hold, and a power of two.
    private const int Size = 1 << 14;
    private readonly Counted[] _table = new Counted[Size];
    private ushort _round;
    private int _used;

    public void Clear()
    {
        if (_round == ushort.MaxValue)
        {
            Array.Clear(_table);
            _round = 0;
        }

        (_round, _used) = ((ushort)(_round + 1), 0);
    }

    public void Add(ReadOnlySpan<uint> terms)
    {
        foreach (var term in terms)
        {
            ref var place = ref PlaceOf(term);
            if (place.Round == _round)
                place.Count++;
            else if (_used++ < Size / 2)
                place = new Counted { Term = term, Round = _round, Count = 1 };
        }
    }

    public int Of(uint term)
    {
        ref readonly var place = ref PlaceOf(term);
        return place.Round == _round ? place.Count : 0;
    }

    private ref Counted PlaceOf(uint term)
    {
        var table = _table;
        var at = (int)term & (Size - 1);
        while (table[at].Round == _round && table[at].Term != term)
            at = (at + 1) & (Size - 1);

        return ref table[at];
    }

    private struct Counted
    {
        public uint Term;
        public ushort Round;
        public ushort Count;
    }
}
