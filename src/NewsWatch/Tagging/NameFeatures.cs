namespace NewsWatch.Tagging;

/// <summary>What the name tagger sees of a word: itself, its neighbours, their shapes and endings, and what lists say.</summary>
internal static class NameFeatures
{
    /// <summary>More than any word has.</summary>
    public const int Most = 128;

    /// <summary>Whether a sentence ends before this word: by punctuation, a line's end, or the text's beginning.</summary>
    public static bool EndsSentence(WordList words, int index)
    {
        if (index == 0)
            return true;

        var gap = words.Text.AsSpan(words[index - 1].End, words[index].Start - words[index - 1].End);
        if (gap.IndexOfAny('\n', '!', '?') >= 0)
            return true;

        var dot = gap.IndexOf('.');
        return dot >= 0 && gap.Length > dot + 1 && words[index - 1].Length > 1 && !IsTitle(words.Span(index - 1));
    }

    /// <summary>Writes the features of one word of a run and returns their number.</summary>
    public static int Write(WordList words, NameRun run, int index, NameHint starts, NameHint inside, ReadOnlySpan<NameHint> runStarts, WordClasses classes, Span<uint> features)
    {
        var count = 0;
        var word = words[index];
        var span = words.Span(index);
        var before = Hash(words, index - 1);
        var after = Hash(words, index + 1);
        var shape = Shape(words, index);
        var shapeBefore = Shape(words, index - 1);
        var shapeAfter = Shape(words, index + 1);
        var gapBefore = Gap(words, index);
        var gapAfter = Gap(words, index + 1);
        var start = EndsSentence(words, index) ? 1UL : 0;
        var position = (ulong)((Math.Min(index - run.First, 4) * 8) + Math.Min(run.Last - index, 4));

        Add(features, 1, word.Hash);
        Add(features, 2, word.Hash, shape);
        Add(features, 3, before);
        Add(features, 4, after);
        Add(features, 5, Hash(words, index - 2));
        Add(features, 6, Hash(words, index + 2));
        Add(features, 7, before, word.Hash);
        Add(features, 8, word.Hash, after);
        Add(features, 9, shape, start);
        Add(features, 10, (shapeBefore << 16) | shape, shapeAfter);
        Add(features, 11, gapBefore, gapAfter);
        Add(features, 12, position, shape);
        Add(features, 13, Hash(words, run.First - 1), position);
        Add(features, 14, Hash(words, run.Last + 1), position);
        Add(features, 15, before, gapBefore);
        Add(features, 16, after, gapAfter);
        Add(features, 17, before, shapeAfter);
        var kind = Kind(starts);
        Add(features, 18, kind, Kind(inside));
        Add(features, 19, kind, shapeBefore | (start << 32));
        Add(features, 20, kind, Hints(runStarts, index + 1 - run.First));
        Add(features, 21, kind, Hints(runStarts, index - 1 - run.First));
        Add(features, 22, kind, position);
        Add(features, 34, (ulong)(starts & NameHint.CommonWord), shape | (start << 32));
        Add(features, 35, (ulong)(starts & NameHint.CommonWord), position);
        Add(features, 36, kind, before);
        Add(features, 37, kind, after);
        Add(features, 23, Hash(words, run.Last));
        Add(features, 24, Hash(words, run.First), position);
        Add(features, 25, after, Hash(words, index + 2));
        Add(features, 26, before, Hash(words, index - 2));
        Add(features, 27, start, word.Hash);
        for (var bit = 0; bit < 16; bit++)
        {
            var hint = (NameHint)(1 << bit);
            if ((starts & hint) != NameHint.None)
                Add(features, 28, (ulong)bit);
            if ((inside & hint) != NameHint.None)
                Add(features, 29, (ulong)bit);
        }

        // What the words around it mean: "striker", "goalkeeper" and "winger" alike.
        uint mine = classes.Class(words, index), left = classes.Class(words, index - 1), right = classes.Class(words, index + 1);
        uint farLeft = classes.Class(words, index - 2), farRight = classes.Class(words, index + 2);
        uint runLeft = classes.Class(words, run.First - 1), runRight = classes.Class(words, run.Last + 1), head = classes.Class(words, run.Last);
        Add(features, 40, left, gapBefore);
        Add(features, 41, right, gapAfter);
        Add(features, 42, mine, shape);
        Add(features, 43, farLeft);
        Add(features, 44, farRight);
        Add(features, 45, WordClasses.Coarse(left), WordClasses.Coarse(right));
        Add(features, 46, runLeft, position);
        Add(features, 47, runRight, position);
        Add(features, 48, WordClasses.Coarse(classes.Class(words, run.First - 2)), WordClasses.Coarse(runLeft) | (position << 8));
        Add(features, 49, WordClasses.Coarse(classes.Class(words, run.Last + 2)), WordClasses.Coarse(runRight) | (position << 8));
        Add(features, 50, head, position);
        Add(features, 51, kind, WordClasses.Coarse(left));
        Add(features, 52, kind, WordClasses.Coarse(right));
        Add(features, 53, WordClasses.Coarse(mine), kind | (start << 32));
        Add(features, 54, kind, (gapBefore << 16) | gapAfter);

        if (word.Shape is WordShape.Upper or WordShape.Mixed && word.Length is > 1 and < 9)
            Add(features, 55, Expansion(words, index), shape);

        // Beginnings and endings: "-ville", "-corp", "Mc-".
        var hash = WordList.Start;
        for (var i = 0; i < Math.Min(4, span.Length); i++)
        {
            hash = WordList.Add(hash, span[i]);
            if (i > 0)
                Add(features, 30, hash);
        }

        hash = WordList.Start;
        for (var i = 0; i < Math.Min(4, span.Length); i++)
        {
            hash = WordList.Add(hash, span[span.Length - 1 - i]);
            if (i > 0)
                Add(features, 31, hash, i == 2 ? start : 2);
        }

        if (index < run.Last)
            Add(features, 32, Ending(words, index + 1));
        if (index > run.First)
            Add(features, 33, Ending(words, index - 1));
        return count;

        void Add(Span<uint> all, uint kind, ulong one, ulong two = 0)
        {
            var mixed = (one * 0x9E3779B97F4A7C15) ^ ((two + kind) * 0xC2B2AE3D27D4EB4F);
            mixed ^= mixed >> 29;
            mixed *= 0xBF58476D1CE4E5B9;
            all[count++] = (uint)(mixed >> 32);
        }
    }

