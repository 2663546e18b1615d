using System.Buffers;
using System.Runtime.InteropServices;
using NewsWatch.Articles.Texts;

namespace NewsWatch.Stories;

/// <summary>
/// The five-word shingles of a text, all of them or an even sample: hashes below 2³² ÷ <see cref="Scale"/> (FracMinHash,
/// Irber et al. 2022, a MinHash whose samples also measure containment). Two sketches compare at the coarser scale.
/// </summary>
internal sealed class Sketch
{
    public const int Words = 5;

    /// <summary>A share of fewer sampled shingles than this is held against this many: two of six prove nothing.</summary>
    private const int FewestSampled = 8;

    private readonly uint[] _hashes;

    private Sketch(uint[] hashes, int scale, int shingles)
    {
        _hashes = hashes;
        Scale = scale;
        Shingles = shingles;
    }

    /// <summary>1, 2, 4, 8 …: one in how many shingles is kept.</summary>
    public int Scale { get; }

    /// <summary>Distinct shingles of the whole text.</summary>
    public int Shingles { get; }

    /// <summary>Ascending.</summary>
    public ReadOnlySpan<uint> Hashes => _hashes;

    public static Sketch Of(List<Token> text)
    {
        var tokens = CollectionsMarshal.AsSpan(text);
        var length = Math.Max(0, tokens.Length - Words + 1);
        var rented = ArrayPool<uint>.Shared.Rent(length);
        var hashes = rented.AsSpan(0, length);
        for (var i = 0; i < hashes.Length; i++)
        {
            var hash = 0u;
            for (var word = 0; word < Words; word++)
                hash = Terms.Join(hash, tokens[i + word].Term);

            hashes[i] = hash;
        }

        SortedTerms.Sort(hashes);
        var distinct = SortedTerms.Distinct(hashes);
        var scale = 1;
        while (distinct / scale > StoryParameters.SketchSize)
            scale *= 2;

        var sketch = new Sketch(hashes[..CountBelow(hashes[..distinct], scale)].ToArray(), scale, distinct);
        ArrayPool<uint>.Shared.Return(rented);
        return sketch;
    }

    /// <summary>A sketch as it was: hashes ascending, of so many shingles, kept at this scale.</summary>
    public static Sketch Of(uint[] hashes, int scale, int shingles) => new(hashes, scale, shingles);

    /// <summary>How many shingles the two share, as a share of this one's and of the other's.</summary>
    public (double InOther, double OfOther) Containment(Sketch other)
    {
        var scale = Math.Max(Scale, other.Scale);
        var mine = Hashes[..CountBelow(Hashes, scale)];
        var theirs = other.Hashes[..CountBelow(other.Hashes, scale)];
        if (mine.Length == 0 || theirs.Length == 0)
            return (0, 0);

        var shared = SortedTerms.Shared(mine, theirs);
        var fewest = scale == 1 ? 1 : FewestSampled;
        return ((double)shared / Math.Max(fewest, mine.Length), (double)shared / Math.Max(fewest, theirs.Length));
    }

    /// <summary>Whether the shingle with this hash is in the text, as far as the sample tells.</summary>
    public bool Holds(uint hash) => Array.BinarySearch(_hashes, hash) >= 0;

    private static int CountBelow(ReadOnlySpan<uint> sorted, int scale)
    {
        if (scale == 1)
            return sorted.Length;

        var at = sorted.BinarySearch((uint)((1UL << 32) / (ulong)scale));
        return at < 0 ? ~at : at;
    }
}
