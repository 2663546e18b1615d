namespace NewsWatch.Feeds.Reading;

/// <summary>Reads where a picture is: in an attribute, in an element of its own, or as text.</summary>
internal static class ImageElement
{
    public static string? Read(XmlElement element)
    {
        var link = element.LinkIn("href") ?? element.LinkIn("url") ?? element.LinkIn("resource");
        if (link is not null)
            return link;
        if (!element.Scanner.NextIsElement())
            return element.Link();
        var (depth, scope) = (element.Scanner.Depth, element.Scope);
        while (element.Scanner.NextChild(depth))
        {
            element.Enter(scope);
            if (element.Name is "url" or "href")
                link = element.Link() ?? link;
        }

        return link;
    }
}
