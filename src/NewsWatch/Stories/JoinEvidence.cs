namespace NewsWatch.Stories;

/// <summary>How near an article is to one story. Likenesses are 0 to 1.</summary>
internal sealed record JoinEvidence
{
    /// <summary>The names of <see cref="Features"/>, in their order.</summary>
    public static readonly string[] Names =
    [
        "nearest", "top three", "centre", "title", "lead", "names", "held", "holds", "days", "size", "margin", "figures",
        "local", "nearest squared", "core", "crowd",
    ];

    public required KnownStory Story { get; init; }

    public required KnownArticle NearestMember { get; init; }

    /// <summary>Cosine with the nearest member.</summary>
    public double Nearest { get; init; }

    /// <summary>Mean cosine with the three nearest members.</summary>
    public double TopThree { get; init; }

    /// <summary>Cosine with the sum of the members.</summary>
    public double Centre { get; init; }

    /// <summary>Largest cosine of titles.</summary>
    public double Title { get; init; }

    /// <summary>Largest cosine of leads.</summary>
    public double Lead { get; init; }

    /// <summary>Names shared with the nearest member, by weight (Dice).</summary>
    public double NamesShared { get; init; }

    /// <summary>Share of the article's weight that the story's centre holds.</summary>
    public double Held { get; init; }

    /// <summary>Share of the nearest member's weight that the article holds.</summary>
    public double Holds { get; init; }

    /// <summary>Days since the story last moved.</summary>
    public double Days { get; init; }

    /// <summary>Largest containment of shingles in either direction.</summary>
    public double Copied { get; init; }

    /// <summary>Nearest here less nearest in any other story.</summary>
    public double Margin { get; init; }

    /// <summary>Figures shared with the near members, years and small counts aside; three are enough.</summary>
    public double Figures { get; init; }

    /// <summary>Cosine with the nearest member when words common among the hundred nearest articles weigh less.</summary>
    public double Local { get; init; }

    /// <summary>Share of the story's dozen weightiest terms that the article has, by weight.</summary>
    public double Core { get; init; }

    /// <summary>Mean cosine of the nearest articles outside the story and its kin: how crowded its surroundings are.</summary>
    public double Crowd { get; init; }

    /// <summary>Either side is little more than a headline.</summary>
    public bool IsShort { get; init; }

    public double Probability { get; init; }

    public double[] Features() =>
    [
        Nearest, TopThree, Centre, Title, Lead, NamesShared, Held, Holds, Math.Log(1 + Days), Math.Log(Story.Members.Count), Margin,
        Figures, Local, Nearest * Nearest, Core, Crowd,
    ];
}
