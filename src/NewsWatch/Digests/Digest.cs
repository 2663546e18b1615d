using NewsWatch.Alerts;

namespace NewsWatch.Digests;

/// <summary>A period's stories for one subscription, ranked and parted; <see cref="DigestText"/> puts it into words.</summary>
public sealed record Digest
{
    /// <summary>Derived from the subscription and the period's start.</summary>
    public required string Id { get; init; }

    public required Subscription Subscription { get; init; }

    public required DigestPeriod Period { get; init; }

    /// <summary>Stories first seen in the period, best first, with all their developments.</summary>
    public required IReadOnlyList<RankedStory> New { get; init; }

    /// <summary>Stories known before that went on, best first.</summary>
    public required IReadOnlyList<RankedStory> Continued { get; init; }

    /// <summary>New stories beyond those shown in full.</summary>
    public required IReadOnlyList<RankedStory> Further { get; init; }

    /// <summary>Corrections and retractions of any story, newest first.</summary>
    public required IReadOnlyList<StoryCorrection> Corrections { get; init; }

    /// <summary>Silences by reason, most frequent first.</summary>
    public required IReadOnlyList<(HeldBackReason Reason, int Count)> HeldBack { get; init; }

    /// <summary>Articles by day or, in a long catch-up, by week; empty in a period of less than three days.</summary>
    public required IReadOnlyList<DigestBar> Chart { get; init; }

    public required int ArticleCount { get; init; }

    public required Delivery.PageLinks Links { get; init; }
}

/// <summary>A story in its rank.</summary>
/// <param name="Story">The story, its corrections taken out.</param>
/// <param name="Score">What it was ranked by; only its order means anything.</param>
public sealed record RankedStory(DigestStory Story, double Score);

/// <summary>A correction, and the story it belongs to.</summary>
public sealed record StoryCorrection(DigestDevelopment Correction, DigestStory Story);

/// <summary>A bar of the chart: its first day, how many days it stands for, and how many articles.</summary>
public sealed record DigestBar(DateOnly From, int Days, int Articles);
