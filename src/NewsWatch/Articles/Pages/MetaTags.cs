namespace NewsWatch.Articles.Pages;

/// <summary>What the page's meta elements say: lower-case name (or property, itemprop, http-equiv) → contents in order.</summary>
internal sealed class MetaTags
{
    private const int MaxLength = 5_000;

    private readonly Dictionary<string, List<string>> _contents = new(StringComparer.Ordinal);

    public static MetaTags Read(PageTree tree)
    {
        var meta = new MetaTags();
        foreach (var node in tree.Nodes)
        {
            if (node.Tag != "meta" || node["content"] is not { Length: > 0 and < MaxLength } content || string.IsNullOrWhiteSpace(content))
                continue;

            foreach (var attribute in (ReadOnlySpan<string>)["property", "name", "itemprop", "http-equiv"])
                if (node[attribute] is { Length: > 0 } name)
                    meta.Add(name.Trim().ToLowerInvariant(), Spaces.Collapse(content));
        }

        return meta;
    }

    /// <summary>The first content under this lower-case name, or null.</summary>
    public string? First(string name) => _contents.TryGetValue(name, out var contents) ? contents[0] : null;

    public IReadOnlyList<string> All(string name) => _contents.TryGetValue(name, out var contents) ? contents : [];

    public IEnumerable<string> Names => _contents.Keys;

    private void Add(string name, string content)
    {
        if (!_contents.TryGetValue(name, out var contents))
            _contents[name] = contents = [];
        if (!contents.Contains(content))
            contents.Add(content);
    }
}
