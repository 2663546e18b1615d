using NewsWatch.Tagging;

namespace NewsWatch.Evaluation;

/// <summary>Trains the name tagger: an averaged structured perceptron (Collins 2002).</summary>
internal sealed class EntityTraining
{
    private const int Epochs = 8;
    private const int Labels = NameLabel.Count;

    /// <summary>Features seen less often than this in all sets are left out: they learn one name by heart.</summary>
    private const int LeastCount = 2;

    /// <summary>Share of features hidden at each step, so that no name's own words carry the whole decision.</summary>
    private const float Dropout = 0.3f;

    private sealed record Example(uint[][] Features, int[] Gold);

    private readonly Dictionary<uint, int> _rows = [];
    private readonly List<float[]> _weights = [];
    private readonly List<float[]> _sums = [];
    private readonly List<int[]> _stamps = [];
    private readonly float[] _transitions = new float[Labels * Labels];
    private readonly float[] _transitionSums = new float[Labels * Labels];
    private int _step;
    private ulong _state = 99;

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

        return new NameGazetteer(names);
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
        var counts = new Dictionary<uint, int>();
        var examples = sentences.SelectMany(sentence => Examples(sentence, lists)).ToList();
        foreach (var feature in examples.SelectMany(example => example.Features).SelectMany(features => features))
            counts[feature] = counts.GetValueOrDefault(feature) + 1;
        foreach (var (feature, count) in counts)
            if (count >= LeastCount)
            {
                _rows.Add(feature, _weights.Count);
                _weights.Add(new float[Labels]);
                _sums.Add(new float[Labels]);
                _stamps.Add(new int[Labels]);
            }

        var order = Enumerable.Range(0, examples.Count).ToArray();
        for (var epoch = 0; epoch < Epochs; epoch++)
        {
            Shuffle(order, epoch);
            foreach (var index in order)
                Learn(examples[index]);
        }

        return Finish(lists);
    }

    private static IEnumerable<Example> Examples(LabelledSentence sentence, NameGazetteer lists)
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
                features[i] = buffer[..NameFeatures.Write(words, run, run.First + i, starts[i], insides[i], starts, buffer)];
            yield return new Example(features, labels);
        }
    }

    private void Learn(Example example)
    {
        _step++;
        example = example with { Features = [.. example.Features.Select(features => features.Where(_ => Chance() >= Dropout).ToArray())] };
        var emissions = new int[example.Gold.Length * Labels];
        for (var i = 0; i < example.Gold.Length; i++)
            foreach (var feature in example.Features[i])
                if (_rows.TryGetValue(feature, out var row))
                    for (var label = 0; label < Labels; label++)
                        emissions[(i * Labels) + label] += (int)(_weights[row][label] * 16);
        var guess = NameTagger.Best(emissions, [.. _transitions.Select(weight => (int)(weight * 16))]);
        if (guess.AsSpan().SequenceEqual(example.Gold))
            return;

        int beforeGold = 0, beforeGuess = 0;
        for (var i = 0; i < guess.Length; i++)
        {
            if (guess[i] != example.Gold[i])
                foreach (var feature in example.Features[i])
                    if (_rows.TryGetValue(feature, out var row))
                    {
                        Move(row, example.Gold[i], 1);
                        Move(row, guess[i], -1);
                    }

            MoveTransition((beforeGold * Labels) + example.Gold[i], 1);
            MoveTransition((beforeGuess * Labels) + guess[i], -1);
            (beforeGold, beforeGuess) = (example.Gold[i], guess[i]);
        }
    }

    /// <summary>0 to 1, the same sequence on every run.</summary>
    private float Chance()
    {
        _state = (_state * 6364136223846793005) + 1442695040888963407;
        return (_state >> 40) / (float)(1 << 24);
    }

    private void Move(int row, int label, float by)
    {
        _sums[row][label] += _weights[row][label] * (_step - _stamps[row][label]);
        _stamps[row][label] = _step;
        _weights[row][label] += by;
    }

    private void MoveTransition(int index, float by)
    {
        // The sum of (step × change) gives the average without visiting every weight at every step.
        _transitions[index] += by;
        _transitionSums[index] += by * _step;
    }

    private (NameModel, List<(uint, sbyte[])>, int[]) Finish(NameGazetteer lists)
    {
        var averages = _rows.ToDictionary(pair => pair.Key, pair =>
        {
            var row = pair.Value;
            return Enumerable.Range(0, Labels).Select(label => (_sums[row][label] + (_weights[row][label] * (_step - _stamps[row][label]))) / _step).ToArray();
        });
        var transitions = Enumerable.Range(0, _transitions.Length).Select(i => _transitions[i] - (_transitionSums[i] / _step)).ToArray();
        // Weights of the surest features are clipped: they learned one set by heart, and less of them does better on others.
        const float Scale = 4;
        var features = averages
            .Select(pair => (pair.Key, Weights: pair.Value.Select(weight => (sbyte)Math.Clamp(MathF.Round(weight * Scale), -127, 127)).ToArray()))
            .Where(pair => pair.Weights.Any(weight => Math.Abs((int)weight) > 1))
            .OrderBy(pair => pair.Key).ToList();
        var whole = transitions.Select(weight => (int)MathF.Round(weight * Scale)).ToArray();
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
