namespace NewsWatch.Stories;

/// <summary>
/// Which articles hold a shingle: chains in flat arrays, 12 bytes a posting, because most shingles stand in one article only
/// and a list for each would cost ten times that. A chain stops growing at <see cref="LongestChain"/>: the first articles
/// with a passage are where it comes from, and ten thousand copies add nothing.
/// </summary>
internal sealed class ShingleTable
{
    public const int LongestChain = 32;
    private uint[] _keys = new uint[1024];
    private int[] _slots = new int[1024];
    private int[] _next = new int[1024];
    private int[] _heads = NewHeads(1024);
    private int _count;

    public void Add(uint key, int slot)
    {
        if (_count == _keys.Length)
            Grow();

        ref var head = ref _heads[key & (uint)(_heads.Length - 1)];
        var (length, last) = (0, -1);
        for (var at = head; at >= 0; at = _next[at])
        {
            last = at;
            if (_keys[at] == key && ++length == LongestChain)
                return;
        }

        (_keys[_count], _slots[_count], _next[_count]) = (key, slot, -1);
        if (last < 0)
            head = _count;
        else
            _next[last] = _count;

        _count++;
    }

    /// <summary>Adds one to the count of each slot that holds the shingle.</summary>
    public void Count(uint key, Dictionary<int, int> counts)
    {
        for (var at = _heads[key & (uint)(_heads.Length - 1)]; at >= 0; at = _next[at])
            if (_keys[at] == key)
                counts[_slots[at]] = counts.GetValueOrDefault(_slots[at]) + 1;
    }

    private void Grow()
    {
        var size = _keys.Length * 2;
        Array.Resize(ref _keys, size);
        Array.Resize(ref _slots, size);
        Array.Resize(ref _next, size);
        _heads = NewHeads(size);
        var tails = NewHeads(size);
        for (var at = 0; at < _count; at++)
        {
            var bucket = _keys[at] & (uint)(size - 1);
            _next[at] = -1;
            if (tails[bucket] < 0)
                _heads[bucket] = at;
            else
                _next[tails[bucket]] = at;

            tails[bucket] = at;
        }
    }

    private static int[] NewHeads(int size)
    {
        var heads = new int[size];
        Array.Fill(heads, -1);
        return heads;
    }
}
