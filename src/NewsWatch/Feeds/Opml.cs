using System.Xml;
using NewsWatch.Outbound;

namespace NewsWatch.Feeds;

/// <summary>
/// Reads and writes OPML 2.0. Reading takes what it can: a row that cannot be used is listed with its line and reason, and a file that
/// breaks in the middle keeps what stood before.
/// </summary>
public static class Opml
{
    public const int MaxOutlines = 100_000;
    public const int MaxDepth = 64;
    public const int MaxRefused = 1000;

    /// <summary>50 million characters, what a hundred thousand outlines need with room to spare.</summary>
    public const long MaxCharacters = 50_000_000;

    /// <summary>Reads a list. <paramref name="outbound"/> says which local hosts may stand in it.</summary>
    public static OpmlDocument Read(Stream stream, OutboundOptions outbound)
    {
        using var reader = XmlReader.Create(stream, Settings);
        return new OpmlReading(reader, outbound).Read();
    }

    /// <inheritdoc cref="Read(Stream, OutboundOptions)"/>
    public static OpmlDocument Read(string text, OutboundOptions outbound)
    {
        using var reader = XmlReader.Create(new StringReader(text.TrimStart('\ufeff', ' ', '\t', '\r', '\n')), Settings);
        return new OpmlReading(reader, outbound).Read();
    }

    /// <summary>Writes a list so that reading it gives the same list.</summary>
    public static string Write(OpmlDocument document)
    {
        using var text = new Utf8Writer();
        using (var writer = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, NewLineChars = "\n" }))
            OpmlWriting.Write(writer, document);

        return text.ToString();
    }

    // No document type is read, so nothing can be defined, expanded or fetched.
    private static XmlReaderSettings Settings => new()
    {
        DtdProcessing = DtdProcessing.Ignore,
        XmlResolver = null,
        MaxCharactersInDocument = MaxCharacters,
        MaxCharactersFromEntities = 1,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
        CheckCharacters = false,
    };

    private sealed class Utf8Writer() : StringWriter(System.Globalization.CultureInfo.InvariantCulture)
    {
        public override System.Text.Encoding Encoding => System.Text.Encoding.UTF8;
    }
}
