namespace NewsWatch.Tagging;

/// <summary>Named lists of words that rules share: <c>@ai</c> in a rule stands for the words of the list <c>ai</c>, which may name others.</summary>
internal sealed class ContextLists
{
    private readonly Dictionary<string, (string Path, List<string> Words)> _lists = new(StringComparer.Ordinal);

    /// <exception cref="ConfigurationException">A list stands twice, or contains itself.</exception>
    public ContextLists(IEnumerable<(string Path, string Name, List<string> Words)> lists)
    {
        foreach (var (path, name, words) in lists)
            if (!_lists.TryAdd(name, (path, words)))
                throw new ConfigurationException(path, null, $"the context '{name}' stands twice; keep one of them");

        foreach (var (name, (path, words)) in _lists)
            Expand(words, path, name);
    }

    /// <summary>The words, with every <c>@name</c> replaced by its list.</summary>
    /// <exception cref="ConfigurationException">A name is unknown, or leads back to itself.</exception>
    public IReadOnlyList<string> Expand(IReadOnlyList<string> words, string path, params IReadOnlyList<string> within)
    {
        var expanded = new List<string>(words.Count);
        foreach (var word in words)
        {
            if (!word.StartsWith('@'))
            {
                expanded.Add(word);
                continue;
            }

            var name = word[1..];
            if (within.Contains(name))
                throw new ConfigurationException(path, null, $"the context '{name}' contains itself ({string.Join(" → ", within)} → {name}); break the circle");

            if (!_lists.TryGetValue(name, out var list))
                throw new ConfigurationException(path, null, $"there is no context '{name}'; add it under 'contexts' or correct its name");

            expanded.AddRange(Expand(list.Words, path, [.. within, name]));
        }

        return expanded;
    }
}
