namespace NewsWatch.Feeds.Polling;

/// <summary>How often to ask a feed, from how often it has published.</summary>
internal static class Rhythm
{
    /// <summary>Fewer bursts than this say nothing about a rhythm.</summary>
    private const int Known = 3;

    /// <summary>
    /// Half the usual gap between two bursts of entries, and an hour more for each day that the feed has been silent beyond its
    /// usual gap; the default where the rhythm is not known yet.
    /// </summary>
    public static TimeSpan Interval(IReadOnlyList<DateTimeOffset> newestFirst, DateTimeOffset now, PollOptions options)
    {
        var gap = UsualGap(newestFirst, options);
        var silence = newestFirst.Count == 0 ? TimeSpan.Zero : now - newestFirst[0] - (gap ?? options.Default);
        var stretch = silence > TimeSpan.Zero ? silence / 24 : TimeSpan.Zero;
        return Clamp((gap / 2 ?? options.Default) + stretch, options.Floor, options.Cap);
    }

    /// <summary>The mean time between bursts, or null where too few are known. What comes within the floor counts as one burst.</summary>
    public static TimeSpan? UsualGap(IReadOnlyList<DateTimeOffset> newestFirst, PollOptions options)
    {
        if (newestFirst.Count == 0)
            return null;

        var (bursts, last) = (1, newestFirst[0]);
        foreach (var time in newestFirst)
        {
            if (last - time < options.Floor)
                continue;

            bursts++;
            last = time;
        }

        return bursts < Known ? null : (newestFirst[0] - last) / (bursts - 1);
    }

    /// <summary>The newest times of both, newest first, none in the future.</summary>
    public static IReadOnlyList<DateTimeOffset> Merge(
        IReadOnlyList<DateTimeOffset> known, IReadOnlyList<DateTimeOffset> found, DateTimeOffset now, PollOptions options) =>
        found.Count == 0
            ? known
            : [.. known.Concat(found.Select(time => time > now ? now : time)).OrderDescending().Take(options.RhythmEntries)];

    public static TimeSpan Clamp(TimeSpan value, TimeSpan least, TimeSpan most) =>
        value < least ? least : value > most ? most : value;
}
