using System.Runtime.InteropServices;
using NewsWatch.Tagging;

namespace NewsWatch.Evaluation;

/// <summary>
/// Trains the name tagger: a linear-chain conditional random field (Lafferty, McCallum, Pereira 2001) by stochastic
/// gradients with steps that shrink for each weight (AdaGrad; Duchi, Hazan, Singer 2011).
/// </summary>
internal sealed class EntityTraining
{
    private const int Epochs = 20;

    /// <summary>From this round on weights are averaged: the last ones swing.</summary>
    private const int AverageFrom = 3;

    private const int Labels = NameLabel.Count;
    private const float Rate = 0.05f;
    private const float Decay = 1e-4f;

    /// <summary>Features seen less often than this in all sets are left out: they learn one name by heart.</summary>
    private const int LeastCount = 2;

    /// <summary>Share of features hidden at each step, so that no name's own words carry the whole decision.</summary>
    private const float Dropout = 0.3f;

    private readonly NetworkTraining _network;
    private readonly List<NetworkTraining.Pass> _passes = [];
    private float[] _weights = [];
    private float[] _squares = [];
    private readonly float[] _transitions = new float[Labels * Labels];
    private readonly float[] _transitionSquares = new float[Labels * Labels];
    private ulong _state = 99;
    private float[] _alpha = [];
    private float[] _beta = [];
    private float[] _emit = [];

    private EntityTraining(WordVectors vectors) => _network = new NetworkTraining(vectors);

    public static NameModel Train(IReadOnlyList<LabelledSentence> sentences, NameGazetteer lists, WordVectors vectors) =>
        new EntityTraining(vectors).Run(sentences, lists, vectors).Model;

    public static void Write(IReadOnlyList<LabelledSentence> sentences, NameGazetteer lists, WordVectors vectors, string path)
    {
        var (model, features, transitions) = new EntityTraining(vectors).Run(sentences, lists, vectors);
        using var file = File.Create(path);
        NameModel.Write(file, features, transitions, lists, model.Network);
    }

    private (NameModel Model, List<(uint, sbyte[])> Features, int[] Transitions) Run(
        IReadOnlyList<LabelledSentence> sentences, NameGazetteer lists, WordVectors vectors)
    {
        var raw = sentences.SelectMany(sentence => EntityExample.Of(sentence, lists, vectors)).ToList();
        var counts = new Dictionary<int, int>();
        foreach (var feature in raw.SelectMany(example => example.Features).SelectMany(features => features))
            CollectionsMarshal.GetValueRefOrAddDefault(counts, feature, out _)++;
        var rows = new Dictionary<int, int>();
        foreach (var (feature, count) in counts)
            if (count >= LeastCount)
                rows.Add(feature, rows.Count);
        _weights = new float[rows.Count * Labels];
        _squares = new float[rows.Count * Labels];
        var examples = raw.Select(example => example with
        {
            Features = [.. example.Features.Select(features => features.Select(feature => rows.GetValueOrDefault(feature, -1)).Where(row => row >= 0).ToArray())],
        }).ToList();

        var average = new float[_weights.Length];
        var order = Enumerable.Range(0, examples.Count).ToArray();
        for (var epoch = 0; epoch < Epochs; epoch++)
        {
            Shuffle(order, epoch);
            foreach (var index in order)
                Learn(examples[index]);
            if (epoch < AverageFrom)
                continue;

            for (var i = 0; i < _weights.Length; i++)
                average[i] += _weights[i] / (Epochs - AverageFrom);
            _network.Average(1f / (Epochs - AverageFrom));
        }

        _weights = average;
        return Finish(rows, lists, vectors);
    }

    private static readonly bool[] May = [.. Enumerable.Range(0, Labels * Labels).Select(i => NameLabel.MayFollow(i / Labels, i % Labels))];
    private static readonly int[][] Followers = [.. Enumerable.Range(0, Labels).Select(a => Enumerable.Range(0, Labels).Where(b => NameLabel.MayFollow(a, b)).ToArray())];

