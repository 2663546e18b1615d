using NewsWatch.Outbound;

namespace NewsWatch.Feeds.Polling;

/// <summary>How long to wait after a good answer: the feed's rhythm, never less than it asks for, within floor and cap.</summary>
internal static class Waiting
{
    public static TimeSpan Interval(FeedState state, FetchResponse answer, DateTimeOffset now, PollOptions options)
    {
        var rhythm = Rhythm.Interval(state.RecentEntryTimes, now, options);
        var fresh = CacheFreshness.Read(
            string.Join(',', answer.Headers.All("Cache-Control")), answer.Headers.First("Age"), answer.Headers.First("Expires"),
            answer.Headers.First("Date"), now);
        TimeSpan[] floors =
        [
            rhythm, fresh, state.Hints.Ttl ?? TimeSpan.Zero, state.Hints.UpdatePeriod ?? TimeSpan.Zero,
            state.Validators is null || now < state.ValidatorsDistrustedUntil ? options.FloorWithoutValidators : TimeSpan.Zero,
            state.PushedUntil - now > options.WhilePushed ? options.WhilePushed : TimeSpan.Zero,
        ];
        return Rhythm.Clamp(floors.Max(), options.Floor, options.Cap);
    }
}
