namespace NewsWatch.Stories;

/// <summary>Counts terms, and is emptied at no cost: made once, used for every article.</summary>
internal sealed class TermCounter
{
    // Twice what the nearest two dozen articles can hold, and a power of two.
    private const int Size = 1 << 14;
    private readonly uint[] _terms = new uint[Size];
    private readonly int[] _counts = new int[Size];
    private readonly int[] _rounds = new int[Size];
    private int _round;
    private int _used;

    public void Clear() => (_round, _used) = (_round + 1, 0);

    public void Add(ReadOnlySpan<uint> terms)
    {
        foreach (var term in terms)
        {
            var place = PlaceOf(term);
            if (_rounds[place] == _round)
                _counts[place]++;
            else if (_used++ < Size / 2)
                (_rounds[place], _terms[place], _counts[place]) = (_round, term, 1);
        }
    }

    public int Of(uint term)
    {
        var place = PlaceOf(term);
        return _rounds[place] == _round ? _counts[place] : 0;
    }

    private int PlaceOf(uint term)
    {
        var place = (int)(term & (Size - 1));
        while (_rounds[place] == _round && _terms[place] != term)
            place = (place + 1) & (Size - 1);

        return place;
    }
}
