using System.Runtime.InteropServices;

namespace NewsWatch.Tagging;

/// <summary>What an article's names tell of each other: which are worth giving, and one type for one name.</summary>
internal static class NameSense
{
    /// <summary>
    /// The names fit to be given: with a capital at both ends (an organisation may end in a small word:
    /// "Conservative party"), and each with the type that it has most often in the article.
    /// </summary>
    public static List<FoundName> Settle(WordList words, List<FoundName> read)
    {
        var kept = new List<FoundName>(read.Count);
        var common = read.Count == 0 ? null : new CommonNouns(words);
        foreach (var name in read)
            if (Trim(words, name) is { } trimmed && (trimmed.Words > 1 || trimmed.Type == EntityType.Other || !common!.Holds(trimmed.First)))
                kept.Add(trimmed);

        var votes = new Dictionary<(string Text, EntityType Type), int>();
        foreach (var name in kept)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(votes, (Text(words, name), name.Type), out _)++;

            // "Margaret Holloway" settles what "Holloway" is.
            if (name is { Type: EntityType.Person, Words: > 1 })
                CollectionsMarshal.GetValueRefOrAddDefault(votes, (words.Span(name.Last).ToString(), EntityType.Person), out _) += FullName;
        }

        for (var i = 0; i < kept.Count; i++)
        {
            var text = Text(words, kept[i]);
            var best = NameLabel.Types.MaxBy(type => votes.GetValueOrDefault((text, type)));
            if (votes.GetValueOrDefault((text, best)) > votes[(text, kept[i].Type)])
                kept[i] = kept[i] with { Type = best };
        }

        return kept;
    }

    private static FoundName? Trim(WordList words, FoundName name)
    {
        var first = words[name.First];
        if (name.Type == EntityType.Other)
            return name;

        if (first.Shape == WordShape.Lower || (first.Shape == WordShape.Digits && name.Type != EntityType.Organisation)
            || (name.Words == 1 && char.IsAsciiDigit(words.Text[first.Start])))
            return null;

        for (var i = name.First; i <= name.Last; i++)
            if (IsGlued(words.Span(i)) || (name.Type == EntityType.Person && IsCode(words, i)) || (name.Type != EntityType.Organisation && HasDigits(words.Span(i))))
                return null;

        var last = name.First;
        while (last < name.Last && words.Text.AsSpan(words[last].End, words[last + 1].Start - words[last].End).IndexOfAny(Brackets) < 0)
            last++;
        if (name.Type != EntityType.Organisation)
            while (last > name.First && words[last].Shape == WordShape.Lower)
                last--;
        return last == name.Last ? name : name with { Last = last };
    }

    /// <summary>"recordNvidia", "childrenUK": two words that a page's markup stood between. "iPhone" and "eBay" are names.</summary>
    private static bool IsGlued(ReadOnlySpan<char> word)
    {
        const int LongestPrefix = 2;
        var capital = word.IndexOfAnyExceptInRange('a', 'z');
        return capital > LongestPrefix && char.IsUpper(word[capital]);
    }

    /// <summary>"MoE-27B": people and places have no digits.</summary>
    private static bool HasDigits(ReadOnlySpan<char> word) => word.IndexOfAnyInRange('0', '9') >= 0;

    /// <summary>"SurgeryOrder", "LLMs": capitals inside, as no family name but "McDonald" has them.</summary>
    private static bool IsCode(WordList words, int index) =>
        words[index].Shape == WordShape.Mixed
        && !(words.Span(index) is var span && (span.StartsWith("Mc") || span.StartsWith("Mac") || span.StartsWith("De") || span.StartsWith("La") || span.StartsWith("Le")
            || span.StartsWith("Di") || span.StartsWith("Du") || span.StartsWith("Fitz")));

    /// <summary>Votes of a full name for its surname.</summary>
    private const int FullName = 3;

    private const string Brackets = "()“”;";

    private static string Text(WordList words, FoundName name) => words.Text[words[name.First].Start..words[name.Last].End];
}
