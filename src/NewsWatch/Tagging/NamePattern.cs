using System.Text.RegularExpressions;

namespace NewsWatch.Tagging;

/// <summary>
/// Names of an entity that a list cannot hold ("Model 4", "Model 5"), as a regular expression. It runs in time linear in the
/// text, whoever wrote it: without look-around and back-references, which could take for ever.
/// </summary>
internal sealed record NamePattern(string EntityId, EntityType Type, Regex Words)
{
    /// <summary>Letters of the longest expression.</summary>
    public const int Longest = 300;

    /// <summary>Past this many hits of one expression in one article it is not read on: no article names a thing that often.</summary>
    private const int MostHits = 500;

    /// <summary>Makes the expression ready, or says what is wrong with it and what to do.</summary>
    public static (Regex? Words, string? Fault) Of(string expression)
    {
        if (expression.Length is 0 or > Longest)
            return (null, $"the pattern '{Short(expression)}' has {expression.Length} letters; write one of 1 to {Longest}");

        try
        {
            var words = new Regex(expression, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            return words.IsMatch("")
                ? (null, $"the pattern '{expression}' fits where nothing stands; ask for at least one letter")
                : (words, null);
        }
        catch (ArgumentException error)
        {
            return (null, $"the pattern '{expression}' is no regular expression ({error.Message.TrimEnd('.')}); correct it");
        }
        catch (NotSupportedException)
        {
            return (null, $"the pattern '{expression}' looks ahead, behind or back, or is too large, and could take for ever; write it without");
        }
    }

    /// <summary>The names that the patterns find: whole words only.</summary>
    public static void Find(WordList words, IReadOnlyList<NamePattern> patterns, List<FoundName> found)
    {
        foreach (var pattern in patterns)
        {
            int word = 0, hits = 0;
            foreach (var match in pattern.Words.EnumerateMatches(words.Text))
            {
                if (++hits > MostHits)
                    break;

                while (word < words.Count && words[word].Start < match.Index)
                    word++;
                var last = word;
                while (last < words.Count && words[last].End < match.Index + match.Length)
                    last++;
                if (last < words.Count && words[word].Start == match.Index && words[last].End == match.Index + match.Length)
                    found.Add(new FoundName(word, last, pattern.Type, pattern.EntityId, $"fits the pattern {pattern.Words}"));
            }
        }
    }

    private static string Short(string expression) => expression.Length <= 40 ? expression : expression[..40] + "…";
}
