using System.Globalization;

namespace NewsWatch.Feeds.Polling;

/// <summary>Reads how long an answer says that it stays fresh (RFC 9111): asking again before that is asking for nothing.</summary>
public static class CacheFreshness
{
    /// <summary>
    /// What is left of <c>max-age</c>, else of <c>Expires</c>, from the raw headers; zero where they say nothing.
    /// </summary>
    public static TimeSpan Read(string? cacheControl, string? age, string? expires, string? date, DateTimeOffset now)
    {
        var directives = (cacheControl ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (directives.Any(directive => Is(directive, "no-cache") || Is(directive, "no-store")))
            return TimeSpan.Zero;

        foreach (var directive in directives)
        {
            if (directive.StartsWith("max-age=", StringComparison.OrdinalIgnoreCase))
                return Seconds(directive[8..].Trim('"', ' ')) - Seconds(age) is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }

        return HttpDate.Parse(expires) - (HttpDate.Parse(date) ?? now) is { } fresh && fresh > TimeSpan.Zero ? fresh : TimeSpan.Zero;
    }

    private static bool Is(string directive, string name) => directive.Equals(name, StringComparison.OrdinalIgnoreCase);

    /// <summary>RFC 9111, section 1.2.2: whole seconds, kept to 2³¹ where longer; anything else is none.</summary>
    private static TimeSpan Seconds(string? raw) =>
        raw?.Trim() is { Length: > 0 } text && text.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0
            ? TimeSpan.FromSeconds(Math.Min(double.Parse(text, CultureInfo.InvariantCulture), int.MaxValue))
            : TimeSpan.Zero;
}
