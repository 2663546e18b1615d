using System.Buffers;

namespace NewsWatch.Feeds.Reading;

/// <summary>The start tag that a scanner stands on: name and attributes as stretches of the document. Reused from tag to tag.</summary>
internal sealed class XmlTag
{
    /// <summary>Attributes kept of one tag; the most in feeds is about a dozen, a root's namespaces some thirty.</summary>
    private const int MostAttributes = 64;

    private static readonly SearchValues<char> Spaces = SearchValues.Create(" \t\r\n");
    private static readonly SearchValues<char> UnquotedEnd = SearchValues.Create(" \t\r\n><");

    private readonly Slice[] _names = new Slice[MostAttributes];
    private readonly Slice[] _values = new Slice[MostAttributes];

    public Slice Name { get; private set; }

    public bool IsEmpty { get; private set; }

    public int Count { get; private set; }

    public Slice AttributeName(int index) => _names[index];

    public Slice AttributeValue(int index) => _values[index];

    public static bool IsNameStart(char c) => char.IsAsciiLetter(c) || c is '_' or ':' || c >= '\u00C0';

    /// <summary>The name at the start of <paramref name="text"/>.</summary>
    public static ReadOnlySpan<char> NameAt(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && !EndsName(text[length]))
            length++;
        return text[..length];
    }

    /// <summary>Reads the tag whose bracket is at <paramref name="from"/> and returns where it ends.</summary>
    public int Read(ReadOnlySpan<char> text, int from, Repairs repairs)
    {
        Name = new Slice(from + 1, NameAt(text[(from + 1)..]).Length);
        Count = 0;
        IsEmpty = false;
        var at = Name.End;
        if (at < text.Length && text[at] == '>')
            return at + 1;
        while (true)
        {
            var space = text[at..].IndexOfAnyExcept(Spaces);
            if (space < 0)
            {
                repairs.Note(from, "The tag \"{0}\" is cut.", text.Slice(Name.Start, Name.Length));
                return text.Length;
            }

            at += space;
            switch (text[at])
            {
                case '>':
                    return at + 1;
                case '/' when at + 1 < text.Length && text[at + 1] == '>':
                    IsEmpty = true;
                    return at + 2;
                case '<':
                    repairs.Note(from, "The tag \"{0}\" is cut.", text.Slice(Name.Start, Name.Length));
                    return at;
                case '/' or '=' or '"' or '\'':
                    repairs.Note(at, "A character is out of place in the tag \"{0}\".", text.Slice(Name.Start, Name.Length));
                    at++;
                    break;
                default:
                    if (space == 0 && Count > 0)
                        repairs.Note(at, "Two attributes of \"{0}\" are not parted.", text.Slice(Name.Start, Name.Length));
                    at = ReadAttribute(text, at, repairs);
                    break;
            }
        }
    }

    private static bool EndsName(char c) => c is '>' or ' ' or '=' or '/' or '\n' or '\t' or '\r' or '<' or '"' or '\'';

    private int ReadAttribute(ReadOnlySpan<char> text, int at, Repairs repairs)
    {
        var name = new Slice(at, NameAt(text[at..]).Length);
        at = name.End;
        var space = text[at..].IndexOfAnyExcept(Spaces);
        if (space < 0 || text[at + space] != '=')
        {
            repairs.Note(name.Start, "The attribute \"{0}\" has no value.", text.Slice(name.Start, name.Length));
            return at;
        }

        at += space + 1;
        space = text[at..].IndexOfAnyExcept(Spaces);
        if (space < 0)
            return text.Length;
        at += space;
        var value = text[at] is '"' or '\'' ? Quoted(text, at, repairs) : Unquoted(text, at, repairs);
        Keep(text, name, value, repairs);
        return value.End < text.Length && value.Start > at && text[value.End] == text[at] ? value.End + 1 : value.End;
    }

    private static Slice Quoted(ReadOnlySpan<char> text, int at, Repairs repairs)
    {
        var rest = text[(at + 1)..];
        var length = rest.IndexOfAny(text[at], '<');
        if (length >= 0 && rest[length] == text[at])
            return new Slice(at + 1, length);

        // A "less than" inside: meant so where the quote still closes before the tag could end, else the quote is missing.
        var inside = length < 0 ? rest : rest[..length];
        var bracket = inside.IndexOf('>');
        if (bracket < 0 && length >= 0 && rest[length..].IndexOfAny(text[at], '>') is >= 0 and var close && rest[length + close] == text[at])
        {
            repairs.Note(at, "An attribute's value holds a \"less than\" sign.");
            return new Slice(at + 1, length + close);
        }

        repairs.Note(at, "An attribute's quotation mark is not closed.");
        return new Slice(at + 1, bracket < 0 ? inside.Length : bracket);
    }

    private static Slice Unquoted(ReadOnlySpan<char> text, int at, Repairs repairs)
    {
        repairs.Note(at, "An attribute's value stands without quotation marks.");
        var length = text[at..].IndexOfAny(UnquotedEnd);
        return new Slice(at, length < 0 ? text.Length - at : length);
    }

    private void Keep(ReadOnlySpan<char> text, Slice name, Slice value, Repairs repairs)
    {
        if (Count == MostAttributes)
        {
            repairs.Note(name.Start, $"Attributes beyond {MostAttributes} of one element are left out.");
            return;
        }

        for (var i = 0; i < Count; i++)
        {
            if (_names[i].Length != name.Length || !text.Slice(_names[i].Start, name.Length).SequenceEqual(text.Slice(name.Start, name.Length)))
                continue;
            repairs.Note(name.Start, "The attribute \"{0}\" stands twice; the first counts.", text.Slice(name.Start, name.Length));
            return;
        }

        (_names[Count], _values[Count]) = (name, value);
        Count++;
    }
}
