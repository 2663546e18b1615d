using System.Buffers;

namespace NewsWatch.Feeds.Reading;

/// <summary>Takes name and e-mail address out of one line: "me@example.org (Ann Author)", "Ann Author &lt;me@example.org&gt;", either alone.</summary>
internal static class AuthorText
{
    private static readonly SearchValues<char> Local = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.!#$%&'*+/=?^_`{|}~-");
    private static readonly SearchValues<char> Domain = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-");

    /// <summary>The author named; null where the line holds nothing.</summary>
    public static FeedAuthor? Parse(string? line)
    {
        if (string.IsNullOrWhiteSpace(line))
            return null;
        if (FindEmail(line) is not var (start, length))
            return Named(line, null);
        var email = line.Substring(start, length);
        var before = line[..start].TrimEnd();
        if (before.EndsWith("mailto:", StringComparison.OrdinalIgnoreCase))
            before = before[..^7].TrimEnd();
        var name = $"{before} {line[(start + length)..].TrimStart()}".Replace("()", "").Replace("<>", "").Replace("( )", "").Replace("< >", "");
        return Named(name, email);
    }

    private static FeedAuthor? Named(string name, string? email)
    {
        name = name.Trim(' ', ',', ';', '"');
        if (name.Length > 1 && name[0] == '(' && name[^1] == ')')
            name = name[1..^1].Trim();
        return name.Length > 0 || email is not null ? new FeedAuthor(name.Length > 0 ? name : null, email) : null;
    }

    private static (int Start, int Length)? FindEmail(ReadOnlySpan<char> line)
    {
        var at = line.IndexOf('@');
        if (at <= 0)
            return null;
        var start = line[..at].LastIndexOfAnyExcept(Local) + 1;
        var domain = line[(at + 1)..];
        var end = domain.IndexOfAnyExcept(Domain);
        domain = (end < 0 ? domain : domain[..end]).TrimEnd('.');
        var dot = domain.LastIndexOf('.');
        return start < at && dot > 0 && domain.Length - dot > 2 ? (start, at - start + 1 + domain.Length) : null;
    }
}
