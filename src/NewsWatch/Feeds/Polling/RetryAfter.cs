using System.Globalization;

namespace NewsWatch.Feeds.Polling;

/// <summary>Reads <c>Retry-After</c> (RFC 9110, section 10.2.3): seconds of any length, or a date.</summary>
public static class RetryAfter
{
    /// <summary>How long to wait from <paramref name="now"/>, or null where the header is missing or says nothing that can be understood.</summary>
    public static TimeSpan? Read(string? raw, DateTimeOffset now)
    {
        var text = raw?.Trim() ?? "";
        if (text.Length > 0 && text.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0)
        {
            // A number too long to be kept still says "long": the caller's cap makes it bearable.
            return double.Parse(text, CultureInfo.InvariantCulture) is var seconds && seconds < TimeSpan.MaxValue.TotalSeconds
                ? TimeSpan.FromSeconds(seconds)
                : TimeSpan.MaxValue;
        }

        return HttpDate.Parse(text) is not { } date ? null : date > now ? date - now : TimeSpan.Zero;
    }
}
