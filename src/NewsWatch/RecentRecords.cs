using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace NewsWatch;

/// <summary>
/// Records that were made of rows which never change, kept for the next who asks. Two generations of a bounded size: when the
/// younger is full the older goes, so that what is asked for often stays.
/// </summary>
internal sealed class RecentRecords<TKey, TRecord>(int size)
    where TKey : notnull
    where TRecord : class
{
    private ConcurrentDictionary<TKey, TRecord> _younger = new();
    private ConcurrentDictionary<TKey, TRecord> _older = new();

    public bool TryGet(TKey key, [NotNullWhen(true)] out TRecord? record)
    {
        if (_younger.TryGetValue(key, out record))
            return true;

        if (!_older.TryGetValue(key, out record))
            return false;

        Keep(key, record);
        return true;
    }

    public void Keep(TKey key, TRecord record)
    {
        var younger = _younger;
        if (younger.Count >= size && Interlocked.CompareExchange(ref _younger, new(), younger) == younger)
            _older = younger;

        _younger[key] = record;
    }
}
