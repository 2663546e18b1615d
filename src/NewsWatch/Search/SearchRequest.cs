namespace NewsWatch.Search;

/// <summary>In which order results come.</summary>
public enum SearchOrder
{
    /// <summary>By the articles' time.</summary>
    Newest,

    /// <summary>By how much of the query stands in them, in the title before the text, then by sources and newness.</summary>
    Ranked,
}

/// <summary>What results are.</summary>
public enum SearchUnit
{
    Articles,

    /// <summary>Each story once, with its best matching article.</summary>
    Stories,
}

/// <summary>What somebody searches for.</summary>
public sealed record SearchRequest
{
    /// <summary>More than anybody reads; whoever wants all of it exports.</summary>
    public const int MostHits = 200;

    public required Query Query { get; init; }

    /// <summary>When and in which zone it is asked.</summary>
    public required QueryClock Clock { get; init; }

    public SearchOrder Order { get; init; }

    public SearchUnit Unit { get; init; }

    /// <summary>1 to <see cref="MostHits"/>.</summary>
    public int Limit { get; init; } = 20;

    /// <summary>Where the page before ended; null for the first page.</summary>
    public SearchCursor? After { get; init; }
}
