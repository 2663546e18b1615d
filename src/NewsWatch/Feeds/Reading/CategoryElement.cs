namespace NewsWatch.Feeds.Reading;

/// <summary>Reads a category: Atom's in attributes, RSS's and Dublin Core's as text with a domain.</summary>
internal static class CategoryElement
{
    public static FeedCategory? Read(XmlElement element)
    {
        var (term, label) = (element.Label("term"), element.Label("label"));
        var scheme = element.Label("scheme") ?? element.Label("domain");
        term ??= element.Label("text") ?? element.Line(TextKind.Html) ?? label;
        return term is null ? null : new FeedCategory(term, label, scheme);
    }
}
