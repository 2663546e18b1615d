namespace NewsWatch.Feeds;

/// <summary>A list of feeds, as programs exchange them.</summary>
/// <param name="Title">The list's name, or null.</param>
/// <param name="Feeds">In the order of the list.</param>
/// <param name="Refused">What was not taken, the first <see cref="Opml.MaxRefused"/> of it.</param>
/// <param name="RefusedCount">How much was not taken.</param>
public sealed record OpmlDocument(
    string? Title, IReadOnlyList<OpmlFeed> Feeds, IReadOnlyList<OpmlRefusal> Refused, int RefusedCount)
{
    public static OpmlDocument Of(string? title, IEnumerable<OpmlFeed> feeds) => new(title, [.. feeds], [], 0);
}

/// <summary>One feed of a list.</summary>
/// <param name="Address">Where it is.</param>
/// <param name="Title">Its name, or null.</param>
/// <param name="Group">Its folders; see <see cref="GroupPath"/>.</param>
public sealed record OpmlFeed(Uri Address, string? Title, string? Group)
{
    /// <summary>What else the list says of it (<c>htmlUrl</c>, <c>language</c>, …), by attribute name, so that it can be written again.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Others { get; init; } = [];

    /// <summary>See <see cref="Feed.Topical"/>. OPML's categories are parted by commas, each a path: <c>ai</c>, <c>/society/ai</c>.</summary>
    public bool IsTopical =>
        Others.Where(other => other.Key == "category")
            .SelectMany(other => other.Value.Split(',', '/'))
            .Any(word => word.Trim().Equals("ai", StringComparison.OrdinalIgnoreCase));
}

/// <summary>A row that was not taken.</summary>
/// <param name="Line">Where it stands; 0 where that is not known.</param>
/// <param name="Row">Its address or name, shortened, for people to recognise it by.</param>
/// <param name="Reason">Why, and what to do, in words.</param>
public sealed record OpmlRefusal(int Line, string Row, string Reason);
