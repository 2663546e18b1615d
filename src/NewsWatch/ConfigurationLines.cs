namespace NewsWatch;

/// <summary>Finds again where a row of a YAML file stood, for errors: rows that were read do not remember their lines.</summary>
internal sealed class ConfigurationLines(string text)
{
    /// <summary>The last line that says <c>key: value</c>, or null: where a value stands twice, the second is the one to correct.</summary>
    public long? Of(string key, string? value)
    {
        long? found = null;
        var number = 0L;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            number++;
            if (ValueOf(line, key) is { IsEmpty: false } there && there.SequenceEqual(value))
                found = number;
        }

        return found;
    }

    /// <summary>The last line that begins with this key, or null.</summary>
    public long? OfKey(string key)
    {
        long? found = null;
        var number = 0L;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            number++;
            var rest = line.TrimStart(" -{");
            if (rest.StartsWith(key, StringComparison.Ordinal) && rest[key.Length..].TrimStart("'\" ").StartsWith(":"))
                found = number;
        }

        return found;
    }

    /// <summary>The last line at or after a row's own that holds this text, or the row's line.</summary>
    public long? Within(long? row, string words)
    {
        if (row is not { } first)
            return null;

        var number = 0L;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            number++;
            if (number > first && line.TrimStart().StartsWith("- id:"))
                return first;
            if (number >= first && line.Contains(words, StringComparison.Ordinal))
                return number;
        }

        return first;
    }

    private static ReadOnlySpan<char> ValueOf(ReadOnlySpan<char> line, string key)
    {
        for (var at = line.IndexOf(key, StringComparison.Ordinal); at >= 0;)
        {
            var after = line[(at + key.Length)..];
            if ((at == 0 || line[at - 1] is ' ' or '{' or '-') && after.StartsWith(":"))
            {
                var value = after[1..];
                var end = value.IndexOfAny(",}#");
                return (end < 0 ? value : value[..end]).Trim(" '\"");
            }

            var next = line[(at + 1)..].IndexOf(key, StringComparison.Ordinal);
            at = next < 0 ? -1 : at + 1 + next;
        }

        return [];
    }
}
