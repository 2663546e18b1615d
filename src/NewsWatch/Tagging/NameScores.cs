namespace NewsWatch.Tagging;

/// <summary>
/// What the name model gives each word of a text's runs for each label: sparse features at once, the network for a few
/// runs and words together.
/// </summary>
internal sealed class NameScores(WordList words, NameModel model)
{
    private const int Block = NameNetwork.Block, Hidden = NameNetwork.Hidden;

    private readonly float[] _runNumbers = new float[Block * NameNetwork.RunNumbers];
    private readonly float[] _shared = new float[Block * Hidden];
    private readonly float[] _wordNumbers = new float[Block * NameNetwork.WordNumbers];
    private readonly float[] _hidden = new float[Block * Hidden];
    private int[] _scores = [];
    private int _count;
    private int _waiting;

    /// <summary>The scores of the runs' words, one after the other, each of <see cref="NameLabel.Count"/> numbers.</summary>
    public int[] Of(List<NameRun> runs)
    {
        _scores = new int[runs.Sum(run => run.Length) * NameLabel.Count];
        Span<int> rows = stackalloc int[NameWindow.SharedRows];
        for (var first = 0; first < runs.Count; first += Block)
        {
            var together = Math.Min(Block, runs.Count - first);
            for (var i = 0; i < together; i++)
            {
                NameWindow.OfRun(words, runs[first + i], model.Vectors, rows);
                NameWindow.GatherRun(rows, model.Vectors, _runNumbers.AsSpan(i * NameNetwork.RunNumbers, NameNetwork.RunNumbers));
            }

            model.Network.ReadRuns(_runNumbers, _shared);
            for (var i = 0; i < together; i++)
                Add(runs[first + i], _shared.AsSpan(i * Hidden, Hidden));
        }

        Flush();
        return _scores;
    }

    private void Add(NameRun run, ReadOnlySpan<float> shared)
    {
        Span<NameHint> starts = stackalloc NameHint[run.Length];
        Span<NameHint> insides = stackalloc NameHint[run.Length];
        model.Gazetteer.Cover(words, run.First, starts, insides);

        Span<uint> features = stackalloc uint[NameFeatures.Most];
        Span<short> sums = stackalloc short[NameModel.Width];
        Span<int> rows = stackalloc int[NameWindow.Near];
        Span<int> marks = stackalloc int[NameWindow.MostMarks];
        for (var i = 0; i < run.Length; i++)
        {
            var count = NameFeatures.Write(words, run, run.First + i, starts[i], insides[i], starts, model.Gazetteer.Classes, features);
            model.Score(features[..count], sums);
            for (var label = 0; label < NameLabel.Count; label++)
                _scores[(_count * NameLabel.Count) + label] = sums[label];

            var on = NameWindow.OfWord(words, run, run.First + i, starts, insides, model.Vectors, rows, marks);
            NameWindow.GatherWords(rows, model.Vectors, _wordNumbers.AsSpan(_waiting * NameNetwork.WordNumbers, NameNetwork.WordNumbers));
            model.Network.Begin(shared, marks[..on], _hidden.AsSpan(_waiting * Hidden, Hidden));
            _count++;
            if (++_waiting == Block)
                Flush();
        }
    }

    /// <summary>Adds what the network says of the words that wait, the last ones before now.</summary>
    private void Flush()
    {
        if (_waiting == 0)
            return;

        model.Network.ReadWords(_wordNumbers, _hidden);
        Span<float> more = stackalloc float[NameNetwork.Labels];
        for (var i = 0; i < _waiting; i++)
        {
            model.Network.Score(_hidden.AsSpan(i * Hidden, Hidden), more);
            var scores = _scores.AsSpan((_count - _waiting + i) * NameLabel.Count, NameLabel.Count);
            for (var label = 0; label < scores.Length; label++)
                scores[label] += (int)MathF.Round(more[label] * NameModel.Scale);
        }

        _waiting = 0;
    }
}
