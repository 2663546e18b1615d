namespace NewsWatch.Tagging;

/// <summary>
/// Names that an article makes for itself: an acronym in brackets after the name it stands for
/// ("Integrated Joint Operations Platform (IJOP)"), a surname after a full name ("Zuckerberg" after "Mark Zuckerberg"),
/// the first word of a company's name alone. They hold for the whole article, before the full name too.
/// </summary>
internal static class DocumentNames
{
    private const int ShortestShortForm = 3;
    private const int LongestAcronym = 10;

    /// <summary>The short forms that stand outside the names found so far.</summary>
    public static List<FoundName> Find(WordList words, IReadOnlyList<FoundName> found)
    {
        var shortForms = new Dictionary<string, (FoundName? Name, string Why)>(StringComparer.Ordinal);
        foreach (var name in found)
        {
            if (Acronym(words, name) is { } acronym)
                Offer(shortForms, acronym, name, $"stands for “{Text(words, name)}” here");
            if (ShortForm(words, name) is { } shortForm)
                Offer(shortForms, shortForm, name, $"short for “{Text(words, name)}” here");
        }

        return shortForms.Count == 0 ? [] : Occurrences(words, found, shortForms);
    }

    /// <summary>A short form that could mean two things means neither.</summary>
    private static void Offer(Dictionary<string, (FoundName? Name, string Why)> shortForms, string form, FoundName name, string why)
    {
        if (!shortForms.TryGetValue(form, out var other))
            shortForms.Add(form, (name, why));
        else if (other.Name is { } before && !SameEntity(before, name))
            shortForms[form] = before.EntityId is null == name.EntityId is null ? (null, "") : before.EntityId is null ? (name, why) : other;
    }

    private static bool SameEntity(FoundName one, FoundName two) =>
        one.EntityId is not null && two.EntityId is not null ? one.EntityId == two.EntityId : one.EntityId == two.EntityId && one.Type == two.Type;

    private static List<FoundName> Occurrences(
        WordList words, IReadOnlyList<FoundName> found, Dictionary<string, (FoundName? Name, string Why)> shortForms)
    {
        var taken = new bool[words.Count];
        foreach (var name in found)
            taken.AsSpan(name.First, name.Words).Fill(true);

        var lookup = shortForms.GetAlternateLookup<ReadOnlySpan<char>>();
        var more = new List<FoundName>();
        for (var i = 0; i < words.Count; i++)
            if (!taken[i] && words[i].Shape is WordShape.Capitalised or WordShape.Upper or WordShape.Mixed
                && lookup.TryGetValue(words.Span(i), out var form) && form.Name is { } name
                && !InOtherName(words, i, taken))
                more.Add(new FoundName(i, i, name.Type, name.EntityId, form.Why));

        return more;
    }

    /// <summary>"Randi Zuckerberg" is not Mark: a capital before it, within the sentence, makes another name.</summary>
    private static bool InOtherName(WordList words, int index, bool[] taken) =>
        index > 0 && !taken[index - 1] && words[index].GapHash == 0
        && words[index - 1].Shape is WordShape.Capitalised && words[index - 1].Length > 1
        && !SentenceStart(words, index - 1) && words.Text[words[index].Start - 1] is ' ' or '-';

    private static bool SentenceStart(WordList words, int index)
    {
        var at = words[index].Start - 1;
        while (at >= 0 && words.Text[at] is ' ' or '“' or '"' or '‘' or '\'')
            at--;
        return at < 0 || words.Text[at] is '.' or '!' or '?' or '\n' or ':' or '•';
    }

    /// <summary>The bracketed capitals after a name whose words' initials they are, or null.</summary>
    private static string? Acronym(WordList words, FoundName name)
    {
        var next = name.Last + 1;
        if (next >= words.Count || name.Words < 2)
            return null;

        var between = words.Text.AsSpan(words[name.Last].End, words[next].Start - words[name.Last].End);
        if (!between.TrimStart(" ”\"'’").StartsWith("(") || between.Length > 4)
            return null;

        var candidate = words.Span(next);
        if (words[next].Shape is not (WordShape.Upper or WordShape.Mixed) || candidate.Length is < 2 or > LongestAcronym
            || words[next].End >= words.Text.Length || words.Text[words[next].End] != ')')
            return null;

        var at = 0;
        for (var word = name.First; word <= name.Last && at < candidate.Length; word++)
            if (char.ToUpperInvariant(words.Text[words[word].Start]) == char.ToUpperInvariant(candidate[at]))
                at++;
        return at >= Math.Min(candidate.Length, 2) && at >= candidate.Length - 1 ? candidate.ToString() : null;
    }

    private static string? ShortForm(WordList words, FoundName name)
    {
        if (name.Words is < 2 or > 4)
            return null;

        // Family names stand last in English text; Chinese and Korean ones are short, stand first and are too common to take alone.
        var word = name.Type switch
        {
            EntityType.Person => name.Last,
            EntityType.Organisation when words[name.First].Shape is WordShape.Capitalised or WordShape.Mixed
                && !CommonWords.StartsNames(words.Span(name.First)) => name.First,
            _ => -1,
        };
        if (word < 0 || words[word].Length < ShortestShortForm || words[word].Shape is not (WordShape.Capitalised or WordShape.Mixed or WordShape.Upper))
            return null;

        return words.Span(word).ToString();
    }

    private static string Text(WordList words, FoundName name) => words.Text[words[name.First].Start..words[name.Last].End];
}
