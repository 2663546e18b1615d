using System.Globalization;

namespace NewsWatch.Retention;

/// <summary>How long what may be removed is kept; what is not named is kept for ever.</summary>
public sealed record RetentionRules(IReadOnlyDictionary<Prunable, TimeSpan> KeptFor)
{
    public const string Forever = "forever";

    /// <summary>The resolver looks back two weeks, and a receiver may be away for days: nothing younger is removed.</summary>
    public static readonly TimeSpan Least = TimeSpan.FromDays(15);

    /// <summary>Reads a time as configured: <c>forever</c> (null), or a number of days such as <c>30 days</c>.</summary>
    /// <exception cref="FormatException">It is no such time; the message says what to write.</exception>
    public static TimeSpan? Time(string written)
    {
        var words = written.Split(' ', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (words is [Forever])
            return null;

        return words is [var number, "days"] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days >= Least.TotalDays && days <= 100_000
            ? TimeSpan.FromDays(days)
            : throw new FormatException($"is '{written}'; write '{Forever}', or a number of days from {Least.TotalDays:0} on, such as '30 days': the resolver looks back two weeks");
    }
}
