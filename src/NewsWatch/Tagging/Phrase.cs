namespace NewsWatch.Tagging;

/// <summary>How a phrase minds its letters' case.</summary>
internal enum PhraseCase
{
    /// <summary>Any case, except that words of two to five capitals ("AI") must be capitals.</summary>
    Ignore,

    /// <summary>Words written with a capital must have one ("Apple", never "apple"), and short capitals must be capitals.</summary>
    Proper,

    /// <summary>Letter for letter.</summary>
    Exact,
}

/// <summary>Words to find: see <see cref="PhraseMatcher"/> for the form.</summary>
internal readonly record struct Phrase(string Text, PhraseCase Case)
{
    private const int LongestAcronym = 5;

    /// <summary>The phrase's words; <c>#</c> stands for any number and <c>$#</c> for any amount of money.</summary>
    public WordList Words() => new(Text.Trim()
        .Replace("$#", WordList.AnyMoney.ToString(), StringComparison.Ordinal)
        .Replace('#', WordList.AnyNumber));

    /// <summary>What each word of the phrase asks of the word in the text; null where nothing is asked.</summary>
    public WordCase[]? Cases()
    {
        var words = Words();
        var cases = new WordCase[words.Count];
        for (var i = 0; i < words.Count; i++)
            cases[i] = CaseOf(words[i], words.Span(i));

        return Array.TrueForAll(cases, one => one == WordCase.Any) ? null : cases;
    }

    private WordCase CaseOf(Word word, ReadOnlySpan<char> letters)
    {
        if (word.Shape is WordShape.Lower or WordShape.Digits or WordShape.Unspaced)
            return Case == PhraseCase.Exact && word.Shape == WordShape.Lower ? WordCase.Exact : WordCase.Any;

        if (Case == PhraseCase.Exact || (word.Shape == WordShape.Upper && letters.Length <= LongestAcronym))
            return WordCase.Exact;

        return Case == PhraseCase.Proper && char.IsUpper(letters[0]) ? WordCase.Capital : WordCase.Any;
    }
}

/// <summary>What a word of a phrase asks of a word in a text.</summary>
internal enum WordCase : byte
{
    Any,

    /// <summary>Begins with a capital.</summary>
    Capital,

    /// <summary>Is the same letter for letter.</summary>
    Exact,
}
