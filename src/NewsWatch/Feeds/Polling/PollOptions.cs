namespace NewsWatch.Feeds.Polling;

/// <summary>How often feeds are asked. Each default stands with its bounds and its reason.</summary>
public sealed record PollOptions
{
    /// <summary>The shortest time between two polls of a feed: 10 min (1 min to 24 h). Faster than that no server thanks us.</summary>
    public TimeSpan Floor { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The longest: 24 h (1 h to 7 days). A feed that wakes is noticed within a day.</summary>
    public TimeSpan Cap { get; init; } = TimeSpan.FromHours(24);

    /// <summary>For a feed whose rhythm is not known yet: 60 min, what publishers expect of a reader.</summary>
    public TimeSpan Default { get; init; } = TimeSpan.FromMinutes(60);

    /// <summary>The shortest for a feed that gives no validators, where each poll costs a whole body: 60 min.</summary>
    public TimeSpan FloorWithoutValidators { get; init; } = TimeSpan.FromMinutes(60);

    /// <summary>How long a host rests that asks for it without saying how long: 15 min, doubled each time in a row.</summary>
    public TimeSpan BusyHold { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>The shortest between two polls of a feed whose hub brings what is new: 4 h, which is how late we are should it stop.</summary>
    public TimeSpan WhilePushed { get; init; } = TimeSpan.FromHours(4);

    /// <summary>How often a body is asked for without conditions, because some servers say "not modified" for ever: 3 days.</summary>
    public TimeSpan UnconditionalEvery { get; init; } = TimeSpan.FromDays(3);

    /// <summary>The longest that a feed's own skipped hours and days put a poll off: 72 h, a long weekend.</summary>
    public TimeSpan SkipAtMost { get; init; } = TimeSpan.FromHours(72);

    /// <summary>How often in a row a feed must say that it has moved for good: 3, at least over <see cref="MoveSpan"/>.</summary>
    public int MoveAgreements { get; init; } = 3;

    /// <summary>Over how long it must say so: 24 h, longer than most mistakes stay up.</summary>
    public TimeSpan MoveSpan { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How often in a row 410 must come before a feed is paused: 2.</summary>
    public int GoneAgreements { get; init; } = 2;

    /// <summary>The most by which a wait is stretched so that feeds spread out: a tenth.</summary>
    public double JitterShare { get; init; } = 0.1;

    /// <summary>The longest validator kept: 1 KiB. Real ones have 60 bytes.</summary>
    public int MaxValidatorLength { get; init; } = 1024;

    /// <summary>How many entry times tell the rhythm: 20.</summary>
    public int RhythmEntries { get; init; } = 20;

    /// <summary>How many fetches of one registrable domain run at once: 2.</summary>
    public int InFlightPerDomain { get; init; } = 2;

    /// <summary>The time between two starts at one registrable domain: 5 s.</summary>
    public TimeSpan SpacingPerDomain { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How many polls are claimed at once in all: 1,024, four times what one process works on. More would wait past their lease where
    /// many hosts hang.
    /// </summary>
    public int InFlight { get; init; } = 1024;

    /// <summary>What is out of bounds, each in a sentence that names key, bounds and reason; empty when all is well.</summary>
    public IEnumerable<string> Problems()
    {
        (string Key, TimeSpan Value, TimeSpan Least, TimeSpan Most, string Why)[] times =
        [
            ("floor", Floor, Minutes(1), Cap, "a server asked more often than every minute will refuse us"),
            ("cap", Cap, Minutes(60), TimeSpan.FromDays(7), "a feed asked less than weekly is a feed lost"),
            ("default", Default, Floor, Cap, "it lies between floor and cap"),
            ("floorWithoutValidators", FloorWithoutValidators, Floor, Cap, "it lies between floor and cap"),
            ("whilePushed", WhilePushed, Floor, Cap, "it lies between floor and cap"),
            ("busyHold", BusyHold, Minutes(1), Cap, "a host that asks for rest gets some"),
            ("unconditionalEvery", UnconditionalEvery, TimeSpan.FromDays(1), TimeSpan.FromDays(30), "more often wastes what conditions save"),
            ("skipAtMost", SkipAtMost, TimeSpan.Zero, TimeSpan.FromDays(7), "a feed that skips a whole week is a mistake"),
            ("moveSpan", MoveSpan, TimeSpan.Zero, TimeSpan.FromDays(30), "by then the old address has gone"),
            ("spacingPerDomain", SpacingPerDomain, TimeSpan.Zero, Minutes(10), "more would starve hosts with many feeds"),
        ];
        foreach (var (key, value, least, most, why) in times)
        {
            if (value < least || value > most)
                yield return $"polling.{key} is {value}; set it between {least} and {most}: {why}";
        }

        (string Key, double Value, double Least, double Most, string Why)[] counts =
        [
            ("moveAgreements", MoveAgreements, 1, 100, "one is the least that can be called agreement"),
            ("goneAgreements", GoneAgreements, 1, 100, "one is the least that can be called agreement"),
            ("jitterShare", JitterShare, 0, 1, "it is a share of the wait"),
            ("maxValidatorLength", MaxValidatorLength, 0, 8192, "servers refuse longer headers"),
            ("rhythmEntries", RhythmEntries, 3, 200, "fewer say nothing about a rhythm, more are kept for nothing"),
            ("inFlight", InFlight, 1, 100_000, "none would be no polling"),
            ("inFlightPerDomain", InFlightPerDomain, 1, 100, "none would be no polling"),
        ];
        foreach (var (key, value, least, most, why) in counts)
        {
            if (!(value >= least && value <= most))
                yield return FormattableString.Invariant($"polling.{key} is {value}; set it between {least} and {most}: {why}");
        }
    }

    private static TimeSpan Minutes(int count) => TimeSpan.FromMinutes(count);
}
