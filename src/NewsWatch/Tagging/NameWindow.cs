namespace NewsWatch.Tagging;

/// <summary>What <see cref="NameNetwork"/> sees of a word: the vectors of it and its neighbours, and marks of how they are written.</summary>
internal static class NameWindow
{
    /// <summary>Words looked at: the word, two on each side, those before and after its run, and the run's last.</summary>
    private const int Words = 8;

    /// <summary>Words before and after the run whose mean is looked at.</summary>
    private const int Bag = 8;

    /// <summary>Vectors that the network sees: of the words, of the mean of what stands before the run, and after it.</summary>
    public const int Slots = Words + 2;

    /// <summary>Rows that are written for a word.</summary>
    public const int Rows = Words + (2 * Bag);

    /// <summary>Yes-or-no inputs.</summary>
    public const int Marks = 160;

    /// <summary>More marks than any word has at once.</summary>
    public const int MostMarks = 96;

    /// <summary>Writes the words' rows among the vectors, and the marks that are on; returns the number of these.</summary>
    public static int Write(
        WordList words, NameRun run, int index, ReadOnlySpan<NameHint> starts, ReadOnlySpan<NameHint> insides, WordVectors vectors, Span<int> rows, Span<int> marks)
    {
        rows[0] = Row(index - 2);
        rows[1] = Row(index - 1);
        rows[2] = Row(index);
        rows[3] = Row(index + 1);
        rows[4] = Row(index + 2);
        rows[5] = Row(run.First - 1);
        rows[6] = Row(run.Last + 1);
        rows[7] = Row(run.Last);
        for (int i = 0, before = run.First - 1, after = run.Last + 1; i < Bag; i++)
        {
            if (before >= 0 && NameFeatures.EndsSentence(words, before + 1))
                before = -1;
            if (after < words.Count && NameFeatures.EndsSentence(words, after))
                after = words.Count;
            rows[Words + i] = Row(before);
            rows[Words + Bag + i] = Row(after);
            before--;
            after++;
        }

        var count = 0;
        var at = index - run.First;
        marks[count++] = Shape(index);
        marks[count++] = 8 + Shape(index - 1);
        marks[count++] = 16 + Shape(index + 1);
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
        if (run.Length > 2 && Capitals(words, run))
            marks[count++] = 125;
        return count;

        int Row(int word) => word < 0 || word >= words.Count ? WordVectors.Unknown : vectors.Row(words[word].Hash);

        int Shape(int word) => word < 0 || word >= words.Count ? 7 : (int)words[word].Shape;
    }

    /// <summary>Turns rows into what the network reads.</summary>
    public static void Gather(ReadOnlySpan<int> rows, WordVectors vectors, Span<float> numbers)
    {
        const int Width = WordVectors.Width;
        for (var slot = 0; slot < Words; slot++)
            vectors.Read(rows[slot], numbers.Slice(slot * Width, Width));
        Span<float> one = stackalloc float[Width];
        for (var bag = 0; bag < 2; bag++)
        {
            var mean = numbers.Slice((Words + bag) * Width, Width);
            mean.Clear();
            var known = 0;
            foreach (var row in rows.Slice(Words + (bag * Bag), Bag))
                if (row != WordVectors.Unknown)
                {
                    known++;
                    vectors.Read(row, one);
                    for (var i = 0; i < Width; i++)
                        mean[i] += one[i];
                }

            for (var i = 0; i < Width && known > 1; i++)
                mean[i] /= MathF.Sqrt(known);
        }
    }

    private static bool Capitals(WordList words, NameRun run)
    {
        for (var i = run.First; i <= run.Last; i++)
            if (words[i].Shape is WordShape.Capitalised or WordShape.Lower)
                return false;

        return true;
    }

    private static int Bits(uint bits, int first, Span<int> marks, int count)
    {
        for (; bits != 0; bits &= bits - 1)
            marks[count++] = first + System.Numerics.BitOperations.TrailingZeroCount(bits);
        return count;
    }
}
