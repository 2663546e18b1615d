namespace NewsWatch.Host;

internal sealed record FeedList(IReadOnlyList<(Uri Address, string? Title, string? Group)> Feeds, IReadOnlyList<(int Line, string Reason)> Refused)
{
    public static FeedList Read(string path) => new([], []);
}
