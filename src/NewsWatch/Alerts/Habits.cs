namespace NewsWatch.Alerts;

/// <summary>Something that a subscriber taught: from now on, what this outlet brings is told although this reason would hold it back.</summary>
public sealed record Lesson(string OutletId, HeldBackReason Reason)
{
    /// <summary>
    /// Reasons that can be taught away: judgements of ours. What a subscriber said themselves (muted, snoozed, burst), old news
    /// and what was told before cannot.
    /// </summary>
    public static bool IsTeachable(HeldBackReason reason) => reason
        is HeldBackReason.Copy or HeldBackReason.Rewrite or HeldBackReason.Excerpt or HeldBackReason.Background
        or HeldBackReason.RoundUp or HeldBackReason.OutOfScope or HeldBackReason.NothingNew or HeldBackReason.NotWanted;
}

/// <summary>What is known of a subscriber beside the subscription: how many alerts this hour brought, and what was taught.</summary>
public sealed record Habits(int AlertsThisHour, IReadOnlySet<Lesson> Lessons);
