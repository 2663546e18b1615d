using System.Numerics;
using System.Runtime.InteropServices;
using NewsWatch.Tagging;

namespace NewsWatch.Evaluation;

/// <summary>Learns a <see cref="NameNetwork"/> by back-propagation, with steps that shrink for each weight (AdaGrad).</summary>
internal sealed class NetworkTraining
{
    private const int Hidden = NameNetwork.Hidden, Labels = NameNetwork.Labels, Numbers = NameNetwork.RunNumbers + NameNetwork.WordNumbers;

    private const float Rate = 0.02f;
    private const float Decay = 1e-4f;

    /// <summary>Share of hidden units left out at each step.</summary>
    private const float Dropout = 0.3f;

    /// <summary>Share of words whose vectors are left out, but not from means: names to come have none.</summary>
    private const float WordDropout = 0.1f;

    private readonly WordVectors _vectors;
    private readonly float[] _first;
    private readonly float[] _second;
    private readonly float[] _firstSquares = new float[(NameNetwork.Inputs + 1) * Hidden];
    private readonly float[] _secondSquares = new float[(Hidden + 1) * Labels];
    private readonly float[] _firstAverage = new float[(NameNetwork.Inputs + 1) * Hidden];
    private readonly float[] _secondAverage = new float[(Hidden + 1) * Labels];
    private readonly float[] _back = new float[Hidden];
    private ulong _state = 7;

    public NetworkTraining(WordVectors vectors)
    {
        _vectors = vectors;
        _first = Start((NameNetwork.Inputs + 1) * Hidden, MathF.Sqrt(2f / NameNetwork.Inputs));
        _second = Start((Hidden + 1) * Labels, MathF.Sqrt(2f / Hidden));
    }

    /// <summary>What one word's forward pass leaves for the way back.</summary>
    public sealed class Pass
    {
        public readonly float[] Numbers = new float[NetworkTraining.Numbers];
        public readonly float[] Units = new float[Hidden];
        public int[] Marks = [];
    }

    /// <summary>Adds the scores of one word, with some units hidden.</summary>
    public void Forward(int[] rows, int[] marks, Pass pass, Span<float> scores)
    {
        var seen = rows.ToArray();
        for (var i = 0; i < seen.Length; i++)
            if (i is < 3 or >= NameWindow.SharedRows && Chance() < WordDropout)
                seen[i] = WordVectors.Unknown;
        NameWindow.GatherRun(seen.AsSpan(0, NameWindow.SharedRows), _vectors, pass.Numbers);
        NameWindow.GatherWords(seen.AsSpan(NameWindow.SharedRows), _vectors, pass.Numbers.AsSpan(NameNetwork.RunNumbers));
        pass.Marks = marks;
        _first.AsSpan(NameNetwork.Inputs * Hidden, Hidden).CopyTo(pass.Units);
        for (var i = 0; i < Numbers; i++)
            if (pass.Numbers[i] != 0)
                Add(_first.AsSpan(i * Hidden, Hidden), pass.Numbers[i], pass.Units);
        foreach (var mark in marks)
            Add(_first.AsSpan((Numbers + mark) * Hidden, Hidden), 1, pass.Units);
        foreach (ref var unit in pass.Units.AsSpan())
            unit = unit <= 0 || Chance() < Dropout ? 0 : unit / (1 - Dropout);
        Span<float> all = stackalloc float[Labels];
        _second.AsSpan(Hidden * Labels, Labels).CopyTo(all);
        for (var unit = 0; unit < Hidden; unit++)
            if (pass.Units[unit] > 0)
                Add(_second.AsSpan(unit * Labels, Labels), pass.Units[unit], all);
        for (var label = 0; label < scores.Length; label++)
            scores[label] += all[label];
    }

    /// <summary>Moves the weights by what was wrong with the scores.</summary>
    public void Backward(Pass pass, ReadOnlySpan<float> wrong)
    {
        Span<float> errors = stackalloc float[Labels];
        errors.Clear();
        wrong.CopyTo(errors);
        for (var unit = 0; unit <= Hidden; unit++)
        {
            var value = unit == Hidden ? 1 : pass.Units[unit];
            if (unit < Hidden)
                _back[unit] = 0;
            if (value == 0)
                continue;

            var weights = _second.AsSpan(unit * Labels, Labels);
            if (unit < Hidden)
            {
                var sum = 0f;
                for (var label = 0; label < wrong.Length; label++)
                    sum += weights[label] * errors[label];
                _back[unit] = sum / (1 - Dropout);
            }

            Step(weights, _secondSquares.AsSpan(unit * Labels, Labels), errors, value);
        }

        for (var i = 0; i < Numbers; i++)
            if (pass.Numbers[i] != 0)
                Step(_first.AsSpan(i * Hidden, Hidden), _firstSquares.AsSpan(i * Hidden, Hidden), _back, pass.Numbers[i]);
        foreach (var mark in pass.Marks.Append(NameWindow.Marks))
            Step(_first.AsSpan((Numbers + mark) * Hidden, Hidden), _firstSquares.AsSpan((Numbers + mark) * Hidden, Hidden), _back, 1);
    }

    /// <summary>Adds the weights of now, by a share, to the average that is returned in the end.</summary>
    public void Average(float share)
    {
        for (var i = 0; i < _firstAverage.Length; i++)
            _firstAverage[i] += _first[i] * share;
        for (var i = 0; i < _secondAverage.Length; i++)
            _secondAverage[i] += _second[i] * share;
    }

    public NameNetwork Finish() => new(_firstAverage, _secondAverage);

    private static void Add(ReadOnlySpan<float> weights, float value, Span<float> sums)
    {
        var w = MemoryMarshal.Cast<float, Vector<float>>(weights);
        var s = MemoryMarshal.Cast<float, Vector<float>>(sums);
        var by = new Vector<float>(value);
        for (var k = 0; k < s.Length; k++)
            s[k] += w[k] * by;
    }

    private static void Step(Span<float> weights, Span<float> squares, ReadOnlySpan<float> errors, float value)
    {
        var w = MemoryMarshal.Cast<float, Vector<float>>(weights);
        var s = MemoryMarshal.Cast<float, Vector<float>>(squares);
        var e = MemoryMarshal.Cast<float, Vector<float>>(errors);
        Vector<float> by = new(value), rate = new(Rate), floor = new(0.1f), decay = new(Decay);
        for (var k = 0; k < w.Length; k++)
        {
            var gradient = (e[k] * by) - (decay * w[k]);
            s[k] += gradient * gradient;
            w[k] += rate * gradient / Vector.SquareRoot(s[k] + floor);
        }
    }

    private float[] Start(int count, float size) => [.. Enumerable.Range(0, count).Select(_ => ((Chance() * 2) - 1) * size)];

    private float Chance()
    {
        _state = (_state * 6364136223846793005) + 1442695040888963407;
        return (_state >> 40) / (float)(1 << 24);
    }
}
