namespace NewsWatch.Feeds.Polling;

/// <summary>Spreads feeds out by their ids, so that what was added together does not stay together. The same feed always gets the same share.</summary>
internal static class Jitter
{
    public static TimeSpan Of(string feedId, TimeSpan wait, PollOptions options) => wait * (options.JitterShare * Share(feedId));

    /// <summary>0 to 1, by FNV-1a.</summary>
    private static double Share(string id)
    {
        var hash = 2166136261u;
        foreach (var c in id)
            hash = (hash ^ c) * 16777619u;

        return hash / (double)uint.MaxValue;
    }
}
