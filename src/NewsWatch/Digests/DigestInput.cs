using NewsWatch.Alerts;
using NewsWatch.Delivery;
using NewsWatch.Stories;

namespace NewsWatch.Digests;

/// <summary>All that a digest is made of.</summary>
public sealed record DigestInput
{
    public required Subscription Subscription { get; init; }

    public required DigestPeriod Period { get; init; }

    /// <summary>The subscription's stories with something to tell in the period.</summary>
    public required IReadOnlyList<DigestStory> Stories { get; init; }

    /// <summary>How many articles were held back in the period, by reason.</summary>
    public IReadOnlyDictionary<HeldBackReason, int> HeldBack { get; init; } = new Dictionary<HeldBackReason, int>();

    /// <summary>When the subscription's articles of the period came, in any order; copies and rewrites too.</summary>
    public IReadOnlyCollection<DateTimeOffset> ArticleTimes { get; init; } = [];

    /// <summary>Topics that the subscriber asks for by name: their stories weigh more.</summary>
    public IReadOnlySet<string> Topics { get; init; } = new HashSet<string>();

    public PageLinks Links { get; init; } = PageLinks.None;
}

/// <summary>One story for a digest.</summary>
/// <param name="Facts">The story as it stands.</param>
/// <param name="Topics">Its topics' ids, strongest first.</param>
/// <param name="Developments">What was new in it in the period, oldest first.</param>
/// <param name="ArticlesInPeriod">Its articles in the period, copies and rewrites too.</param>
/// <param name="OutletsInPeriod">How many outlets they were at: its reach.</param>
/// <param name="Page">Its page, if served.</param>
public sealed record DigestStory(
    StoryFacts Facts,
    IReadOnlyList<string> Topics,
    IReadOnlyList<DigestDevelopment> Developments,
    int ArticlesInPeriod,
    int OutletsInPeriod,
    Uri? Page = null);

/// <summary>Something new in a story, and the article that brought it.</summary>
public sealed record DigestDevelopment(DevelopmentKind Kind, string Sentence, string Outlet, string Url, DateTimeOffset At);
