using System.Text;

namespace NewsWatch.Delivery;

/// <summary>Header fields of a mail: folded lines, and words beyond ASCII as RFC 2047 encoded-words.</summary>
internal static class MimeHeader
{
    private const int LineLength = 76;

    // With "=?utf-8?B?", "?=" and the longest of our fields that may hold words, "Subject: ", a line stays within 76 characters.
    private const int BytesInAWord = 39;

    /// <summary>Writes one field, folded at spaces. A CR or LF in the value cannot get here as more than a space.</summary>
    public static void Write(StringBuilder mail, string name, string value)
    {
        var column = name.Length + 1;
        mail.Append(name).Append(':');
        foreach (var word in value.Split([' ', '\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (column + 1 + word.Length > LineLength && column > name.Length + 1)
            {
                mail.Append("\r\n");
                column = 0;
            }

            mail.Append(' ').Append(word);
            column += 1 + word.Length;
        }

        mail.Append("\r\n");
    }

    /// <summary>Words for a display name or subject: as they are where they are plain ASCII without specials, else encoded.</summary>
    public static string Words(string text)
    {
        var plain = text.All(c => c is ' ' or (>= '!' and <= '~') && !"()<>[]:;@\\,\"".Contains(c, StringComparison.Ordinal))
            && !text.Contains("=?", StringComparison.Ordinal)
            && text.Split(' ').All(word => word.Length < LineLength);
        if (plain)
            return text;

        var words = new StringBuilder();
        var bytes = new byte[BytesInAWord];
        var filled = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (filled + rune.Utf8SequenceLength > BytesInAWord)
                Flush();

            filled += rune.EncodeToUtf8(bytes.AsSpan(filled));
        }

        Flush();
        return words.ToString();

        void Flush()
        {
            if (filled == 0)
                return;

            words.Append(words.Length > 0 ? " " : "").Append("=?utf-8?B?").Append(Convert.ToBase64String(bytes.AsSpan(0, filled))).Append("?=");
            filled = 0;
        }
    }
}
