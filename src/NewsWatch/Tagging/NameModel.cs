using System.IO.Compression;
using System.Numerics;
using System.Runtime.Intrinsics;
using System.Text;

namespace NewsWatch.Tagging;

/// <summary>The trained weights of the name tagger, and the lists that its hints come from.</summary>
internal sealed class NameModel
{
    /// <summary>Labels, padded to one vector of bytes.</summary>
    public const int Width = 32;

    private readonly (uint Feature, int Row)[] _slots;
    private readonly sbyte[] _weights;
    private readonly int _mask;

    /// <summary>What a weight of one is in the model's whole numbers.</summary>
    public const float Scale = 24;

    public NameModel(
        IReadOnlyList<(uint Feature, sbyte[] Weights)> features, int[] transitions, NameGazetteer gazetteer, WordVectors vectors, NameNetwork network)
    {
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, features.Count * 2));
        _mask = size - 1;
        _slots = new (uint, int)[size];
        _weights = new sbyte[(features.Count + 1) * Width];
        for (var i = 0; i < features.Count; i++)
        {
            var slot = (int)(features[i].Feature & (uint)_mask);
            while (_slots[slot].Row != 0)
                slot = (slot + 1) & _mask;
            _slots[slot] = (features[i].Feature, i + 1);
            features[i].Weights.CopyTo(_weights.AsSpan((i + 1) * Width));
        }

        Transitions = transitions;
        Gazetteer = gazetteer;
        Vectors = vectors;
        Network = network;
    }

    /// <summary>What a label is worth after another: before × <see cref="NameLabel.Count"/> + label.</summary>
    public int[] Transitions { get; }

    public NameGazetteer Gazetteer { get; }

    public WordVectors Vectors { get; }

    public NameNetwork Network { get; }

    /// <summary>The sum of the features' weights for every label.</summary>
    public void Score(ReadOnlySpan<uint> features, Span<short> scores)
    {
        var low = Vector256<short>.Zero;
        var high = Vector256<short>.Zero;
        foreach (var feature in features)
        {
            var slot = (int)(feature & (uint)_mask);
            while (_slots[slot] is { Row: > 0 } held)
            {
                if (held.Feature == feature)
                {
                    var (lower, upper) = Vector256.Widen(Vector256.LoadUnsafe(ref _weights[held.Row * Width]));
                    low += lower;
                    high += upper;
                    break;
                }

                slot = (slot + 1) & _mask;
            }
        }

        low.CopyTo(scores);
        high.CopyTo(scores[Vector256<short>.Count..]);
    }

    /// <summary>Reads what <see cref="Write"/> wrote; the vectors stand in a file of their own.</summary>
    public static NameModel Read(Stream compressed, WordVectors vectors)
    {
        using var reader = new BinaryReader(new BrotliStream(compressed, CompressionMode.Decompress), Encoding.UTF8);
        var transitions = new int[NameLabel.Count * NameLabel.Count];
        for (var i = 0; i < transitions.Length; i++)
            transitions[i] = reader.ReadInt32();

        var names = new Dictionary<ulong, NameHint>();
        for (var count = reader.ReadInt32(); count > 0; count--)
        {
            var key = reader.ReadUInt64();
            names[key] = (NameHint)reader.ReadUInt16();
        }

        var classes = new Dictionary<ulong, uint>();
        for (var count = reader.ReadInt32(); count > 0; count--)
        {
            var key = reader.ReadUInt64();
            classes[key] = reader.ReadUInt32();
        }

        var features = new (uint, sbyte[])[reader.ReadInt32()];
        uint feature = 0;
        for (var i = 0; i < features.Length; i++)
        {
            feature += (uint)reader.Read7BitEncodedInt();
            var present = reader.ReadUInt16() | (reader.ReadByte() << 16);
            var weights = new sbyte[NameLabel.Count];
            for (var label = 0; label < weights.Length; label++)
                if ((present & (1 << label)) != 0)
                    weights[label] = reader.ReadSByte();
            features[i] = (feature, weights);
        }

        return new NameModel(features, transitions, new NameGazetteer(names, new WordClasses(classes)), vectors, NameNetwork.Read(reader));
    }

    public static void Write(
        Stream output, IReadOnlyList<(uint Feature, sbyte[] Weights)> features, int[] transitions, NameGazetteer gazetteer, NameNetwork network)
    {
        using var writer = new BinaryWriter(new BrotliStream(output, CompressionLevel.SmallestSize, leaveOpen: true), Encoding.UTF8);
        foreach (var transition in transitions)
            writer.Write(transition);

        writer.Write(gazetteer.Names.Count);
        foreach (var (key, hint) in gazetteer.Names.OrderBy(pair => pair.Key))
        {
            writer.Write(key);
            writer.Write((ushort)hint);
        }

        writer.Write(gazetteer.Classes.All.Count);
        foreach (var (key, known) in gazetteer.Classes.All.OrderBy(pair => pair.Key))
        {
            writer.Write(key);
            writer.Write(known);
        }

        writer.Write(features.Count);
        uint before = 0;
        foreach (var (feature, weights) in features.OrderBy(pair => pair.Feature))
        {
            writer.Write7BitEncodedInt((int)(feature - before));
            before = feature;
            var present = 0;
            for (var label = 0; label < NameLabel.Count; label++)
                if (weights[label] != 0)
                    present |= 1 << label;
            writer.Write((ushort)present);
            writer.Write((byte)(present >> 16));
            for (var label = 0; label < NameLabel.Count; label++)
                if (weights[label] != 0)
                    writer.Write(weights[label]);
        }

        network.Write(writer);
    }
}
