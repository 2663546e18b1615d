using System.Collections.Frozen;

namespace NewsWatch.Tagging;

/// <summary>
/// Words that may be names: a stretch of capitals, with the small words that join them ("Bank of England", "Ludwig van …").
/// All else is outside, so that most of a text costs nothing.
/// </summary>
internal readonly record struct NameRun(int First, int Last)
{
    private const int LongestRun = 60;
    private const int MostJoiners = 2;
    private const int MostTail = 3;

    private static readonly FrozenSet<string> Joiners = new[]
    {
        "of", "the", "and", "for", "in", "on", "at", "to", "de", "la", "le", "les", "du", "des", "del", "della", "di", "da", "do", "dos", "das",
        "van", "von", "der", "den", "zu", "bin", "ibn", "al", "el", "y", "e", "und", "et", "s", "a", "with", "ter", "ten", "af",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> JoinerLookup = Joiners.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Words that begin sentences and name nothing: a third of all runs, were they looked at.</summary>
    private static readonly FrozenSet<string> Openers = new[]
    {
        "The", "A", "An", "This", "That", "These", "Those", "It", "Its", "He", "She", "They", "We", "You", "His", "Her", "Their", "Our", "My", "Your",
        "In", "On", "At", "By", "For", "From", "With", "To", "Of", "As", "And", "Or", "But", "If", "When", "While", "After", "Before", "Since", "Until", "During",
        "Because", "Although", "Though", "However", "There", "Here", "Then", "What", "Which", "Who", "How", "Why", "Where", "Not", "No", "Yes", "So", "Some",
        "Many", "Most", "Each", "Every", "Both", "Such", "Even", "Still", "Also", "Meanwhile",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> OpenerLookup = Openers.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string> Tails = new[]
    {
        "party", "parties", "election", "elections", "referendum", "campaign", "prize", "award", "university", "council",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> TailLookup = Tails.GetAlternateLookup<ReadOnlySpan<char>>();

    public int Length => Last - First + 1;

    public static List<NameRun> Find(WordList words)
    {
        var runs = new List<NameRun>();
        var at = 0;
        while (at < words.Count)
        {
            if (!IsCapital(words[at]))
            {
                at++;
                continue;
            }

            var first = at;
            var last = at;
            while (last + 1 < words.Count && last - first < LongestRun && Next(words, last) is var next and > 0)
                last = next;
            var tail = Tail(words, last);
            if (tail > first || !IsOpener(words, first))
                runs.Add(new NameRun(Head(words, first, runs), tail));
            at = tail + 1;
        }

        return runs;
    }

    private static bool IsOpener(WordList words, int index) =>
        words.Span(index) is "I" || (OpenerLookup.Contains(words.Span(index)) && NameFeatures.EndsSentence(words, index));

    /// <summary>A number before the capitals may belong to the name: "1984 general election".</summary>
    private static int Head(WordList words, int first, List<NameRun> runs) =>
        first > 0 && words[first - 1].Shape == WordShape.Digits && words[first].GapHash == 0 && (runs.Count == 0 || runs[^1].Last < first - 1)
            ? first - 1
            : first;

    /// <summary>So may a small word after them: "Conservative party", "French presidential election".</summary>
    private static int Tail(WordList words, int last)
    {
        for (var i = last + 1; i <= last + MostTail && i < words.Count && words[i].GapHash == 0 && words[i].Shape == WordShape.Lower; i++)
            if (TailLookup.Contains(words.Span(i)))
                return i;

        return last;
    }

    /// <summary>The next capital or number of the run, past at most two joiners, or 0 where the run ends.</summary>
    private static int Next(WordList words, int last)
    {
        for (var i = last + 1; i < words.Count && i <= last + 1 + MostJoiners; i++)
        {
            if (NameFeatures.EndsSentence(words, i) || Breaks(words, i))
                return 0;

            if (IsCapital(words[i]) || (i == last + 1 && words[i].Shape == WordShape.Digits))
                return i;

            if (!JoinerLookup.Contains(words.Span(i)))
                return 0;
        }

        return 0;
    }

    /// <summary>Marks of code and lists, which no name crosses.</summary>
    private static bool Breaks(WordList words, int index) =>
        words.Text.AsSpan(words[index - 1].End, words[index].Start - words[index - 1].End).IndexOfAny(Marks) >= 0;

    private static readonly System.Buffers.SearchValues<char> Marks = System.Buffers.SearchValues.Create("[]{}<>=|•*_~→");

    private static bool IsCapital(Word word) => word.Shape is WordShape.Capitalised or WordShape.Upper or WordShape.Mixed;
}
