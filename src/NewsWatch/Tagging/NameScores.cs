namespace NewsWatch.Tagging;

/// <summary>
/// What the name model gives each word of a text's runs for each label: sparse features at once, the network for a few
/// words together.
/// </summary>
internal sealed class NameScores(WordList words, NameModel model)
{
    private readonly float[] _numbers = new float[NameNetwork.Block * NameNetwork.Numbers];
    private readonly float[] _hidden = new float[NameNetwork.Block * NameNetwork.Hidden];
    private readonly int[] _waiting = new int[NameNetwork.Block];
    private int[] _scores = [];
    private int _count;
    private int _waits;

    /// <summary>The scores of the runs' words, one after the other, each of <see cref="NameLabel.Count"/> numbers.</summary>
    public int[] Of(List<NameRun> runs)
    {
        _scores = new int[runs.Sum(run => run.Length) * NameLabel.Count];
        foreach (var run in runs)
            Add(run);
        Flush();
        return _scores;
    }

    private void Add(NameRun run)
    {
        Span<NameHint> starts = stackalloc NameHint[run.Length];
        Span<NameHint> insides = stackalloc NameHint[run.Length];
        model.Gazetteer.Cover(words, run.First, starts, insides);

        Span<uint> features = stackalloc uint[NameFeatures.Most];
        Span<short> sums = stackalloc short[NameModel.Width];
        Span<int> rows = stackalloc int[NameWindow.Rows];
        Span<int> marks = stackalloc int[NameWindow.MostMarks];
        for (var i = 0; i < run.Length; i++, _count++)
        {
            var count = NameFeatures.Write(words, run, run.First + i, starts[i], insides[i], starts, model.Gazetteer.Classes, features);
            model.Score(features[..count], sums);
            for (var label = 0; label < NameLabel.Count; label++)
                _scores[(_count * NameLabel.Count) + label] = sums[label];

            var on = NameWindow.Write(words, run, run.First + i, starts, insides, model.Vectors, rows, marks);
            NameWindow.Gather(rows, model.Vectors, _numbers.AsSpan(_waits * NameNetwork.Numbers, NameNetwork.Numbers));
            model.Network.Begin(marks[..on], _hidden.AsSpan(_waits * NameNetwork.Hidden, NameNetwork.Hidden));
            _waiting[_waits++] = _count;
            if (_waits == NameNetwork.Block)
                Flush();
        }
    }

    private void Flush()
    {
        if (_waits == 0)
            return;

        model.Network.Read(_numbers, _hidden);
        Span<float> more = stackalloc float[NameNetwork.Labels];
        for (var i = 0; i < _waits; i++)
        {
            model.Network.Score(_hidden.AsSpan(i * NameNetwork.Hidden, NameNetwork.Hidden), more);
            for (var label = 0; label < NameLabel.Count; label++)
                _scores[(_waiting[i] * NameLabel.Count) + label] += (int)MathF.Round(more[label] * NameModel.Scale);
        }

        _waits = 0;
    }
}
