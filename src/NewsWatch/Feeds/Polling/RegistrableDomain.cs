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
    private static readonly FrozenSet<string> Suffixes = new (string Country, string Labels)[]
    {
        ("ae", "ac co gov net org sch"), ("ar", "com edu gob gov int net org"), ("at", "ac co gv or"), ("au", "asn com edu gov id net org"),
        ("bd", "ac com edu gov net org"), ("bo", "com edu gob org"), ("br", "art blog com edu eco gov ind inf jor jus leg net org tv"),
        ("cl", "gob gov"), ("cn", "ac com edu gov mil net org"), ("co", "com edu gov mil net nom org"), ("cr", "ac co fi go or"),
        ("cy", "ac com gov net org"), ("ec", "com edu fin gob gov org"), ("eg", "com edu gov net org"), ("es", "com edu gob nom org"),
        ("fj", "ac com gov net org"), ("fr", "asso com gouv"), ("gh", "com edu gov org"), ("gr", "com edu gov net org"),
        ("hk", "com edu gov idv net org"), ("hu", "co gov org"), ("id", "ac co desa go net or sch web"), ("il", "ac co gov k12 muni net org"),
        ("in", "ac co edu firm gen gov ind net nic org res"), ("ir", "ac co gov net org"), ("it", "edu gov"), ("jm", "com gov net org"),
        ("jo", "com edu gov org"), ("jp", "ac ad co ed go gr lg ne or"), ("ke", "ac co go me ne or sc"), ("kh", "com edu gov net org"),
        ("kr", "ac co go ne or pe re"), ("lb", "com edu gov org"), ("lk", "ac com edu gov net org"), ("mt", "com edu gov net org"),
        ("mx", "com edu gob net org"), ("my", "com edu gov net org"), ("ng", "com edu gov net org"), ("np", "com edu gov net org"),
        ("nz", "ac co geek gen govt iwi maori net org school"), ("om", "co com gov org"), ("pe", "com edu gob net org"),
        ("ph", "com edu gov net org"), ("pk", "com edu gob gov net org"), ("pl", "com edu gov info net org waw"), ("pr", "com edu gov org"),
        ("pt", "com edu gov org"), ("py", "com edu gov org"), ("qa", "com edu gov org"), ("ro", "com org"), ("rs", "ac co edu gov in org"),
        ("sa", "com edu gov net org"), ("sg", "com edu gov net org"), ("sv", "com edu gob org"), ("th", "ac co go in mi net or"),
        ("tr", "com edu gov k12 net org tv"), ("tw", "com edu gov idv net org"), ("tz", "ac co go or"), ("ua", "com edu gov in kiev net org"),
        ("ug", "ac co go or"), ("uk", "ac co gov ltd me net nhs org plc police sch"), ("uy", "com edu gub net org"),
        ("ve", "co com gob net org"), ("vn", "com edu gov net org"), ("za", "ac co gov net nom org web"), ("zm", "ac co com gov org"),
        ("zw", "ac co gov org"),
    }.SelectMany(row => row.Labels.Split(' ').Select(label => $"{label}.{row.Country}")).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The registrable domain of this address's host, lower case; for a numeric host, the host.</summary>
    public static string Of(Uri address) => Of(address.IdnHost);

    /// <inheritdoc cref="Of(Uri)"/>
    public static string Of(string host)
    {
        var name = host.Trim('[', ']').TrimEnd('.').ToLowerInvariant();
        if (IPAddress.TryParse(name, out _))
            return name;

        var labels = name.Split('.');
        var take = labels.Length > 2 && Suffixes.Contains($"{labels[^2]}.{labels[^1]}") ? 3 : 2;
        return labels.Length <= take ? name : string.Join('.', labels[^take..]);
    }
}