    private void Learn(EntityExample example)
    {
        var length = example.Gold.Length;
        if (_emit.Length < length * Labels)
            (_emit, _alpha, _beta) = (new float[length * Labels], new float[length * Labels], new float[length * Labels]);
        var shown = new int[length][];
        var keep = 1 / (1 - Dropout);
        for (var i = 0; i < length; i++)
        {
            shown[i] = [.. example.Features[i].Where(_ => Chance() >= Dropout)];
            var emit = _emit.AsSpan(i * Labels, Labels);
            emit.Clear();
            foreach (var row in shown[i])
            {
                var weights = _weights.AsSpan(row * Labels, Labels);
                for (var label = 0; label < Labels; label++)
                    emit[label] += weights[label];
            }

            for (var label = 0; label < Labels; label++)
                emit[label] *= keep;
            if (_passes.Count == i)
                _passes.Add(new NetworkTraining.Pass());
            _network.Forward(example.Rows[i], example.Marks[i], _passes[i], emit);
        }

        const float Never = -1e9f;
        for (var i = 0; i < length; i++)
            for (var label = 0; label < Labels; label++)
            {
                if (i == 0)
                {
                    _alpha[label] = NameLabel.Opens(label) ? _emit[label] + _transitions[label] : Never;
                    continue;
                }

                var max = Never;
                for (var before = 0; before < Labels; before++)
                    if (May[(before * Labels) + label])
                        max = Math.Max(max, _alpha[((i - 1) * Labels) + before] + _transitions[(before * Labels) + label]);
                var sum = 0f;
                for (var before = 0; before < Labels; before++)
                    if (May[(before * Labels) + label])
                        sum += MathF.Exp(_alpha[((i - 1) * Labels) + before] + _transitions[(before * Labels) + label] - max);
                _alpha[(i * Labels) + label] = max <= Never / 2 ? Never : max + MathF.Log(sum) + _emit[(i * Labels) + label];
            }

        for (var label = 0; label < Labels; label++)
            _beta[((length - 1) * Labels) + label] = NameLabel.Closes(label) ? 0 : Never;
        for (var i = length - 2; i >= 0; i--)
            for (var label = 0; label < Labels; label++)
            {
                var max = Never;
                foreach (var next in Followers[label])
                    max = Math.Max(max, _beta[((i + 1) * Labels) + next] + _emit[((i + 1) * Labels) + next] + _transitions[(label * Labels) + next]);
                var sum = 0f;
                foreach (var next in Followers[label])
                    sum += MathF.Exp(_beta[((i + 1) * Labels) + next] + _emit[((i + 1) * Labels) + next] + _transitions[(label * Labels) + next] - max);
                _beta[(i * Labels) + label] = max <= Never / 2 ? Never : max + MathF.Log(sum);
            }

        var total = Never;
        for (var label = 0; label < Labels; label++)
            total = Math.Max(total, _alpha[((length - 1) * Labels) + label] + _beta[((length - 1) * Labels) + label]);
        var z = 0f;
        for (var label = 0; label < Labels; label++)
            z += MathF.Exp(_alpha[((length - 1) * Labels) + label] + _beta[((length - 1) * Labels) + label] - total);
        total += MathF.Log(z);

        Span<float> wrong = stackalloc float[Labels];
        for (var i = 0; i < length; i++)
        {
            var most = 0f;
            for (var label = 0; label < Labels; label++)
            {
                wrong[label] = (label == example.Gold[i] ? 1 : 0) - MathF.Exp(_alpha[(i * Labels) + label] + _beta[(i * Labels) + label] - total);
                most = Math.Max(most, Math.Abs(wrong[label]));
            }

            if (most < 0.01f)
                continue;

            foreach (var row in shown[i])
                for (var label = 0; label < Labels; label++)
                    Step(_weights, _squares, (row * Labels) + label, wrong[label]);
            _network.Backward(_passes[i], wrong);
            for (var label = 0; label < Labels; label++)
                if (i == 0)
                {
                    var chance = NameLabel.Opens(label) ? MathF.Exp(_alpha[label] + _beta[label] - total) : 0;
                    Step(_transitions, _transitionSquares, label, (label == example.Gold[0] ? 1 : 0) - chance);
                }
                else
                    foreach (var next in Followers[label])
                    {
                        var chance = MathF.Exp(_alpha[((i - 1) * Labels) + label] + _transitions[(label * Labels) + next] + _emit[(i * Labels) + next] + _beta[(i * Labels) + next] - total);
                        Step(_transitions, _transitionSquares, (label * Labels) + next, (label == example.Gold[i - 1] && next == example.Gold[i] ? 1 : 0) - chance);
                    }
        }
    }

    private static void Step(float[] weights, float[] squares, int at, float gradient)
    {
        if (Math.Abs(gradient) < 1e-4f)
            return;
        gradient -= Decay * weights[at];
        squares[at] += gradient * gradient;
        weights[at] += Rate * gradient / MathF.Sqrt(squares[at] + 0.1f);
    }

    /// <summary>0 to 1, the same sequence on every run.</summary>
    private float Chance()
    {
        _state = (_state * 6364136223846793005) + 1442695040888963407;
        return (_state >> 40) / (float)(1 << 24);
    }

    private (NameModel, List<(uint, sbyte[])>, int[]) Finish(Dictionary<int, int> rows, NameGazetteer lists, WordVectors vectors)
    {
        var features = rows
            .Select(pair => ((uint)pair.Key, Weights: Enumerable.Range(0, Labels).Select(label => (sbyte)Math.Clamp(MathF.Round(_weights[(pair.Value * Labels) + label] * NameModel.Scale), -127, 127)).ToArray()))
            .Where(pair => pair.Weights.Any(weight => Math.Abs((int)weight) > 1))
            .OrderBy(pair => pair.Item1).ToList();
        var whole = _transitions.Select(weight => (int)MathF.Round(weight * NameModel.Scale)).ToArray();
        return (new NameModel(features, whole, lists, vectors, _network.Finish()), features, whole);
    }

    /// <summary>The same order on every run: a linear congruential generator seeded with the epoch.</summary>
    private static void Shuffle(int[] order, int epoch)
    {
        var state = (ulong)epoch + 12345;
        for (var i = order.Length - 1; i > 0; i--)
        {
            state = (state * 6364136223846793005) + 1442695040888963407;
            var other = (int)((state >> 33) % (ulong)(i + 1));
            (order[i], order[other]) = (order[other], order[i]);
        }
    }
}
