using System.Net;
using System.Net.Sockets;

namespace NewsWatch.Outbound;

/// <summary>A range of addresses that is not the public internet.</summary>
/// <param name="Range">The range.</param>
/// <param name="Use">What it is for, in words.</param>
/// <param name="Source">The document that says so.</param>
public sealed record SpecialRange(IPNetwork Range, string Use, string Source);

/// <summary>
/// Tells whether an address is anything but a public one: IANA's special-purpose registries for IPv4 and IPv6, complete as of
/// 2026, with multicast and the ranges that these registries have retired. An IPv4 address inside an IPv6 one counts as itself.
/// Ranges that IANA marks as reachable (AS112, AMT, ORCHID, …) are here too: no feed lives there.
/// </summary>
/// <remarks>
/// A network that translates IPv6 to IPv4 with a prefix of its own (RFC 6052, section 2.2) cannot be told from any other public
/// prefix; an operator of such a network must keep the translator from reaching private addresses.
/// </remarks>
public static class SpecialAddresses
{
    private static readonly SpecialRange LinkLocal = Range("fe80::/10", "this link", "RFC 4291");

    private static readonly SpecialRange[] Four =
    [
        Range("0.0.0.0/8", "this network", "RFC 791"),
        Range("10.0.0.0/8", "private use", "RFC 1918"),
        Range("100.64.0.0/10", "shared by a carrier's customers", "RFC 6598"),
        Range("127.0.0.0/8", "this machine", "RFC 1122"),
        Range("169.254.0.0/16", "this link, where clouds keep their metadata", "RFC 3927"),
        Range("172.16.0.0/12", "private use", "RFC 1918"),
        Range("192.0.0.0/24", "protocol assignments", "RFC 6890"),
        Range("192.0.2.0/24", "documentation", "RFC 5737"),
        Range("192.31.196.0/24", "AS112 service", "RFC 7535"),
        Range("192.52.193.0/24", "automatic multicast tunnelling", "RFC 7450"),
        Range("192.88.99.0/24", "6to4 relays, retired", "RFC 7526"),
        Range("192.168.0.0/16", "private use", "RFC 1918"),
        Range("192.175.48.0/24", "AS112 service", "RFC 7534"),
        Range("198.18.0.0/15", "benchmarks", "RFC 2544"),
        Range("198.51.100.0/24", "documentation", "RFC 5737"),
        Range("203.0.113.0/24", "documentation", "RFC 5737"),
        Range("224.0.0.0/4", "multicast", "RFC 5771"),
        Range("255.255.255.255/32", "broadcast", "RFC 8190"),
        Range("240.0.0.0/4", "reserved", "RFC 1112"),
    ];

    private static readonly SpecialRange[] Six =
    [
        Range("::/128", "no address", "RFC 4291"),
        Range("::1/128", "this machine", "RFC 4291"),
        Range("::/96", "IPv4-compatible, retired", "RFC 4291"),
        Range("::ffff:0:0:0/96", "IPv4-translated", "RFC 7915"),
        Range("64:ff9b:1::/48", "a network's own IPv4 translation", "RFC 8215"),
        Range("100::/64", "discarded", "RFC 6666"),
        Range("100:0:0:1::/64", "dummy prefix", "RFC 9780"),
        Range("2001::/32", "Teredo tunnels", "RFC 4380"),
        Range("2001:1::1/128", "port control anycast", "RFC 7723"),
        Range("2001:1::2/128", "relay anycast", "RFC 8155"),
        Range("2001:1::3/128", "service registration anycast", "RFC 9665"),
        Range("2001:2::/48", "benchmarks", "RFC 5180"),
        Range("2001:3::/32", "automatic multicast tunnelling", "RFC 7450"),
        Range("2001:4:112::/48", "AS112 service", "RFC 7535"),
        Range("2001:10::/28", "ORCHID, retired", "RFC 4843"),
        Range("2001:20::/28", "ORCHIDv2", "RFC 7343"),
        Range("2001:30::/28", "drone identifiers", "RFC 9374"),
        Range("2001::/23", "protocol assignments", "RFC 2928"),
        Range("2001:db8::/32", "documentation", "RFC 3849"),
        Range("2002::/16", "6to4 tunnels", "RFC 3056"),
        Range("2620:4f:8000::/48", "AS112 service", "RFC 7534"),
        Range("3fff::/20", "documentation", "RFC 9637"),
        Range("5f00::/16", "segment routing", "RFC 9602"),
        Range("fc00::/7", "private use", "RFC 4193"),
        LinkLocal,
        Range("fec0::/10", "this site, retired", "RFC 3879"),
        Range("ff00::/8", "multicast", "RFC 4291"),
    ];

    private static readonly SpecialRange Unassigned = Range("::/0", "outside the addresses given to the internet", "RFC 4291");
    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork Translated = IPNetwork.Parse("64:ff9b::/96");

    /// <summary>The range that makes this address special, or null for a public one.</summary>
    public static SpecialRange? Find(IPAddress address)
    {
        if (address.AddressFamily == AddressFamily.InterNetwork)
            return Array.Find(Four, range => range.Range.Contains(address));

        if (address.IsIPv4MappedToIPv6)
            return Find(address.MapToIPv4());

        // Only what lies on a link of this machine's own is written with a zone.
        if (address.ScopeId != 0)
            return LinkLocal;

        // The well-known translation prefix of RFC 6052: as public as what stands inside.
        if (Translated.Contains(address))
            return Find(Inside(address));

        return Array.Find(Six, range => range.Range.Contains(address))
            ?? (GlobalUnicast.Contains(address) ? null : Unassigned)
            ?? (IsIsatap(address) ? Find(Inside(address)) : null);
    }

    /// <summary>An intra-site tunnel (RFC 5214): under any prefix, an interface named 0:5efe or 200:5efe and an IPv4 address.</summary>
    private static bool IsIsatap(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        return bytes[8] is 0 or 2 && bytes[9] == 0 && bytes[10] == 0x5e && bytes[11] == 0xfe;
    }

    private static IPAddress Inside(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        return new IPAddress(bytes[12..]);
    }

    private static SpecialRange Range(string range, string use, string source) => new(IPNetwork.Parse(range), use, source);
}
