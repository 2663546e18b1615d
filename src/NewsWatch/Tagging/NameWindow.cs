using System.Numerics;

namespace NewsWatch.Tagging;

/// <summary>
/// What <see cref="NameNetwork"/> sees of a word: the vectors of it and its neighbours, those about its run, and marks of
/// how they are written.
/// </summary>
internal static class NameWindow
{
    /// <summary>Words looked at about a word: itself and two on each side.</summary>
    public const int Near = 5;

    /// <summary>Vectors that a run's words share: of the words before and after it and of its last, and the means of what stands before and after.</summary>
    public const int Shared = 5;

    /// <summary>Words before the run, and after it, in these means.</summary>
    public const int Bag = 8;

    /// <summary>Rows of vectors that are looked up for a run.</summary>
    public const int SharedRows = 3 + (2 * Bag);

    /// <summary>Yes-or-no inputs.</summary>
    public const int Marks = 160;

    /// <summary>More marks than any word has at once.</summary>
    public const int MostMarks = 96;

    /// <summary>Looks up the vectors about a run, within its sentence.</summary>
    public static void OfRun(WordList words, NameRun run, WordVectors vectors, Span<int> rows)
    {
        rows[0] = Row(words, run.First - 1, vectors);
        rows[1] = Row(words, run.Last + 1, vectors);
        rows[2] = Row(words, run.Last, vectors);
        for (int i = 0, before = run.First - 1, after = run.Last + 1; i < Bag; i++)
        {
            if (before >= 0 && NameFeatures.EndsSentence(words, before + 1))
                before = -1;
            if (after < words.Count && NameFeatures.EndsSentence(words, after))
                after = words.Count;
            rows[3 + i] = Row(words, before--, vectors);
            rows[3 + Bag + i] = Row(words, after++, vectors);
        }
    }

    /// <summary>Turns the rows about a run into what the network reads.</summary>
    public static void GatherRun(ReadOnlySpan<int> rows, WordVectors vectors, Span<float> numbers)
    {
        const int Width = WordVectors.Width;
        GatherWords(rows[..3], vectors, numbers);
        for (var bag = 0; bag < 2; bag++)
        {
            var mean = numbers.Slice((3 + bag) * Width, Width);
            mean.Clear();
            var known = 0;
            foreach (var row in rows.Slice(3 + (bag * Bag), Bag))
            {
                vectors.Add(row, mean);
                known += row == WordVectors.Unknown ? 0 : 1;
            }

            // Divided by the root: the mean of many words would be smaller than any of them.
            var share = 1 / MathF.Sqrt(Math.Max(1, known));
            foreach (ref var number in mean)
                number *= share;
        }
    }

    /// <summary>Turns rows into vectors, one after the other.</summary>
    public static void GatherWords(ReadOnlySpan<int> rows, WordVectors vectors, Span<float> numbers)
    {
        for (var i = 0; i < rows.Length; i++)
            vectors.Read(rows[i], numbers.Slice(i * WordVectors.Width, WordVectors.Width));
    }

    /// <summary>Looks up the vectors of a word and its neighbours, and writes the marks that are on; returns the number of these.</summary>
    public static int OfWord(
        WordList words, NameRun run, int index, ReadOnlySpan<NameHint> starts, ReadOnlySpan<NameHint> insides, WordVectors vectors, Span<int> rows, Span<int> marks)
    {
        for (var i = 0; i < Near; i++)
            rows[i] = Row(words, index - 2 + i, vectors);

        var count = 0;
        var at = index - run.First;
        marks[count++] = Shape(words, index);
        marks[count++] = 8 + Shape(words, index - 1);
        marks[count++] = 16 + Shape(words, index + 1);
        marks[count++] = 24 + Math.Min(at, 3);
        marks[count++] = 28 + Math.Min(run.Last - index, 3);
        marks[count++] = 32 + Math.Min(words[index].Length - 1, 4);
        count = Bits((uint)starts[at], 37, marks, count);
        count = Bits((uint)insides[at], 53, marks, count);
        if (at > 0)
            count = Bits((uint)starts[at - 1], 69, marks, count);
        if (at + 1 < run.Length)
            count = Bits((uint)starts[at + 1], 85, marks, count);
        count = Bits((uint)NameFeatures.Gap(words, index), 101, marks, count);
        count = Bits((uint)NameFeatures.Gap(words, index + 1), 112, marks, count);
        if (NameFeatures.EndsSentence(words, index))
            marks[count++] = 123;
        if (rows[2] == WordVectors.Unknown)
            marks[count++] = 124;
        if (run.Length > 2 && AllCapitals(words, run))
            marks[count++] = 125;
        return count;
    }

    private static int Row(WordList words, int index, WordVectors vectors) =>
        index < 0 || index >= words.Count ? WordVectors.Unknown : vectors.Row(words[index].Hash);

    private static int Shape(WordList words, int index) => index < 0 || index >= words.Count ? 7 : (int)words[index].Shape;

    /// <summary>A headline of an agency, where capitals say nothing.</summary>
    private static bool AllCapitals(WordList words, NameRun run)
    {
        for (var i = run.First; i <= run.Last; i++)
            if (words[i].Shape is WordShape.Capitalised or WordShape.Lower)
                return false;

        return true;
    }

    private static int Bits(uint bits, int first, Span<int> marks, int count)
    {
        for (; bits != 0; bits &= bits - 1)
            marks[count++] = first + BitOperations.TrailingZeroCount(bits);
        return count;
    }
}
