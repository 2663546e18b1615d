using System.Text;

namespace NewsWatch.Delivery;

/// <summary>Quoted-printable (RFC 2045, 6.7): text that stays readable in ASCII, in lines of at most 76 characters.</summary>
internal static class QuotedPrintable
{
    private const int LineLength = 76;

    /// <summary>Writes text whose lines end in CR LF.</summary>
    public static void Write(StringBuilder output, ReadOnlySpan<byte> text)
    {
        var column = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n')
            {
                output.Append("\r\n");
                column = 0;
                i++;
                continue;
            }

            var endOfLine = i + 1 == text.Length || text[i + 1] == '\r';
            var plain = text[i] is (>= (byte)'!' and <= (byte)'~' and not (byte)'=') || (text[i] is (byte)' ' or (byte)'\t' && !endOfLine);
            var width = plain ? 1 : 3;
            if (column + width > LineLength - 1)
            {
                output.Append("=\r\n");
                column = 0;
            }

            if (plain)
                output.Append((char)text[i]);
            else
                output.Append('=').Append(text[i].ToString("X2", System.Globalization.CultureInfo.InvariantCulture));

            column += width;
        }
    }
}
