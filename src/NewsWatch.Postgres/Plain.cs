using System.Text;

namespace NewsWatch.Postgres;

/// <summary>Text of strangers as PostgreSQL can store it: no zero character, no half of a surrogate pair. JSON holds both escaped.</summary>
internal static class Plain
{
    public static string? Text(string? text)
    {
        if (text is null || (!text.Contains('\0') && IsWellFormed(text)))
            return text;

        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            plain.Append(rune.Value == 0 ? Rune.ReplacementChar : rune);

        return plain.ToString();
    }

    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;

            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                return false;

            i++;
        }

        return true;
    }
}
