namespace NewsWatch.Articles;

/// <summary>What kind of publisher an outlet is.</summary>
public enum OutletKind
{
    Unknown,
    Wire,
    Newspaper,
    Broadcaster,
    Specialist,
    Blog,
    Aggregator,
    Institution,
}

/// <summary>The publisher that articles appear at.</summary>
/// <param name="Id">A short stable word, such as <c>ft</c>; for an unknown host, the host.</param>
/// <param name="Name">As people say it: "Financial Times".</param>
/// <param name="Aliases">Other names and short forms: "FT", "the FT".</param>
/// <param name="Hosts">Host names without <c>www.</c>; subdomains belong to the outlet too.</param>
/// <param name="Country">ISO 3166 two letters, or null.</param>
/// <param name="Language">BCP 47, or null.</param>
/// <param name="Kind">What kind of publisher it is.</param>
public sealed record Outlet(
    string Id,
    string Name,
    IReadOnlyList<string> Aliases,
    IReadOnlyList<string> Hosts,
    string? Country = null,
    string? Language = null,
    OutletKind Kind = OutletKind.Unknown);
