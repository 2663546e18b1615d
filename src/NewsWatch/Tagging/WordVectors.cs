using System.IO.Compression;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace NewsWatch.Tagging;

/// <summary>
/// What words mean, as points in space: words that stand in like company lie near each other. Kept small by product
/// quantisation (Jégou, Douze, Schmid 2011): a vector is cut into parts, and each part is the nearest of 256.
/// </summary>
internal sealed class WordVectors
{
    /// <summary>Numbers in a vector.</summary>
    public const int Width = 100;

    /// <summary>Numbers in a part of one.</summary>
    public const int Part = 4;

    public const int Parts = Width / Part;

    /// <summary>Patterns of a part.</summary>
    public const int Patterns = 256;

    /// <summary>The row of a word that has no vector.</summary>
    public const int Unknown = -1;

    private readonly uint[] _keys;
    private readonly int[] _rows;
    private readonly byte[] _codes;
    private readonly float[] _patterns;
    private readonly int _mask;

    /// <param name="keys">Hashes of words, ascending.</param>
    /// <param name="codes">For each word its parts' patterns.</param>
    /// <param name="patterns">For each part its patterns.</param>
    public WordVectors(IReadOnlyList<uint> keys, byte[] codes, float[] patterns)
    {
        _codes = codes;
        _patterns = patterns;
        _mask = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, keys.Count * 2)) - 1;
        _keys = new uint[_mask + 1];
        _rows = new int[_mask + 1];
        for (var row = 0; row < keys.Count; row++)
        {
            var slot = (int)(keys[row] & (uint)_mask);
            while (_rows[slot] != 0)
                slot = (slot + 1) & _mask;
            (_keys[slot], _rows[slot]) = (keys[row], row + 1);
        }
    }

    public static uint Key(ulong hash) => (uint)(hash ^ (hash >> 32));

    /// <summary>The row of a word, by the hash of its lower-case letters, or <see cref="Unknown"/>.</summary>
    public int Row(ulong hash)
    {
        var key = Key(hash);
        var slot = (int)(key & (uint)_mask);
        while (_rows[slot] != 0)
        {
            if (_keys[slot] == key)
                return _rows[slot] - 1;
            slot = (slot + 1) & _mask;
        }

        return Unknown;
    }

    /// <summary>Writes the vector of a row; zeros for <see cref="Unknown"/>.</summary>
    public void Read(int row, Span<float> vector)
    {
        vector[..Width].Clear();
        Add(row, vector);
    }

    /// <summary>Adds the vector of a row; nothing for <see cref="Unknown"/>.</summary>
    public void Add(int row, Span<float> vector)
    {
        if (row == Unknown)
            return;

        var codes = _codes.AsSpan(row * Parts, Parts);
        var sums = MemoryMarshal.Cast<float, Vector128<float>>(vector[..Width]);
        var patterns = MemoryMarshal.Cast<float, Vector128<float>>(_patterns);
        for (var part = 0; part < codes.Length; part++)
            sums[part] += patterns[(part * Patterns) + codes[part]];
    }

    public static WordVectors Read(Stream compressed)
    {
        using var reader = new BinaryReader(new BrotliStream(compressed, CompressionMode.Decompress), Encoding.UTF8);
        var patterns = new float[Parts * Patterns * Part];
        for (var i = 0; i < patterns.Length; i++)
            patterns[i] = (float)reader.ReadHalf();
        var keys = new uint[reader.ReadInt32()];
        uint key = 0;
        for (var i = 0; i < keys.Length; i++)
            keys[i] = key += (uint)reader.Read7BitEncodedInt();
        return new WordVectors(keys, reader.ReadBytes(keys.Length * Parts), patterns);
    }

    /// <summary>Writes what <see cref="Read(Stream)"/> reads; the keys ascend.</summary>
    public static void Write(Stream output, IReadOnlyList<uint> keys, byte[] codes, float[] patterns)
    {
        using var writer = new BinaryWriter(new BrotliStream(output, CompressionLevel.SmallestSize, leaveOpen: true), Encoding.UTF8);
        foreach (var number in patterns)
            writer.Write((Half)number);
        writer.Write(keys.Count);
        uint before = 0;
        foreach (var key in keys)
        {
            writer.Write7BitEncodedInt((int)(key - before));
            before = key;
        }

        writer.Write(codes);
    }
}
