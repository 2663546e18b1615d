namespace NewsWatch.Articles.Pages;

/// <summary>
/// An element or a run of text. Nodes stand in document order in <see cref="PageTree.Nodes"/>:
/// a node's subtree is the range from its index up to, not including, <see cref="End"/>.
/// </summary>
internal sealed class PageNode
{
    public const string TextTag = "#text";

    private readonly (string Name, string Value)[] _attributes;

    public PageNode(string tag, PageNode? parent, int index, string text, (string Name, string Value)[] attributes)
    {
        Tag = tag;
        Parent = parent;
        Index = index;
        Depth = parent is null ? 0 : parent.Depth + 1;
        Text = text;
        _attributes = attributes;
    }

    /// <summary>The element's name in lower case, or <see cref="TextTag"/>.</summary>
    public string Tag { get; }

    public PageNode? Parent { get; }

    public int Index { get; }

    public int End { get; set; }

    public int Depth { get; }

    /// <summary>A text node's characters, or the raw content of a JSON-LD script; else empty.</summary>
    public string Text { get; }

    public bool IsText => ReferenceEquals(Tag, TextTag);

    /// <summary>The attribute's value as written, or null. Only the names in <see cref="PageTree"/>'s list are kept.</summary>
    public string? this[string name]
    {
        get
        {
            foreach (var (key, value) in _attributes)
                if (key == name)
                    return value;

            return null;
        }
    }

    public bool Has(string name) => this[name] is not null;
}
