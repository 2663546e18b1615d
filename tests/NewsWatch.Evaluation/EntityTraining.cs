using System.Globalization;
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

    /// <summary>What a weight of one becomes in the model's bytes.</summary>
    private const float Scale = 24;

    private sealed record Example(int[][] Rows, int[] Gold);

    private float[] _weights = [];
    private float[] _squares = [];
    private readonly float[] _transitions = new float[Labels * Labels];
    private readonly float[] _transitionSquares = new float[Labels * Labels];
    private ulong _state = 99;
    private float[] _alpha = [];
    private float[] _beta = [];
    private float[] _emit = [];

    /// <summary>Reads lists of names, one a line, from files named by the hint (<c>first-names.txt</c>).</summary>
    public static NameGazetteer Lists(string folder)
    {
        var names = new Dictionary<ulong, NameHint>();
        foreach (var (file, hint) in new (string, NameHint)[]
        {
            ("first-names", NameHint.FirstName), ("last-names", NameHint.LastName), ("cities", NameHint.City), ("large-cities", NameHint.LargeCity),
            ("countries", NameHint.Country), ("regions", NameHint.Region), ("demonyms", NameHint.Demonym), ("organisations", NameHint.Organisation),
            ("persons", NameHint.Person), ("honorifics", NameHint.Honorific),
            ("common-words", NameHint.CommonWord), ("titles", NameHint.Title),
        })
            foreach (var line in File.ReadLines(Path.Combine(folder, file + ".txt")))
            {
                var words = new WordList(line);
                if (words.Count is > 0 and <= NameGazetteer.LongestName)
                {
                    var key = NameGazetteer.Key(words, 0, words.Count - 1);
                    names[key] = names.GetValueOrDefault(key) | hint;
                }
            }

        foreach (var entity in TagEvaluation.Load(TagEvaluation.ConfigDirectory()).Entities.All)
            foreach (var name in entity.Aliases.Prepend(entity.Name))
            {
                var words = new WordList(name);
                if (words.Count is > 0 and <= NameGazetteer.LongestName && words[0].Shape != WordShape.Unspaced)
                {
                    var key = NameGazetteer.Key(words, 0, words.Count - 1);
                    names[key] = names.GetValueOrDefault(key) | entity.Type switch
                    {
                        EntityType.Person => NameHint.KnownPerson,
                        EntityType.Organisation => NameHint.KnownOrganisation,
                        EntityType.Place => NameHint.KnownPlace,
                        _ => NameHint.KnownOther,
                    };
                }
            }

        return new NameGazetteer(names, new WordClasses(Classes(Path.Combine(folder, "word-classes.txt"))));
    }

    private static Dictionary<ulong, uint> Classes(string path)
    {
        var classes = new Dictionary<ulong, uint>();
        foreach (var line in File.ReadLines(path))
        {
            var fields = line.Split('\t');
            var words = new WordList(fields[0]);
            uint coarse = uint.Parse(fields[1], CultureInfo.InvariantCulture), fine = uint.Parse(fields[2], CultureInfo.InvariantCulture);
            if (words.Count == 1 && (double.Parse(fields[3], CultureInfo.InvariantCulture) > 0 || coarse is 15 or 19))
                classes[words[0].Hash] = WordClasses.Of(coarse, fine);
        }

        return classes;
    }

    public static NameModel Train(IReadOnlyList<LabelledSentence> sentences, NameGazetteer lists) => new EntityTraining().Run(sentences, lists).Model;

    public static void Write(IReadOnlyList<LabelledSentence> sentences, NameGazetteer lists, string path)
    {
        var (_, features, transitions) = new EntityTraining().Run(sentences, lists);
        using var file = File.Create(path);
        NameModel.Write(file, features, transitions, lists);
    }

    private (NameModel Model, List<(uint, sbyte[])> Features, int[] Transitions) Run(IReadOnlyList<LabelledSentence> sentences, NameGazetteer lists)
    {
        var raw = sentences.SelectMany(sentence => Examples(sentence, lists)).ToList();
        var counts = new Dictionary<uint, int>();
        foreach (var feature in raw.SelectMany(example => example.Features).SelectMany(features => features))
            CollectionsMarshal.GetValueRefOrAddDefault(counts, feature, out _)++;
        var rows = new Dictionary<uint, int>();
        foreach (var (feature, count) in counts)
            if (count >= LeastCount)
                rows.Add(feature, rows.Count);
        _weights = new float[rows.Count * Labels];
        _squares = new float[rows.Count * Labels];
        var examples = raw.Select(example => new Example(
            [.. example.Features.Select(features => features.Select(feature => rows.GetValueOrDefault(feature, -1)).Where(row => row >= 0).ToArray())], example.Gold)).ToList();

        var average = new float[_weights.Length];
        var order = Enumerable.Range(0, examples.Count).ToArray();
        for (var epoch = 0; epoch < Epochs; epoch++)
        {
            Shuffle(order, epoch);
            foreach (var index in order)
                Learn(examples[index]);
            if (epoch >= AverageFrom)
                for (var i = 0; i < _weights.Length; i++)
                    average[i] += _weights[i] / (Epochs - AverageFrom);
        }

        _weights = average;
        return Finish(rows, lists);
    }

    private static IEnumerable<(uint[][] Features, int[] Gold)> Examples(LabelledSentence sentence, NameGazetteer lists)
    {
        var words = new WordList(sentence.Text);
        var gold = new int[words.Count];
        foreach (var (start, end, type) in sentence.Names)
        {
            var inside = Enumerable.Range(0, words.Count).Where(i => words[i].Start >= start && words[i].End <= end).ToList();
            for (var k = 0; k < inside.Count; k++)
                gold[inside[k]] = NameLabel.Of(type, inside.Count == 1 ? NameLabel.Only : k == 0 ? NameLabel.First : k == inside.Count - 1 ? NameLabel.Last : NameLabel.Inside);
        }

        var buffer = new uint[NameFeatures.Most];
        foreach (var run in NameRun.Find(words))
        {
            var labels = gold[run.First..(run.Last + 1)];
            if (!NameLabel.Opens(labels[0]) || !NameLabel.Closes(labels[^1]))
                continue;

            var starts = new NameHint[run.Length];
            var insides = new NameHint[run.Length];
            lists.Cover(words, run.First, starts, insides);
            var features = new uint[run.Length][];
            for (var i = 0; i < features.Length; i++)
                features[i] = buffer[..NameFeatures.Write(words, run, run.First + i, starts[i], insides[i], starts, lists.Classes, buffer)];
            yield return (features, labels);
        }
    }

    private static readonly bool[] May = [.. Enumerable.Range(0, Labels * Labels).Select(i => NameLabel.MayFollow(i / Labels, i % Labels))];
    private static readonly int[][] Followers = [.. Enumerable.Range(0, Labels).Select(a => Enumerable.Range(0, Labels).Where(b => NameLabel.MayFollow(a, b)).ToArray())];

    private void Learn(Example example)
    {
        var length = example.Gold.Length;
        if (_emit.Length < length * Labels)
            (_emit, _alpha, _beta) = (new float[length * Labels], new float[length * Labels], new float[length * Labels]);
        var shown = new int[length][];
        var keep = 1 / (1 - Dropout);
        for (var i = 0; i < length; i++)
        {
            shown[i] = [.. example.Rows[i].Where(_ => Chance() >= Dropout)];
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

    private (NameModel, List<(uint, sbyte[])>, int[]) Finish(Dictionary<uint, int> rows, NameGazetteer lists)
    {
        var features = rows
            .Select(pair => (pair.Key, Weights: Enumerable.Range(0, Labels).Select(label => (sbyte)Math.Clamp(MathF.Round(_weights[(pair.Value * Labels) + label] * Scale), -127, 127)).ToArray()))
            .Where(pair => pair.Weights.Any(weight => Math.Abs((int)weight) > 1))
            .OrderBy(pair => pair.Key).ToList();
        var whole = _transitions.Select(weight => (int)MathF.Round(weight * Scale)).ToArray();
        return (new NameModel(features, whole, lists), features, whole);
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
