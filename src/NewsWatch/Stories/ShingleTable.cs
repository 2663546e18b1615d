using System.Buffers;
using System.Runtime.InteropServices;

namespace NewsWatch.Stories;

/// <summary>
/// Which articles hold a shingle: chains of 12 bytes a posting, because most shingles stand in one article only and a list for each
/// would cost ten times that. A chain stops growing at <see cref="LongestChain"/>: the first articles with a passage are where it
/// comes from, and ten thousand copies add nothing.
/// </summary>
/// <param name="step">The keys are multiples of this, a power of two: their lowest bits tell nothing.</param>
internal sealed class ShingleTable(int step)
{
    public const int LongestChain = 32;
    private const int BlockBits = 12;
    private readonly int _shift = int.Log2(step);

    // Blocks, not one array that doubles: of ten million postings half would stand empty.
    private readonly List<Posting[]> _blocks = [];
    private int[] _heads = NewHeads(1024);
    private int _count;
    private uint _fetched;

    /// <summary>Notes that this article holds these shingles.</summary>
    public void Add(ReadOnlySpan<uint> keys, int slot)
    {
        // As below: what will be walked is asked for before.
        var heads = Heads(keys);
        if (_count > 0)
            foreach (var head in heads.AsSpan(0, keys.Length))
                _fetched ^= At(Math.Max(0, head)).Key;

        ArrayPool<int>.Shared.Return(heads);
        foreach (var key in keys)
            Add(key, slot);
    }

    private void Add(uint key, int slot)
    {
        if (_count == _heads.Length)
            Spread();

        ref var link = ref _heads[Bucket(key)];
        var length = 0;
        while (link >= 0)
        {
            ref var posting = ref At(link);
            if (posting.Key == key && ++length == LongestChain)
                return;

            link = ref posting.Next;
        }

        link = _count;
        if (_count >> BlockBits == _blocks.Count)
            _blocks.Add(new Posting[1 << BlockBits]);

        At(_count++) = new Posting(key, slot);
    }

    /// <summary>Adds one to the count of each slot for each of the shingles that it holds.</summary>
    public void Count(ReadOnlySpan<uint> keys, Dictionary<int, int> counts)
    {
        // First all heads, then the chains: so the memory is asked for many at once.
        var heads = Heads(keys);
        for (var i = 0; i < keys.Length; i++)
            for (var at = heads[i]; at >= 0;)
            {
                ref readonly var posting = ref At(at);
                if (posting.Key == keys[i])
                    CollectionsMarshal.GetValueRefOrAddDefault(counts, posting.Slot, out _)++;

                at = posting.Next;
            }

        ArrayPool<int>.Shared.Return(heads);
    }

    /// <summary>Where the chain of each begins; to be given back to the pool.</summary>
    private int[] Heads(ReadOnlySpan<uint> keys)
    {
        var heads = ArrayPool<int>.Shared.Rent(keys.Length);
        for (var i = 0; i < keys.Length; i++)
            heads[i] = _heads[Bucket(keys[i])];

        return heads;
    }

    private ref Posting At(int place) => ref _blocks[place >> BlockBits][place & ((1 << BlockBits) - 1)];

    private int Bucket(uint key) => (int)(key >> _shift) & (_heads.Length - 1);

    /// <summary>Twice as many chains; each keeps its order.</summary>
    private void Spread()
    {
        _heads = NewHeads(2 * _heads.Length);
        for (var at = _count - 1; at >= 0; at--)
        {
            ref var posting = ref At(at);
            ref var head = ref _heads[Bucket(posting.Key)];
            (posting.Next, head) = (head, at);
        }
    }

    private static int[] NewHeads(int size)
    {
        var heads = new int[size];
        Array.Fill(heads, -1);
        return heads;
    }

    private struct Posting(uint key, int slot)
    {
        public readonly uint Key = key;
        public readonly int Slot = slot;
        public int Next = -1;
    }
}
