using System.Runtime.InteropServices;
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

    /// <summary>Numbers that come from the vectors about a run.</summary>
    public const int RunNumbers = NameWindow.Shared * WordVectors.Width;

    /// <summary>Numbers that come from the vectors about a word.</summary>
    public const int WordNumbers = NameWindow.Near * WordVectors.Width;

    /// <summary>All inputs: numbers about the run, about the word, and marks.</summary>
    public const int Inputs = RunNumbers + WordNumbers + NameWindow.Marks;

    /// <summary>Runs or words read together, so that each weight is fetched once for all of them.</summary>
    public const int Block = 4;

    private const int Tile = 16;

    private readonly float[] _first;
    private readonly float[] _second;
    private readonly float[] _run;
    private readonly float[] _word;

    /// <param name="first">For each input, then for the constant one: a row of <see cref="Hidden"/>.</param>
    /// <param name="second">For each hidden unit, then for the constant one: a row of <see cref="Labels"/>.</param>
    public NameNetwork(float[] first, float[] second)
    {
        _first = first;
        _second = second;
        _run = Tiled(first.AsSpan(0, RunNumbers * Hidden));
        _word = Tiled(first.AsSpan(RunNumbers * Hidden, WordNumbers * Hidden));
    }

    /// <summary>Computes for a <see cref="Block"/> of runs what their words share of the hidden layer.</summary>
    public void ReadRuns(ReadOnlySpan<float> numbers, Span<float> shared)
    {
        for (var i = 0; i < Block; i++)
            _first.AsSpan(Inputs * Hidden, Hidden).CopyTo(shared[(i * Hidden)..]);
        Multiply(_run, numbers, shared);
    }

    /// <summary>Begins one word's hidden layer: its run's, and what its marks say.</summary>
    public void Begin(ReadOnlySpan<float> shared, ReadOnlySpan<int> marks, Span<float> hidden)
    {
        shared.CopyTo(hidden);
        foreach (var mark in marks)
        {
            var weights = _first.AsSpan((RunNumbers + WordNumbers + mark) * Hidden, Hidden);
            for (var i = 0; i < Hidden; i += Vector256<float>.Count)
                (Vector256.Create<float>(hidden[i..]) + Vector256.Create<float>(weights[i..])).CopyTo(hidden[i..]);
        }
    }

    /// <summary>Ends the hidden layers of a <see cref="Block"/> of words: adds what their vectors say, and keeps what is above zero.</summary>
    public void ReadWords(ReadOnlySpan<float> numbers, Span<float> hidden)
    {
        Multiply(_word, numbers, hidden);
        foreach (ref var unit in MemoryMarshal.Cast<float, Vector256<float>>(hidden))
            unit = Vector256.Max(unit, Vector256<float>.Zero);
    }

    /// <summary>Adds to four rows of hidden units four rows of numbers, each weighted.</summary>
    private static void Multiply(float[] tiles, ReadOnlySpan<float> numbers, Span<float> hidden)
    {
        var length = tiles.Length / Hidden;
        ReadOnlySpan<float> one = numbers[..length], two = numbers.Slice(length, length), three = numbers.Slice(2 * length, length), four = numbers.Slice(3 * length, length);
        for (var tile = 0; tile < Hidden / Tile; tile++)
        {
            var at = tile * Tile;
            var (a, aa) = Load(hidden, at);
            var (b, bb) = Load(hidden, Hidden + at);
            var (c, cc) = Load(hidden, (2 * Hidden) + at);
            var (d, dd) = Load(hidden, (3 * Hidden) + at);
            ref var weights = ref tiles[tile * length * Tile];
            for (var i = 0; i < one.Length; i++)
            {
                var low = Vector256.LoadUnsafe(ref weights, (nuint)(i * Tile));
                var high = Vector256.LoadUnsafe(ref weights, (nuint)((i * Tile) + 8));
                var number = Vector256.Create(one[i]);
                a = Vector256.MultiplyAddEstimate(number, low, a);
                aa = Vector256.MultiplyAddEstimate(number, high, aa);
                number = Vector256.Create(two[i]);
                b = Vector256.MultiplyAddEstimate(number, low, b);
                bb = Vector256.MultiplyAddEstimate(number, high, bb);
                number = Vector256.Create(three[i]);
                c = Vector256.MultiplyAddEstimate(number, low, c);
                cc = Vector256.MultiplyAddEstimate(number, high, cc);
                number = Vector256.Create(four[i]);
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

    /// <summary>Sixteen units' weights side by side, input after input: the order in which a block is computed.</summary>
    private static float[] Tiled(ReadOnlySpan<float> weights)
    {
        var tiles = new float[weights.Length];
        var length = weights.Length / Hidden;
        for (var tile = 0; tile < Hidden / Tile; tile++)
            for (var i = 0; i < length; i++)
                weights.Slice((i * Hidden) + (tile * Tile), Tile).CopyTo(tiles.AsSpan(((tile * length) + i) * Tile));
        return tiles;
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
        low.CopyTo(to[at..]);
        high.CopyTo(to[(at + 8)..]);
    }
}
