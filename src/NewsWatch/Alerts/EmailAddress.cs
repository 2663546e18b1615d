using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace NewsWatch.Alerts;

/// <summary>The plain form of a mail address, <c>local@domain</c>: what configuration may hold and what goes over SMTP.</summary>
public static class EmailAddress
{
    // RFC 5322 atext and dots. Quoted local parts are legal, rare, and a way to smuggle: not taken.
    private static readonly SearchValues<char> LocalPart =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.!#$%&'*+-/=?^_`{|}~");

    private static readonly SearchValues<char> HostName = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789.-");

    /// <summary>Checks an address and gives the form to use, its domain in lower case and in ASCII (punycode).</summary>
    /// <param name="words">What somebody entered.</param>
    /// <param name="address">The address, or null.</param>
    /// <param name="problem">What is wrong, in words for people, or null.</param>
    public static bool TryParse(string? words, [NotNullWhen(true)] out string? address, [NotNullWhen(false)] out string? problem)
    {
        address = null;
        var text = words?.Trim() ?? "";
        problem = LocalProblem(text, text.LastIndexOf('@'));
        if (problem is not null)
            return false;

        var at = text.LastIndexOf('@');
        var domain = Ascii(text[(at + 1)..]);
        if (domain is null || domain.AsSpan().ContainsAnyExcept(HostName) || domain.Split('.').Any(label => label.Length is 0 or > 63))
        {
            problem = $"'{text[(at + 1)..]}' in the mail address '{text}' is not a domain name";
            return false;
        }

        address = $"{text[..at]}@{domain}";
        return true;
    }

    private static string? LocalProblem(string text, int at)
    {
        if (text.Length == 0)
            return "the mail address is empty";
        if (text.Length > 254)
            return $"the mail address '{text[..40]}…' is longer than 254 characters";
        if (at < 0)
            return $"the mail address '{text}' has no '@' and no domain; write name@domain";
        if (at == 0)
            return $"the mail address '{text}' has nothing before its '@'; write name@domain";
        if (at == text.Length - 1)
            return $"the mail address '{text}' has no domain after its '@'; write name@domain";
        if (at > 64 || text.AsSpan(0, at).ContainsAnyExcept(LocalPart))
            return $"the part before the '@' of '{text}' holds characters that cannot be sent to; use ASCII letters, digits and .+-_";

        return null;
    }

    private static string? Ascii(string domain)
    {
        try
        {
            return new IdnMapping().GetAscii(domain).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
