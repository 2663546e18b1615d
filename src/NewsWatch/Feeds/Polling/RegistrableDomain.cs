using System.Collections.Frozen;
using System.Net;

namespace NewsWatch.Feeds.Polling;

/// <summary>
/// The part of a host name that somebody registered: what politeness is counted by. A heuristic with the common public suffixes of
/// two labels, not the whole public suffix list: an unknown one only makes us politer, since more hosts share one budget.
/// Blogs under one platform (<c>name.blogspot.com</c>) share it on purpose: they share the servers.
/// </summary>
public static class RegistrableDomain
{
    private static readonly FrozenSet<string> SecondLevel = new[]
    {
        "ac", "co", "com", "edu", "gob", "gov", "gouv", "govt", "go", "gv", "ltd", "me", "mil", "net", "ne", "nhs", "nom", "or", "org",
        "plc", "press", "sch", "school", "asn", "id", "gen", "geek", "iwi", "maori", "ad", "ed", "gr", "lg", "re", "pe", "in", "firm",
        "ind", "nic", "res", "web", "info", "tv", "art", "blog", "eco", "jus", "leg", "mp", "adv", "inf",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The registrable domain of this address's host, lower case; for a numeric host, the host.</summary>
    public static string Of(Uri address) => Of(address.IdnHost);

    /// <inheritdoc cref="Of(Uri)"/>
    public static string Of(string host)
    {
        var name = host.Trim('[', ']').TrimEnd('.').ToLowerInvariant();
        if (IPAddress.TryParse(name, out _))
            return name;

        var labels = name.Split('.');

        // A country's own second level (co.uk, com.au, or.jp); the last label of two letters is what makes it a country's.
        var take = labels is [.., var second, { Length: 2 }] && SecondLevel.Contains(second) ? 3 : 2;
        return labels.Length <= take ? name : string.Join('.', labels[^take..]);
    }
}
