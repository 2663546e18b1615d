namespace NewsWatch.Feeds.Reading;

/// <summary>How Atom's text elements are to be read: by type and, in Atom 0.3, by mode.</summary>
internal static class AtomText
{
    public static TextKind Kind(XmlElement element)
    {
        var type = element.Attribute("type")?.Trim().ToLowerInvariant() ?? "";
        var mode = element.Attribute("mode")?.Trim().ToLowerInvariant();
        if (mode == "base64")
            return TextKind.Base64;
        if (mode is not null || element.Vocabulary == Vocabulary.Atom03)
            return mode == "escaped" ? (type is "text/plain" ? TextKind.Plain : TextKind.Html) : InPlace(type);
        return type switch
        {
            "html" or "text/html" => TextKind.Html,
            "xhtml" or "application/xhtml+xml" => TextKind.Markup,
            "" or "text" or "text/plain" => TextKind.Plain,
            _ when type.EndsWith("+xml", StringComparison.Ordinal) || type.EndsWith("/xml", StringComparison.Ordinal) => TextKind.Markup,
            _ when type.StartsWith("text/", StringComparison.Ordinal) || !type.Contains('/') => TextKind.Plain,
            _ => TextKind.Base64,
        };
    }

    /// <summary>As <see cref="Kind"/>; a body without a type, which should be plain text, is in the wild often HTML.</summary>
    public static TextKind BodyKind(XmlElement element)
    {
        var kind = Kind(element);
        return kind == TextKind.Plain && element.Attribute("type") is null && element.Scanner.NextLooksLikeHtml() ? TextKind.Html : kind;
    }

    /// <summary>An id that is a path is taken from the base, as links are; any other is as written.</summary>
    public static string? ResolveId(string? id, Uri? origin) =>
        id is ['/' or '.', ..] && origin is not null ? Links.Absolute(id, origin) ?? id : id;

    // Atom 0.3 without a mode: XML in place. What says HTML and holds no element is HTML escaped all the same.
    private static TextKind InPlace(string type) => type switch
    {
        "text/html" or "html" => TextKind.Html,
        "" or "text/plain" or "text" or "xhtml" or "application/xhtml+xml" => TextKind.Markup,
        _ when type.EndsWith("xml", StringComparison.Ordinal) || type.StartsWith("text/", StringComparison.Ordinal) => TextKind.Markup,
        _ => TextKind.Base64,
    };
}
