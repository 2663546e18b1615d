namespace NewsWatch.Feeds.Reading;

/// <summary>
/// Half a surrogate pair, escaped in a JSON string, is no character; the framework reads such a document and then throws at
/// whatever touches the string. Each half is made U+FFFD beforehand, which is as long.
/// </summary>
internal static class JsonSurrogates
{
    private const int EscapeLength = 6;

    /// <summary>The document without halves: itself where it has none, else a copy.</summary>
    public static ReadOnlySpan<byte> Mend(ReadOnlySpan<byte> utf8, Repairs repairs)
    {
        byte[]? mended = null;
        for (var at = 0; utf8[at..].IndexOf((byte)'\\') is >= 0 and var next;)
        {
            at += next;
            if (Unit(utf8[at..]) is not (>= 0xD800 and <= 0xDFFF and var unit))
            {
                at = Math.Min(at + 2, utf8.Length);
                continue;
            }

            if (unit < 0xDC00 && Unit(utf8[(at + EscapeLength)..]) is >= 0xDC00 and <= 0xDFFF)
            {
                at += 2 * EscapeLength;
                continue;
            }

            mended ??= utf8.ToArray();
            "FFFD"u8.CopyTo(mended.AsSpan(at + 2));
            repairs.Note(-1, "Half of a surrogate pair; U+FFFD stands in its place.");
            at += EscapeLength;
        }

        return mended ?? utf8;
    }

    // The UTF-16 unit that an escape at the start stands for; -1 where none stands there.
    private static int Unit(ReadOnlySpan<byte> utf8) =>
        utf8.Length >= EscapeLength && utf8[0] == '\\' && utf8[1] == 'u'
        && int.TryParse(utf8[2..EscapeLength], System.Globalization.NumberStyles.AllowHexSpecifier, null, out var unit) ? unit : -1;
}
