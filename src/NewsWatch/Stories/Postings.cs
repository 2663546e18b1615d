using System.Diagnostics.CodeAnalysis;

namespace NewsWatch.Stories;

/// <summary>
/// The newest articles that hold a term, by slot. More than <see cref="StoryParameters.PostingsPerTerm"/> are never looked at and not
/// kept: the words of every third article would fill the memory. One alone needs no list.
/// </summary>
internal struct Postings
{
    private int _first;
    private int[]? _slots;
    private int _count;

    /// <summary>In no order.</summary>
    [UnscopedRef]
    public readonly ReadOnlySpan<int> Slots => _slots is null ? new ReadOnlySpan<int>(in _first)[..Math.Min(_count, 1)] : _slots.AsSpan(0, Math.Min(_count, _slots.Length));

    /// <summary>Asks the memory for the place where the next one goes, and does not wait for it. What it gives is of no meaning.</summary>
    public readonly int Fetch() => _slots is null ? 0 : _slots[Math.Min(_count < _slots.Length ? _count : _count - _slots.Length, _slots.Length - 1)];

    public void Add(int slot)
    {
        if (_slots is null && _count == 0)
        {
            (_first, _count) = (slot, 1);
            return;
        }

        _slots ??= [_first, slot];
        if (_count == _slots.Length && _count < StoryParameters.PostingsPerTerm)
            Array.Resize(ref _slots, Math.Min(StoryParameters.PostingsPerTerm, _count + (_count / 2) + 1));

        // A ring, once it is full: the newest takes the oldest one's place. The count then runs from one length to two.
        _slots[_count < _slots.Length ? _count : _count - _slots.Length] = slot;
        _count = _count + 1 == 2 * _slots.Length ? _slots.Length : _count + 1;
    }
}
