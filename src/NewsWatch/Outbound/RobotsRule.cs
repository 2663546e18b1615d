using System.Globalization;
using System.Text;

namespace NewsWatch.Outbound;

/// <summary>One line of a robots.txt.</summary>
/// <param name="Pattern">A path from its start, normalised; <c>*</c> stands for anything, <c>$</c> at the end for the end.</param>
/// <param name="Allow">Allowed or not.</param>
internal sealed record RobotsRule(string Pattern, bool Allow)
{
    /// <summary>Matches in time linear in the path for each star, whatever is written.</summary>
    public bool Matches(string path)
    {
        var pattern = Pattern.AsSpan();
        var toEnd = pattern.EndsWith('$');
        if (toEnd)
            pattern = pattern[..^1];

        var star = pattern.IndexOf('*');
        if (star < 0)
            return toEnd ? pattern.SequenceEqual(path) : path.AsSpan().StartsWith(pattern);

        var rest = path.AsSpan();
        if (!rest.StartsWith(pattern[..star]))
            return false;

        rest = rest[star..];
        while (true)
        {
            pattern = pattern[(star + 1)..];
            star = pattern.IndexOf('*');
            if (star < 0)
                return toEnd ? rest.EndsWith(pattern) : rest.IndexOf(pattern) >= 0;

            // The leftmost place leaves the most for what follows.
            var at = rest.IndexOf(pattern[..star]);
            if (at < 0)
                return false;

            rest = rest[(at + star)..];
        }
    }

    /// <summary>One spelling for paths and patterns: bytes beyond ASCII escaped, escapes of plain characters undone, others in upper case.</summary>
    public static string Normalise(string path)
    {
        if (Ascii.IsValid(path) && !path.Contains('%', StringComparison.Ordinal))
            return path;

        var text = new StringBuilder(path.Length);
        var bytes = Encoding.UTF8.GetBytes(path);
        for (var i = 0; i < bytes.Length; i++)
        {
            var value = bytes[i];
            var escaped = value == '%' && i + 2 < bytes.Length && char.IsAsciiHexDigit((char)bytes[i + 1]) && char.IsAsciiHexDigit((char)bytes[i + 2]);
            if (escaped)
            {
                value = byte.Parse(bytes.AsSpan(i + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
                i += 2;
            }

            if (escaped ? IsUnreserved(value) : value < 0x80)
                text.Append((char)value);
            else
                text.Append('%').Append(value.ToString("X2", CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }

    private static bool IsUnreserved(byte value) => char.IsAsciiLetterOrDigit((char)value) || value is (byte)'-' or (byte)'.' or (byte)'_' or (byte)'~';
}
