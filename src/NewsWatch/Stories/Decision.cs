namespace NewsWatch.Stories;

/// <summary>What an article is to a story.</summary>
public enum StoryRole
{
    /// <summary>No story: a round-up, an empty text, nothing to tell.</summary>
    None,

    /// <summary>Reports the event.</summary>
    Member,

    /// <summary>Explains the subject without reporting the event: linked, never a member.</summary>
    Background,
}

/// <summary>How an article took from another.</summary>
public enum DerivationKind
{
    /// <summary>Near-identical text.</summary>
    Copy,

    /// <summary>Passages taken over word for word.</summary>
    Excerpt,

    /// <summary>The same report in other words.</summary>
    Rewrite,

    /// <summary>Names it as a source without retelling it.</summary>
    Cites,
}

/// <summary>What in a story is worth telling. Never another copy.</summary>
public enum DevelopmentKind
{
    FirstReport,
    NewFact,
    NewVoice,
    ChangedFigure,

    /// <summary>A second root reports it.</summary>
    Confirmation,
    Correction,
    Retraction,
}

/// <summary>A run of UTF-16 code units of an article's text.</summary>
public readonly record struct Span(int Start, int End);

/// <summary>An edge from an article to what it took from.</summary>
/// <param name="SourceArticleId">The article taken from, or null for an outlet named that was never fetched.</param>
/// <param name="SourceOutlet">The outlet's name, when known.</param>
/// <param name="Kind">How it took.</param>
/// <param name="Confidence">0 to 1. Only from <see cref="Confirmed"/> on does it silence an alert.</param>
/// <param name="Evidence">In words for people: the attribution found, the share copied, the anchors shared.</param>
/// <param name="Spans">Where in the taking article the evidence stands.</param>
public sealed record Derivation(
    string? SourceArticleId,
    string? SourceOutlet,
    DerivationKind Kind,
    double Confidence,
    IReadOnlyList<string> Evidence,
    IReadOnlyList<Span> Spans)
{
    public const double Confirmed = 0.7;
}

/// <summary>Something new that an article brought to its story.</summary>
/// <param name="Id">Derived from story, article, version, kind and sentence.</param>
/// <param name="Kind">What kind of news it is.</param>
/// <param name="Sentence">The sentence that carries it, as the article has it.</param>
/// <param name="Where">Where the sentence stands in the article's text; empty for a title.</param>
public sealed record Development(string Id, DevelopmentKind Kind, string Sentence, Span Where);

/// <summary>
/// The outcome for one version of one article: which story, in what role, taken from whom, and what is new.
/// The same article against the same stories gives the same decision.
/// </summary>
public sealed record Decision
{
    public required string ArticleId { get; init; }

    public required int Version { get; init; }

    /// <summary>The story joined, opened or (for background) linked; null only for <see cref="StoryRole.None"/>.</summary>
    public required string? StoryId { get; init; }

    public required StoryRole Role { get; init; }

    public IReadOnlyList<Derivation> Derivations { get; init; } = [];

    /// <summary>How much of it the story had not yet said, 0 to 1. Not one minus <see cref="Repetition"/>.</summary>
    public double Novelty { get; init; }

    /// <summary>How much of it repeats one earlier article, 0 to 1.</summary>
    public double Repetition { get; init; }

    public IReadOnlyList<Development> Developments { get; init; } = [];

    /// <summary>Passages that none of its sources holds. Only for an article that has sources.</summary>
    public IReadOnlyList<string> Unsupported { get; init; } = [];

    /// <summary>Why, in words for people, strongest first.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>The measured inputs behind the reasons (similarities, counts), by name.</summary>
    public IReadOnlyDictionary<string, double> Inputs { get; init; } = new Dictionary<string, double>();
}
