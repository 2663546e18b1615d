using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Text;

namespace NewsWatch.Outbound;

/// <summary>Reads the addresses that strangers and operators write, and says in words what is wrong with one.</summary>
public static class WebAddress
{
    /// <summary>The longest address taken: 8,000 characters (RFC 9110, section 4.1).</summary>
    public const int MaxLength = 8000;

    /// <summary>An absolute http or https address, or the reason why it is none.</summary>
    public static bool TryParse(
        string? text, [NotNullWhen(true)] out Uri? address, [NotNullWhen(false)] out string? problem)
    {
        address = null;
        var trimmed = text?.Trim() ?? "";
        problem = trimmed switch
        {
            "" => "is empty",
            { Length: > MaxLength } => $"is longer than {MaxLength} characters",
            _ when trimmed.AsSpan().ContainsAnyInRange('\0', '\u001f') => "holds a control character",
            _ when !Uri.TryCreate(trimmed, UriKind.Absolute, out address) => "is not a whole address such as https://example.org/feed.xml",
            _ => Problem(address),
        };
        if (problem is null)
            return address is not null;

        address = null;
        return false;
    }

    /// <summary>What keeps this address from being fetched as it is written, or null. Where its host points is seen when it is dialled.</summary>
    public static string? Problem(Uri address)
    {
        if (!address.IsAbsoluteUri)
            return "is not a whole address";

        if (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps)
            return $"is a {Short(address.Scheme)}: address; only http and https are fetched";

        if (CanonicalAddress.HostOf(address) is not { Length: > 0 })
            return "names no host that can exist";

        return address.Port is <= 0 or > 65535 ? "names no port that exists" : null;
    }

    /// <summary>
    /// The special range that this address's host names by itself: a local address in any spelling, or <c>localhost</c>. Null for all
    /// other names, whose place is seen only when they are dialled.
    /// </summary>
    public static SpecialRange? LocalRange(Uri address)
    {
        var host = address.IdnHost.TrimEnd('.');
        var isLocalhost = host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);
        return (isLocalhost ? IPAddress.Loopback : Literal(host)) is { } literal ? SpecialAddresses.Find(literal) : null;
    }

    /// <summary>The address that a host is written as, or null for a name.</summary>
    internal static IPAddress? Literal(string host) =>
        IPAddress.TryParse(host.TrimEnd('.').Trim('[', ']'), out var literal) ? literal : null;

    /// <summary>A redirect's target against the address that sent it; null where the two make no address.</summary>
    internal static Uri? Resolve(Uri from, string location)
    {
        // Headers come one character per byte; an address in a header is mostly UTF-8 when it is not ASCII.
        var text = System.Text.Ascii.IsValid(location) ? location : Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(location));
        return text.Length <= MaxLength && Uri.TryCreate(from, text.Trim(), out var target) && CanonicalAddress.HostOf(target) is not null ? WithoutUser(WithoutFragment(target)) : null;
    }

    internal static bool SameOrigin(Uri a, Uri b) =>
        a.Scheme == b.Scheme && a.Port == b.Port && a.IdnHost.Equals(b.IdnHost, StringComparison.OrdinalIgnoreCase);

    /// <summary>The address without user name and password, which must not be shown, logged or sent on.</summary>
    public static Uri WithoutUser(Uri address) =>
        !address.IsAbsoluteUri || address.UserInfo.Length == 0 ? address : new UriBuilder(address) { UserName = "", Password = "" }.Uri;

    private static Uri WithoutFragment(Uri address) =>
        address.IsAbsoluteUri && address.Fragment.Length > 0 ? new UriBuilder(address) { Fragment = "" }.Uri : address;

    private static string Short(string scheme) => scheme.Length <= 20 ? scheme : scheme[..20] + "…";
}
