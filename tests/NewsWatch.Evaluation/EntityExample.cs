using NewsWatch.Tagging;

namespace NewsWatch.Evaluation;

/// <summary>One run of capitals as the name tagger sees it, with the labels it should give.</summary>
/// <param name="Features">For each word: its sparse features, or their rows among the weights.</param>
/// <param name="Rows">For each word: the rows of vectors that the network sees, those about the run first.</param>
/// <param name="Marks">For each word: the network's marks that are on.</param>
/// <param name="Gold">For each word: its label.</param>
internal sealed record EntityExample(int[][] Features, int[][] Rows, int[][] Marks, int[] Gold)
{
    /// <summary>The runs of a sentence; those that cut a labelled name in two are left out, for none of their labels would be right.</summary>
    public static IEnumerable<EntityExample> Of(LabelledSentence sentence, NameGazetteer lists, WordVectors vectors)
    {
        var words = new WordList(sentence.Text);
        var gold = new int[words.Count];
        foreach (var (start, end, type) in sentence.Names)
        {
            var inside = Enumerable.Range(0, words.Count).Where(i => words[i].Start >= start && words[i].End <= end).ToList();
            for (var k = 0; k < inside.Count; k++)
                gold[inside[k]] = NameLabel.Of(type, inside.Count == 1 ? NameLabel.Only : k == 0 ? NameLabel.First : k == inside.Count - 1 ? NameLabel.Last : NameLabel.Inside);
        }

        return NameRun.Find(words)
            .Where(run => NameLabel.Opens(gold[run.First]) && NameLabel.Closes(gold[run.Last]))
            .Select(run => Of(words, run, gold[run.First..(run.Last + 1)], lists, vectors));
    }

    private static EntityExample Of(WordList words, NameRun run, int[] labels, NameGazetteer lists, WordVectors vectors)
    {
        var starts = new NameHint[run.Length];
        var insides = new NameHint[run.Length];
        lists.Cover(words, run.First, starts, insides);
        var example = new EntityExample(new int[run.Length][], new int[run.Length][], new int[run.Length][], labels);
        Span<uint> features = stackalloc uint[NameFeatures.Most];
        Span<int> marks = stackalloc int[NameWindow.MostMarks];
        var about = new int[NameWindow.SharedRows];
        NameWindow.OfRun(words, run, vectors, about);
        var near = new int[NameWindow.Near];
        for (var i = 0; i < run.Length; i++)
        {
            var count = NameFeatures.Write(words, run, run.First + i, starts[i], insides[i], starts, lists.Classes, features);
            example.Features[i] = [.. System.Runtime.InteropServices.MemoryMarshal.Cast<uint, int>(features[..count])];
            example.Marks[i] = marks[..NameWindow.OfWord(words, run, run.First + i, starts, insides, vectors, near, marks)].ToArray();
            example.Rows[i] = [.. about, .. near];
        }

        return example;
    }
}
