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
    public const int MostWords = 24;

    /// <summary>Letters before a <c>*</c>, so that no term matches half the dictionary.</summary>
    public const int ShortestPrefix = 2;

    private const int LongestAcronym = 5;

    /// <summary>What is wrong with these words as a phrase, and what to do; null where they serve.</summary>
    public static string? Fault(string text)
    {
        var words = new Phrase(text, PhraseCase.Ignore).Words();
        if (words.Count == 0)
            return $"'{text}' holds no word; write one or remove it";

        if (words.Count > MostWords)
            return $"'{text}' has more than {MostWords} words; shorten it";

        for (var star = words.Text.IndexOf('*'); star >= 0; star = words.Text.IndexOf('*', star + 1))
        {
            var word = 0;
            while (word < words.Count && words[word].End != star)
                word++;
            if (word == words.Count || (words[word].Length < ShortestPrefix && words[word].Shape != WordShape.Unspaced))
                return $"'{text}' has a '*' that does not end a word of at least {ShortestPrefix} letters; move or remove it";
        }

        return null;
    }

    /// <summary>Whether a <c>*</c> follows the word; after a character of Chinese and its like it changes nothing.</summary>
    public static bool HasWildcard(WordList words, int index) =>
        words[index].Shape != WordShape.Unspaced && words[index].End < words.Text.Length && words.Text[words[index].End] == '*';

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
