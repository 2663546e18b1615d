using NewsWatch.Articles;
using NewsWatch.Articles.Texts;

namespace NewsWatch.Stories;

/// <summary>What became of a passage between two versions of an article.</summary>
public enum PassageChange
{
    Added,
    Removed,
    Reworded,
}

/// <summary>One change between two versions.</summary>
/// <param name="Change">What became of it.</param>
/// <param name="Before">The sentence as it was; null where it is new.</param>
/// <param name="After">The sentence as it is; null where it went.</param>
public sealed record ChangedPassage(PassageChange Change, string? Before, string? After)
{
    /// <summary>For people: <c>- gone</c>, <c>+ new</c>, or one line with <c>[-old-]{+new+}</c> where words changed.</summary>
    public override string ToString() => Change switch
    {
        PassageChange.Added => $"+ {After}",
        PassageChange.Removed => $"- {Before}",
        _ => $"~ {VersionDiff.Words(Before!, After!)}",
    };
}

/// <summary>
/// Compares two versions of an article sentence by sentence, by their longest common subsequence. White space, letter case
/// and advertising are no change.
/// </summary>
public static class VersionDiff
{
    /// <summary>Sentences compared after what both begin and end with: beyond it the table of the comparison would grow too large.</summary>
    private const int MostSentences = 1_000;

    private const int MostWords = 400;

    /// <summary>Share of common words from which two neighbouring sentences are one reworded.</summary>
    private const double SameSentence = 0.5;

    /// <summary>The changes in order of the text, the headline first; empty where both say the same.</summary>
    public static IReadOnlyList<ChangedPassage> Of(Article before, Article after)
    {
        var changes = new List<ChangedPassage>();
        if (Key(before.Title) != Key(after.Title))
            changes.Add(new ChangedPassage(PassageChange.Reworded, before.Title, after.Title));

        var steps = Steps(SentencesOf(before.Text), SentencesOf(after.Text), Key, MostSentences);
        for (var i = 0; i < steps.Count; i++)
        {
            var (gone, come) = steps[i];
            var next = i + 1 < steps.Count ? steps[i + 1] : default;
            if (gone is not null && come is null && next is { Before: null, After: { } reworded } && Likeness(gone, reworded) >= SameSentence)
            {
                changes.Add(new ChangedPassage(PassageChange.Reworded, gone, reworded));
                i++;
            }
            else if (come is null)
            {
                changes.Add(new ChangedPassage(PassageChange.Removed, gone, null));
            }
            else if (gone is null)
            {
                changes.Add(new ChangedPassage(PassageChange.Added, null, come));
            }
        }

        return changes;
    }

    /// <summary>A reworded sentence in one line: <c>63 of [-90-]{+96+} loads</c>.</summary>
    internal static string Words(string before, string after)
    {
        var parts = new List<string>();
        foreach (var (gone, come) in Gathered(Steps(before.Split(' '), after.Split(' '), word => word, MostWords)))
            parts.Add(gone == come ? gone : (gone.Length > 0 ? $"[-{gone}-]" : "") + (come.Length > 0 ? $"{{+{come}+}}" : ""));

        return string.Join(' ', parts);
    }

    /// <summary>Runs of changed words together, so that they read as one change.</summary>
    private static IEnumerable<(string Gone, string Come)> Gathered(List<(string? Before, string? After)> steps)
    {
        var (gone, come) = (new List<string>(), new List<string>());
        foreach (var (before, after) in steps.Append(("", "")))
        {
            if (before is null || after is null)
            {
                (before is null ? come : gone).Add(before ?? after!);
                continue;
            }

            if (gone.Count + come.Count > 0)
                yield return (string.Join(' ', gone), string.Join(' ', come));

            gone.Clear();
            come.Clear();
            if (before.Length > 0)
                yield return (before, before);
        }
    }

    private static string[] SentencesOf(string text) =>
        [.. Sentences.Cut(text).Select(span => span.Of(text)).Where(sentence => !ChangeCues.IsFurniture(sentence))];

    private static string Key(string text) => string.Create(text.Count(char.IsLetterOrDigit), text, static (key, from) =>
    {
        var at = 0;
        foreach (var letter in from)
            if (char.IsLetterOrDigit(letter))
                key[at++] = char.ToLowerInvariant(letter);
    });

    private static double Likeness(string before, string after)
    {
        var (mine, theirs) = (Tokenizer.Cut(before).Select(token => token.Term).ToHashSet(), Tokenizer.Cut(after).Select(token => token.Term).ToHashSet());
        return mine.Count + theirs.Count == 0 ? 0 : 2.0 * mine.Count(theirs.Contains) / (mine.Count + theirs.Count);
    }

    /// <summary>Both sides' items in order: kept (both), gone (before only), come (after only).</summary>
    private static List<(string? Before, string? After)> Steps(string[] before, string[] after, Func<string, string> key, int most)
    {
        var (keysBefore, keysAfter) = (Array.ConvertAll(before, item => key(item)), Array.ConvertAll(after, item => key(item)));
        var (start, endBefore, endAfter) = (0, before.Length, after.Length);
        while (start < endBefore && start < endAfter && keysBefore[start] == keysAfter[start])
            start++;

        while (endBefore > start && endAfter > start && keysBefore[endBefore - 1] == keysAfter[endAfter - 1])
            (endBefore, endAfter) = (endBefore - 1, endAfter - 1);

        var (rows, columns) = (Math.Min(most, endBefore - start), Math.Min(most, endAfter - start));
        var lengths = new int[rows + 1, columns + 1];
        for (var i = rows - 1; i >= 0; i--)
            for (var j = columns - 1; j >= 0; j--)
                lengths[i, j] = keysBefore[start + i] == keysAfter[start + j] ? lengths[i + 1, j + 1] + 1 : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);

        var steps = new List<(string?, string?)>();
        for (var i = 0; i < start; i++)
            steps.Add((before[i], after[i]));

        for (int i = 0, j = 0; i < rows || j < columns;)
        {
            if (i < rows && j < columns && keysBefore[start + i] == keysAfter[start + j])
                steps.Add((before[start + i++], after[start + j++]));
            else if (j == columns || (i < rows && lengths[i + 1, j] >= lengths[i, j + 1]))
                steps.Add((before[start + i++], null));
            else
                steps.Add((null, after[start + j++]));
        }

        // What lies beyond the cap is told whole.
        steps.AddRange(before[(start + rows)..endBefore].Select(gone => ((string?)gone, (string?)null)));
        steps.AddRange(after[(start + columns)..endAfter].Select(come => ((string?)null, (string?)come)));
        for (var i = 0; i < before.Length - endBefore; i++)
            steps.Add((before[endBefore + i], after[endAfter + i]));

        return steps;
    }
}
