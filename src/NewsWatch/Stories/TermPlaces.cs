using System.Numerics;
using System.Runtime.CompilerServices;

namespace NewsWatch.Stories;

/// <summary>
/// Numbers the terms that the index holds, from 0 in the order in which they came. Terms are hashes: their own bits say where to look,
/// mostly at one place, where a dictionary looks at two.
/// </summary>
internal sealed class TermPlaces
{
    private Numbered[] _table = new Numbered[1 << 11];
    private uint _fetched;

    public int Count { get; private set; }

    /// <summary>The number of a term, or below 0.</summary>
    public int Find(uint term) => PlaceOf(term).NumberAndOne - 1;

    /// <summary>The numbers of many, new ones included.</summary>
    public void FindOrAdd(ReadOnlySpan<uint> terms, Span<int> numbers)
    {
        while (2 * (Count + terms.Length) > _table.Length)
            Grow();

        // The memory is asked for all places at once, before any of them is waited for.
        var table = _table;
        foreach (var term in terms)
            _fetched ^= table[(int)term & (table.Length - 1)].Term;

        for (var i = 0; i < terms.Length; i++)
        {
            ref var place = ref PlaceOf(terms[i]);
            if (place.NumberAndOne == 0)
                place = new Numbered { Term = terms[i], NumberAndOne = ++Count };

            numbers[i] = place.NumberAndOne - 1;
        }
    }

    /// <summary>The term's place, or the free one where it would stand.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref Numbered PlaceOf(uint term)
    {
        var table = _table;
        var at = (int)term & (table.Length - 1);
        while (table[at].NumberAndOne != 0 && table[at].Term != term)
            at = (at + 1) & (table.Length - 1);

        return ref table[at];
    }

    private void Grow()
    {
        var before = _table;
        _table = new Numbered[BitOperations.RoundUpToPowerOf2((uint)before.Length + 1)];
        foreach (var place in before)
            if (place.NumberAndOne != 0)
                PlaceOf(place.Term) = place;
    }

    private struct Numbered
    {
        public uint Term;
        public int NumberAndOne;
    }
}
