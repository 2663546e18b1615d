using NewsWatch.Tagging;

namespace NewsWatch.Tests.Tagging;

/// <summary>What words mean, and the network that reads it.</summary>
public sealed class WordVectorTests
{
    [Theory]
    [InlineData("Reuters", "reuters")]
    [InlineData("LONDON", "London")]
    public void Letters_of_any_case_are_one_word(string one, string two) => Row(one).ShouldBe(Row(two));

    [Theory]
    [InlineData("London", "Paris", "trombone")]
    [InlineData("goalkeeper", "striker", "parliament")]
    [InlineData("Microsoft", "Google", "Norway")]
    public void Words_of_like_company_lie_nearer_than_others(string word, string like, string other) =>
        Likeness(word, like).ShouldBeGreaterThan(Likeness(word, other) + 0.2);

    [Fact]
    public void A_word_that_nobody_knows_has_no_vector()
    {
        Row("Qwxzzyplk").ShouldBe(WordVectors.Unknown);
        var vector = Enumerable.Repeat(1f, WordVectors.Width).ToArray();
        NameTagger.Shipped.Model.Vectors.Read(WordVectors.Unknown, vector);
        vector.ShouldAllBe(number => number == 0);
    }

    [Fact]
    public void What_is_written_is_read_again()
    {
        uint[] keys = [3, 70, 4_000_000_000];
        var codes = Enumerable.Range(0, keys.Length * WordVectors.Parts).Select(i => (byte)(i * 7)).ToArray();
        var patterns = Enumerable.Range(0, WordVectors.Parts * WordVectors.Patterns * WordVectors.Part).Select(i => (i % 97) / 8f).ToArray();
        using var file = new MemoryStream();
        WordVectors.Write(file, keys, codes, patterns);
        file.Position = 0;
        var read = WordVectors.Read(file);
        read.Row(70).ShouldBe(1);
        read.Row(71).ShouldBe(WordVectors.Unknown);
        var vector = new float[WordVectors.Width];
        read.Read(2, vector);
        vector[4].ShouldBe(patterns[(WordVectors.Patterns + codes[(2 * WordVectors.Parts) + 1]) * WordVectors.Part]);
    }

    [Fact]
    public void A_block_of_words_is_computed_as_each_word_would_be()
    {
        var first = Some((NameNetwork.Inputs + 1) * NameNetwork.Hidden, 1);
        var network = new NameNetwork(first, Some((NameNetwork.Hidden + 1) * NameNetwork.Labels, 2));
        float[] ofRuns = Some(NameNetwork.Block * NameNetwork.RunNumbers, 3), ofWords = Some(NameNetwork.Block * NameNetwork.WordNumbers, 4);
        float[] shared = new float[NameNetwork.Block * NameNetwork.Hidden], hidden = new float[NameNetwork.Block * NameNetwork.Hidden];
        int[] marks = [0, 9, 100];
        network.ReadRuns(ofRuns, shared);
        for (var word = 0; word < NameNetwork.Block; word++)
            network.Begin(shared.AsSpan(word * NameNetwork.Hidden, NameNetwork.Hidden), marks, hidden.AsSpan(word * NameNetwork.Hidden, NameNetwork.Hidden));
        network.ReadWords(ofWords, hidden);

        for (var word = 0; word < NameNetwork.Block; word++)
        {
            float[] inputs =
            [
                .. ofRuns.AsSpan(word * NameNetwork.RunNumbers, NameNetwork.RunNumbers), .. ofWords.AsSpan(word * NameNetwork.WordNumbers, NameNetwork.WordNumbers),
                .. Enumerable.Range(0, NameWindow.Marks).Select(mark => marks.Contains(mark) ? 1f : 0f), 1,
            ];
            for (var unit = 0; unit < NameNetwork.Hidden; unit++)
                hidden[(word * NameNetwork.Hidden) + unit].ShouldBe(Math.Max(0, inputs.Select((input, i) => input * first[(i * NameNetwork.Hidden) + unit]).Sum()), 0.001);
        }
    }

    private static float[] Some(int count, int seed) => [.. Enumerable.Range(0, count).Select(i => ((((i + seed) * 7919L) % 199) - 99) / 1000f)];

    private static int Row(string word) => NameTagger.Shipped.Model.Vectors.Row(new WordList(word)[0].Hash);

    private static double Likeness(string one, string two)
    {
        float[] a = new float[WordVectors.Width], b = new float[WordVectors.Width];
        NameTagger.Shipped.Model.Vectors.Read(Row(one), a);
        NameTagger.Shipped.Model.Vectors.Read(Row(two), b);
        return a.Zip(b, (x, y) => x * y).Sum() / Math.Sqrt(a.Sum(x => x * x) * b.Sum(x => x * x));
    }
}
