using System.Runtime.Intrinsics;

namespace NewsWatch.Tagging;

/// <summary>
/// The part of the name model that reads what words mean: one hidden layer over the vectors of a word and its neighbours
/// (Collobert and others 2011). Its scores are added to the sparse features' before the best sequence is sought.
/// </summary>
internal sealed class NameNetwork
{
    public const int Hidden = 128;

    /// <summary>Labels, padded to whole vectors.</summary>
    public const int Labels = 24;

    /// <summary>Numbers that come from vectors; marks follow them.</summary>
    public const int Numbers = NameWindow.Slots * WordVectors.Width;

    public const int Inputs = Numbers + NameWindow.Marks;

    /// <summary>Words read together, so that each weight is fetched once for all of them.</summary>
    public const int Block = 4;

    private const int Tile = 16;

    private readonly float[] _tiles = new float[Numbers * Hidden];
    private readonly float[] _first;
    private readonly float[] _second;

    /// <param name="first">For each input, then for the constant one: a row of <see cref="Hidden"/>.</param>
    /// <param name="second">For each hidden unit, then for the constant one: a row of <see cref="Labels"/>.</param>
    public NameNetwork(float[] first, float[] second)
    {
        _first = first;
        _second = second;

        // Sixteen units' weights side by side, input after input: the order in which a block is computed.
        for (var tile = 0; tile < Hidden / Tile; tile++)
            for (var i = 0; i < Numbers; i++)
                first.AsSpan((i * Hidden) + (tile * Tile), Tile).CopyTo(_tiles.AsSpan(((tile * Numbers) + i) * Tile));
    }

    public ReadOnlySpan<float> First => _first;

    public ReadOnlySpan<float> Second => _second;

    /// <summary>Begins one word's hidden layer: with what its marks say.</summary>
    public void Begin(ReadOnlySpan<int> marks, Span<float> hidden)
    {
        _first.AsSpan(Inputs * Hidden, Hidden).CopyTo(hidden);
        foreach (var mark in marks)
        {
            var weights = _first.AsSpan((Numbers + mark) * Hidden, Hidden);
            for (var i = 0; i < Hidden; i += Vector256<float>.Count)
                (Vector256.Create<float>(hidden[i..]) + Vector256.Create<float>(weights[i..])).CopyTo(hidden[i..]);
        }
    }

    /// <summary>Ends the hidden layers of a <see cref="Block"/> of words: adds what their vectors say, and keeps what is above zero.</summary>
    public void Read(ReadOnlySpan<float> numbers, Span<float> hidden)
    {
        for (var tile = 0; tile < Hidden / Tile; tile++)
        {
            var at = tile * Tile;
            var (a, aa) = Load(hidden, at);
            var (b, bb) = Load(hidden, Hidden + at);
            var (c, cc) = Load(hidden, (2 * Hidden) + at);
            var (d, dd) = Load(hidden, (3 * Hidden) + at);
            ref var weights = ref _tiles[tile * Numbers * Tile];
            for (var i = 0; i < Numbers; i++)
            {
                var low = Vector256.LoadUnsafe(ref weights, (nuint)(i * Tile));
                var high = Vector256.LoadUnsafe(ref weights, (nuint)((i * Tile) + 8));
                var number = Vector256.Create(numbers[i]);
                a = Vector256.MultiplyAddEstimate(number, low, a);
                aa = Vector256.MultiplyAddEstimate(number, high, aa);
                number = Vector256.Create(numbers[Numbers + i]);
                b = Vector256.MultiplyAddEstimate(number, low, b);
                bb = Vector256.MultiplyAddEstimate(number, high, bb);
                number = Vector256.Create(numbers[(2 * Numbers) + i]);
                c = Vector256.MultiplyAddEstimate(number, low, c);
                cc = Vector256.MultiplyAddEstimate(number, high, cc);
                number = Vector256.Create(numbers[(3 * Numbers) + i]);
                d = Vector256.MultiplyAddEstimate(number, low, d);
                dd = Vector256.MultiplyAddEstimate(number, high, dd);
            }

            Store(hidden, at, a, aa);
            Store(hidden, Hidden + at, b, bb);
            Store(hidden, (2 * Hidden) + at, c, cc);
            Store(hidden, (3 * Hidden) + at, d, dd);
        }
    }

    /// <summary>What one word's hidden layer says for each label.</summary>
    public void Score(ReadOnlySpan<float> hidden, Span<float> scores)
    {
        _second.AsSpan(Hidden * Labels, Labels).CopyTo(scores);
        for (var unit = 0; unit < Hidden; unit++)
        {
            if (hidden[unit] == 0)
                continue;

            var weights = _second.AsSpan(unit * Labels, Labels);
            for (var i = 0; i < Labels; i += Vector256<float>.Count)
                Vector256.MultiplyAddEstimate(Vector256.Create(hidden[unit]), Vector256.Create<float>(weights[i..]), Vector256.Create<float>(scores[i..])).CopyTo(scores[i..]);
        }
    }

    public static NameNetwork Read(BinaryReader reader) => new(Halves(reader, (Inputs + 1) * Hidden), Halves(reader, (Hidden + 1) * Labels));

    public void Write(BinaryWriter writer)
    {
        foreach (var weight in _first)
            writer.Write((Half)weight);
        foreach (var weight in _second)
            writer.Write((Half)weight);
    }

    private static float[] Halves(BinaryReader reader, int count)
    {
        var numbers = new float[count];
        foreach (ref var number in numbers.AsSpan())
            number = (float)reader.ReadHalf();
        return numbers;
    }

    private static (Vector256<float> Low, Vector256<float> High) Load(ReadOnlySpan<float> from, int at) =>
        (Vector256.Create(from[at..]), Vector256.Create(from[(at + 8)..]));

    private static void Store(Span<float> to, int at, Vector256<float> low, Vector256<float> high)
    {
        Vector256.Max(low, Vector256<float>.Zero).CopyTo(to[at..]);
        Vector256.Max(high, Vector256<float>.Zero).CopyTo(to[(at + 8)..]);
    }
}
