namespace NewsWatch.Stories;

/// <summary>How near an article is to one story, each number 0 to 1 unless it says otherwise.</summary>
internal sealed record JoinEvidence
{
    public required KnownStory Story { get; init; }

    /// <summary>Its nearest member.</summary>
    public required KnownArticle NearestMember { get; init; }

    public double Nearest { get; init; }

    /// <summary>Mean cosine of the three nearest members.</summary>
    public double TopThree { get; init; }

    public double Centre { get; init; }

    public double Title { get; init; }

    public double Lead { get; init; }

    /// <summary>Share of the article's names, by weight, that the nearest members name.</summary>
    public double Names { get; init; }

    /// <summary>Days since the story last moved.</summary>
    public double Days { get; init; }

    /// <summary>Largest containment of shingles in either direction.</summary>
    public double Copied { get; init; }

    public double Probability { get; init; }
}
