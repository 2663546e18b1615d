namespace NewsWatch.Feeds.Reading;

/// <summary>Reads an author: Atom's element of name, e-mail and address, or a line of RSS that holds them.</summary>
internal static class PersonElement
{
    public static FeedAuthor? Read(XmlElement element)
    {
        var scanner = element.Scanner;
        if (!HasChildren(element))
            return AuthorText.Parse(element.Line(TextKind.Html));

        var (depth, scope) = (scanner.Depth, element.Scope);
        string? name = null, email = null, uri = null;
        while (scanner.NextChild(depth))
        {
            element.Enter(scope);
            switch (element.Name)
            {
                case "name":
                    name = element.Line(TextKind.Html);
                    break;
                case "email":
                    email = element.Line(TextKind.Plain);
                    break;
                case "uri" or "url" or "homepage":
                    uri = element.Link();
                    break;
            }
        }

        return name is null && email is null && uri is null ? null : new FeedAuthor(name, email, uri);
    }

    // RSS's author is a line, Atom's holds elements; each is met in the other.
    private static bool HasChildren(XmlElement element) => element.Vocabulary is Vocabulary.Atom or Vocabulary.Atom03
        || element.Scanner.NextIsElement();
}
