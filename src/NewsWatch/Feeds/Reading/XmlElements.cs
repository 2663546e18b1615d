namespace NewsWatch.Feeds.Reading;

/// <summary>
/// The elements that are open, the deepest last. Each has a key made of its name's length and ends, so that a search through
/// all of them for a stray end tag compares numbers, many at a time.
/// </summary>
internal sealed class XmlElements
{
    private readonly int[] _keys = new int[FeedLimits.Depth];
    private readonly Slice[] _names = new Slice[FeedLimits.Depth];
    private int _tooDeep;

    public int Depth { get; private set; }

    /// <summary>The name of the open element at this depth, counted from 1.</summary>
    public Slice Name(int depth) => _names[depth - 1];

    /// <summary>False where the element would be too deep; its end tag is then expected and passed over.</summary>
    public bool Push(ReadOnlySpan<char> text, Slice name, bool isEmpty)
    {
        if (Depth == FeedLimits.Depth)
        {
            if (!isEmpty)
                _tooDeep++;
            return false;
        }

        _keys[Depth] = Key(text.Slice(name.Start, name.Length));
        _names[Depth] = name;
        Depth++;
        return true;
    }

    public void Pop() => Depth--;

    public void PopTo(int depth)
    {
        Depth = depth;
        _tooDeep = 0;
    }

    /// <summary>True where an end tag belongs to an element that was too deep to be kept.</summary>
    public bool EndsTooDeep()
    {
        if (_tooDeep == 0)
            return false;
        _tooDeep--;
        return true;
    }

    /// <summary>The depth of the deepest open element of this name; 0 where none is open.</summary>
    public int Find(ReadOnlySpan<char> text, ReadOnlySpan<char> name)
    {
        var key = Key(name);
        for (var depth = Depth; (depth = _keys.AsSpan(0, depth).LastIndexOf(key) + 1) > 0; depth--)
        {
            var open = _names[depth - 1];
            if (text.Slice(open.Start, open.Length).Equals(name, StringComparison.OrdinalIgnoreCase))
                return depth;
        }

        return 0;
    }

    private static int Key(ReadOnlySpan<char> name) =>
        name.IsEmpty ? 0 : (name.Length << 16) ^ ((name[0] | 0x20) << 8) ^ (name[^1] | 0x20);
}
