namespace NewsWatch.Tagging;

/// <summary>Where a name's text ends: the dot of "U.S." and "Inc." belongs to it, the dot of a sentence does not.</summary>
internal static class MentionText
{
    public static int End(WordList words, int last)
    {
        var end = words[last].End;
        if (end >= words.Text.Length || words.Text[end] != '.')
            return end;

        var word = words.Span(last);
        var initial = word.Length == 1 && last > 0 && words[last - 1].Length == 1 && words.Text[words[last].Start - 1] == '.';
        return initial || word is "Inc" or "Corp" or "Co" or "Ltd" or "Jr" or "Sr" or "Bros" ? end + 1 : end;
    }
}
