using System.Buffers;

namespace NewsWatch.Feeds.Reading;

/// <summary>
/// Entities that a document declares for itself, where they stand for plain characters and nothing else: no other entity,
/// no markup, nothing outside. Everything else that a DTD may ask for is passed over unread.
/// </summary>
internal sealed class DeclaredEntities
{
    /// <summary>Enough for the lists of Latin letters that some generators copy into each feed.</summary>
    private const int Most = 512;

    private const int LongestValue = 1_000;

    /// <summary>All that a document's own entities may add to its text.</summary>
    private const int MostExpansion = 1_000_000;

    private static readonly SearchValues<char> Signs = SearchValues.Create("\"'[]<>");

    private Dictionary<string, string>? _values;
    private bool _read;
    private int _expanded;

    /// <summary>What the entity stands for, or null; null too once the document has used up what it may expand to.</summary>
    public string? Find(ReadOnlySpan<char> name)
    {
        if (_values is null || !_values.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var value))
            return null;
        _expanded += value.Length;
        return _expanded <= MostExpansion ? value : null;
    }

    /// <summary>Passes over the document type at the start of <paramref name="text"/>, keeping its plain entities. Returns its length.</summary>
    public int ReadDocumentType(ReadOnlySpan<char> text, int offset, Repairs repairs)
    {
        // One document type is looked into, once; a second one is no more than a tag to pass over.
        var end = _read ? -1 : DocumentTypeEnd(text);
        _read = true;
        if (end > 0)
            return end;
        repairs.Note(offset, "The document type is not ended.");
        var bracket = text.IndexOf('>');
        return bracket < 0 ? text.Length : bracket + 1;
    }

    private int DocumentTypeEnd(ReadOnlySpan<char> text)
    {
        var (inside, commentsEnd) = (false, true);
        for (var at = "<!DOCTYPE".Length; text[at..].IndexOfAny(Signs) is >= 0 and var next; at++)
        {
            at += next;
            switch (text[at])
            {
                case '>' when !inside:
                    return at + 1;
                case '[' or ']':
                    inside = text[at] == '[';
                    break;
                case '"' or '\'':
                    at += text[(at + 1)..].IndexOf(text[at]) + 1;
                    break;
                case '<' when commentsEnd && text[at..].StartsWith("<!--"):
                    var length = text[at..].IndexOf("-->");
                    commentsEnd = length >= 0;
                    at += commentsEnd ? length + 2 : 0;
                    break;
                case '<' when text[at..].StartsWith("<!ENTITY"):
                    Declare(text[(at + "<!ENTITY".Length)..]);
                    break;
                case '<' when !inside:
                    return at;
            }
        }

        return -1;
    }

    private void Declare(ReadOnlySpan<char> text)
    {
        text = text.TrimStart();
        var end = text[..Math.Min(text.Length, 64)].IndexOfAny(' ', '\t', '\n');
        if (end <= 0 || !XmlTag.IsNameStart(text[0]) || _values?.Count >= Most)
            return;
        var name = text[..end];
        text = text[end..].TrimStart();
        if (text.IsEmpty || text[0] is not ('"' or '\''))
            return;
        var within = text.Slice(1, Math.Min(LongestValue, text.Length - 1));
        var close = within.IndexOf(text[0]);
        if (close < 0 || within[..close].IndexOfAny("<%") >= 0)
            return;

        using var value = new TextBuffer(64);
        for (var rest = within[..close]; !rest.IsEmpty;)
        {
            if (rest[0] != '&')
            {
                value.Append(rest[0]);
                rest = rest[1..];
                continue;
            }

            var length = rest.StartsWith("&#") ? Entities.Read(rest, html: false, value) : 0;
            if (length == 0)
                return;
            rest = rest[length..];
        }

        if (value.Written.IndexOfAny('<', '&') >= 0)
            return;
        _values ??= new Dictionary<string, string>(StringComparer.Ordinal);
        _values.TryAdd(name.ToString(), new string(value.Written));
    }
}
