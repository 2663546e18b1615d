namespace NewsWatch.Tagging;

/// <summary>
/// Finds names that no registry knows, in English text: a linear-chain conditional random field (Lafferty, McCallum,
/// Pereira 2001) over runs of capitalised words, of sparse features and a small network over word vectors
/// (<see cref="NameNetwork"/>); trained by <c>train-entities</c>.
/// </summary>
internal sealed class NameTagger(NameModel model)
{
    /// <summary>The language whose names it knows how to read.</summary>
    public const string Language = "en";

    private const string Because = "reads like a name";

    private static readonly Lazy<NameTagger> Trained = new(() =>
    {
        using Stream vectors = Shipment("vectors.bin"), names = Shipment("names.bin");
        return new NameTagger(NameModel.Read(names, WordVectors.Read(vectors)));
    });

    private static Stream Shipment(string name) =>
        typeof(NameTagger).Assembly.GetManifestResourceStream("NewsWatch.Tagging." + name)
        ?? throw new InvalidOperationException($"The assembly lacks {name}.");

    public static NameTagger Shipped => Trained.Value;

    public NameModel Model => model;

    public List<FoundName> Find(WordList words)
    {
        var found = new List<FoundName>();
        var runs = NameRun.Find(words);
        if (runs.Count == 0)
            return found;

        ReadOnlySpan<int> scores = new NameScores(words, model).Of(runs);
        foreach (var run in runs)
        {
            var own = run.Length * NameLabel.Count;
            Spans(Best(scores[..own], model.Transitions), run.First, found);
            scores = scores[own..];
        }

        return found;
    }

    /// <summary>The best sequence of labels (Viterbi): it begins after an outside word and closes its last name.</summary>
    public static int[] Best(ReadOnlySpan<int> emissions, ReadOnlySpan<int> transitions)
    {
        const int Labels = NameLabel.Count;
        var length = emissions.Length / Labels;
        var from = new byte[length * Labels];
        Span<int> scores = stackalloc int[Labels];
        Span<int> next = stackalloc int[Labels];
        scores.Fill(int.MinValue / 2);
        scores[NameLabel.Outside] = 0;
        for (var i = 0; i < length; i++)
        {
            for (var label = 0; label < Labels; label++)
            {
                var best = int.MinValue / 2;
                foreach (var before in Before[label])
                    if (scores[before] + transitions[(before * Labels) + label] is var score && score > best)
                    {
                        best = score;
                        from[(i * Labels) + label] = before;
                    }

                next[label] = best + emissions[(i * Labels) + label];
            }

            next.CopyTo(scores);
        }

        var end = 0;
        for (var label = 1; label < Labels; label++)
            if (NameLabel.Closes(label) && scores[label] > scores[end])
                end = label;

        var labels = new int[length];
        for (var i = length - 1; i >= 0; i--)
        {
            labels[i] = end;
            end = from[(i * Labels) + end];
        }

        return labels;
    }

    private static void Spans(int[] labels, int first, List<FoundName> found)
    {
        for (var i = 0; i < labels.Length; i++)
        {
            if (labels[i] == NameLabel.Outside)
                continue;

            var start = i;
            while (!NameLabel.Closes(labels[i]) && i + 1 < labels.Length)
                i++;
            found.Add(new FoundName(first + start, first + i, NameLabel.Type(labels[i]), null, Because));
        }
    }

    /// <summary>For each label: those that may stand before it.</summary>
    private static readonly byte[][] Before =
        [.. Enumerable.Range(0, NameLabel.Count).Select(label => Enumerable.Range(0, NameLabel.Count).Where(before => NameLabel.MayFollow(before, label)).Select(before => (byte)before).ToArray())];
}
