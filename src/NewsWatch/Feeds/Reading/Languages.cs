namespace NewsWatch.Feeds.Reading;

/// <summary>Language tags as feeds write them ("en_US", "EN ").</summary>
internal static class Languages
{
    private const int Longest = 35;

    /// <summary>The tag with hyphens, case as written; null where it cannot be one.</summary>
    public static string? Tag(string? text)
    {
        text = text?.Trim().Replace('_', '-');
        if (string.IsNullOrEmpty(text) || text.Length > Longest)
            return null;
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c != '-')
                return null;
        }

        return text;
    }
}
