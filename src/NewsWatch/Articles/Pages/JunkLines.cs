using System.Buffers;
using System.Collections.Frozen;

namespace NewsWatch.Articles.Pages;

/// <summary>
/// Short lines that stand inside articles and are not of them, told by their words (<see cref="JunkPhrases"/>): calls to read on, subscribe,
/// share and follow, labels of advertisements, credits of pictures, reading times.
/// </summary>
internal static class JunkLines
{
    private const int MaxLine = 160;
    private const int MaxCredit = 110;
    private const int MaxCall = 320;

    private static readonly FrozenSet<string> Labels = Phrases(JunkPhrases.Labels).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<char, string[]> Openings =
        Phrases(JunkPhrases.Openings).GroupBy(phrase => char.ToLowerInvariant(phrase[0])).ToFrozenDictionary(group => group.Key, group => group.ToArray());

    private static readonly SearchValues<string> Credits = SearchValues.Create(Phrases(JunkPhrases.Credits), StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> Calls = SearchValues.Create(Phrases(JunkPhrases.Calls), StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> Reading =
        SearchValues.Create(["read", "lese", "leitura", "lectura", "lettura", "lecture"], StringComparison.OrdinalIgnoreCase);

    public static bool Is(Block block)
    {
        var text = block.Text;
        if (text.Length > MaxCall)
            return false;

        var line = Bare(text);
        if (text.Length <= MaxLine && (IsLabel(line) || OpensAsJunk(line) || IsReadingTime(line)))
            return true;
        if (block.Prose < MaxCredit && text.Length <= MaxLine && text.AsSpan().ContainsAny(Credits))
            return true;

        return text.AsSpan().ContainsAny(Calls) && (block.Links > 0 || text.Length <= MaxLine);
    }

    /// <summary>Without the bullets, brackets and arrows around it.</summary>
    private static ReadOnlySpan<char> Bare(ReadOnlySpan<char> text)
    {
        var start = 0;
        while (start < text.Length && !char.IsLetterOrDigit(text[start]) && text[start] != '©' && text[start] != 'ⓒ')
            start++;

        return text[start..].TrimEnd();
    }

    private static bool IsLabel(ReadOnlySpan<char> line)
    {
        var end = line.Length;
        while (end > 0 && !char.IsLetter(line[end - 1]))
            end--;

        return end is > 0 and < 40 && Labels.GetAlternateLookup<ReadOnlySpan<char>>().Contains(line[..end]);
    }

    private static bool OpensAsJunk(ReadOnlySpan<char> line)
    {
        if (line.Length == 0 || !Openings.TryGetValue(char.ToLowerInvariant(line[0]), out var phrases))
            return false;

        foreach (var phrase in phrases)
            if (line.StartsWith(phrase, StringComparison.OrdinalIgnoreCase) && IsWordEnd(line, phrase))
                return true;

        return false;
    }

    private static bool IsWordEnd(ReadOnlySpan<char> line, string phrase) =>
        line.Length == phrase.Length || !char.IsLetter(phrase[^1]) || phrase[^1] > '\u2E80' || !char.IsLetter(line[phrase.Length]);

    /// <summary>"4 min read", "Lesezeit: 3 Minuten", "Tempo de leitura: 1 minuto".</summary>
    private static bool IsReadingTime(ReadOnlySpan<char> line) =>
        line.Length < 40 && line.ContainsAnyInRange('0', '9') && line.Contains("min", StringComparison.OrdinalIgnoreCase) && line.ContainsAny(Reading);

    private static string[] Phrases(string table) =>
        table.Split(['|', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
