namespace NewsWatch.Stories;

/// <summary>The slots of the articles that hold a term, in order of arrival. The first needs no list of its own.</summary>
internal struct Postings(int first)
{
    private int[]? _more;
    private int _count = 1;

    public void Add(int slot)
    {
        _more ??= new int[2];
        if (_count > _more.Length)
            Array.Resize(ref _more, _more.Length + (_more.Length / 2) + 1);

        _more[_count++ - 1] = slot;
    }

    /// <summary>At most so many, newest first.</summary>
    public readonly IEnumerable<int> Newest(int most)
    {
        for (var i = _count - 2; i >= 0 && most > 0; i--, most--)
            yield return _more![i];

        if (most > 0)
            yield return first;
    }
}