    /// <summary>The kinds of name that the lists offer, few enough for pairs of them to be seen often.</summary>
    private static ulong Kind(NameHint hints) =>
        ((hints & (NameHint.FirstName)) != NameHint.None ? 1UL : 0) | ((hints & NameHint.LastName) != NameHint.None ? 2UL : 0)
        | ((hints & (NameHint.LargeCity | NameHint.Region | NameHint.Country | NameHint.KnownPlace)) != NameHint.None ? 4UL : 0)
        | ((hints & NameHint.City) != NameHint.None ? 8UL : 0) | ((hints & NameHint.Demonym) != NameHint.None ? 16UL : 0)
        | ((hints & (NameHint.Organisation | NameHint.KnownOrganisation)) != NameHint.None ? 32UL : 0)
        | ((hints & (NameHint.Person | NameHint.KnownPerson)) != NameHint.None ? 64UL : 0) | ((hints & NameHint.Title) != NameHint.None ? 128UL : 0)
        | ((hints & NameHint.KnownOther) != NameHint.None ? 256UL : 0);

    private static ulong Hints(ReadOnlySpan<NameHint> hints, int index) => index < 0 || index >= hints.Length ? ulong.MaxValue : Kind(hints[index]);

    private static ulong Hash(WordList words, int index) =>
        index < 0 ? 1 : index >= words.Count ? 2 : words[index].Shape == WordShape.Digits ? 3 + (ulong)words[index].Length : words[index].Hash;

    private static ulong Shape(WordList words, int index) =>
        index < 0 || index >= words.Count ? 99 : ((ulong)words[index].Shape * 4) + (ulong)Math.Min(3, words[index].Length - 1);

    /// <summary>
    /// What the words before a bracketed acronym are, if they begin with its letters: names ("Human Rights Watch (HRW)",
    /// 2), ordinary words ("support vector machine (SVM)", 1), or neither (0). 3 where there is no bracket.
    /// </summary>
    private static ulong Expansion(WordList words, int index)
    {
        if (index < 2 || words.Text[words[index].Start - 1] != '(')
            return 3;

        var letters = words.Span(index);
        int capitals = 0, matched = 0, at = index - 1;
        for (var letter = letters.Length - 1; letter >= 0 && at >= 0 && at >= index - 10; at--)
        {
            var c = words.Text[words[at].Start];
            if (char.ToUpperInvariant(c) != char.ToUpperInvariant(letters[letter]))
            {
                if (words[at].Length <= 3 && words[at].Shape == WordShape.Lower)
                    continue;
                if (!char.IsUpper(letters[letter]))
                {
                    letter--;
                    at++;
                    continue;
                }

                break;
            }

            matched++;
            letter--;
            if (char.IsUpper(c))
                capitals++;
        }

        return matched < 2 || matched < letters.Length - 1 ? 0 : capitals * 2 >= matched ? 2UL : 1UL;
    }

    private static ulong Ending(WordList words, int index)
    {
        var span = words.Span(index);
        var hash = WordList.Start;
        for (var i = 0; i < Math.Min(3, span.Length); i++)
            hash = WordList.Add(hash, span[span.Length - 1 - i]);
        return hash;
    }

    /// <summary>What stands before a word, whatever the spaces.</summary>
    internal static ulong Gap(WordList words, int index)
    {
        if (index <= 0 || index >= words.Count)
            return 77;

        ulong marks = 0;
        foreach (var c in words.Text.AsSpan(words[index - 1].End, words[index].Start - words[index - 1].End))
            marks |= c switch
            {
                ' ' or '\u00a0' => 0,
                ',' => 1,
                '.' => 2,
                '-' or '–' or '‑' => 4,
                '(' or '[' => 8,
                ')' or ']' => 16,
                '"' or '“' or '”' or '‘' or '`' => 32,
                '\'' or '’' => 64,
                '&' or '/' => 128,
                '\n' => 256,
                _ => 512,
            };
        return marks;
    }

    private static bool IsTitle(ReadOnlySpan<char> word) => word is "Mr" or "Mrs" or "Ms" or "Dr" or "Prof" or "St" or "Sen" or "Rep" or "Gov" or "Gen" or "Jr" or "Sr" or "Co" or "Inc" or "Corp" or "Ltd" or "vs" or "No";
}
