namespace NewsWatch.Tagging;

/// <summary>A list of words with a name, and where it stands.</summary>
internal sealed record ContextList(string Name, List<string> Words, string Path, ConfigurationLines Lines);

/// <summary>Named lists of words that rules share: <c>@ai</c> in a rule stands for the words of the list <c>ai</c>, which may name others.</summary>
internal sealed class ContextLists
{
    private readonly Dictionary<string, ContextList> _lists = new(StringComparer.Ordinal);

    /// <exception cref="ConfigurationException">A list stands twice, names one that is not there, or contains itself.</exception>
    public ContextLists(IReadOnlyList<ContextList> lists)
    {
        foreach (var list in lists)
            if (!_lists.TryAdd(list.Name, list))
                throw Refuse(list, $"the context '{list.Name}' stands twice; keep one of them");

        foreach (var list in lists)
            Check(list, [list.Name]);
    }

    public bool Has(string name) => _lists.ContainsKey(name);

    /// <summary>The words, with every <c>@name</c> replaced by its list.</summary>
    public IReadOnlyList<string> Expand(IReadOnlyList<string> words)
    {
        var expanded = new List<string>(words.Count);
        foreach (var word in words)
            if (word.StartsWith('@'))
                expanded.AddRange(Expand(_lists[word[1..]].Words));
            else
                expanded.Add(word);

        return expanded;
    }

    private void Check(ContextList list, IReadOnlyList<string> within)
    {
        foreach (var word in list.Words.Where(word => word.StartsWith('@')))
        {
            var name = word[1..];
            if (within.Contains(name))
                throw Refuse(_lists[within[0]], $"the context '{name}' contains itself ({string.Join(" → ", within)} → {name}); break the circle");

            if (!_lists.TryGetValue(name, out var next))
                throw Refuse(list, $"there is no context '{name}'; add it under 'contexts' or correct its name");

            Check(next, [.. within, name]);
        }
    }

    private static ConfigurationException Refuse(ContextList list, string problem) => new(list.Path, list.Lines.OfKey(list.Name), problem);
}
