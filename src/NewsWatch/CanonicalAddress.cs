using System.Collections.Frozen;
using System.Text;

namespace NewsWatch;

/// <summary>
/// One spelling of an address for everything that leads to the same page: article ids are derived from it. Only what is safe on
/// every site is changed: case of scheme and host, default port, user info, fragment, and parameters that say where a reader came from.
/// What is left of the query keeps its order.
/// </summary>
public static class CanonicalAddress
{
    /// <summary>Longer addresses are traps, not articles.</summary>
    public const int MaxLength = 4096;

    private static readonly string[] TrackingPrefixes =
        ["utm_", "mtm_", "pk_", "piwik_", "matomo_", "hsa_", "_hs", "at_custom", "at_medium", "at_campaign", "oly_", "vero_", "mkt_", "wt.", "ga_", "stm_", "itm_", "int_cid", "xtor"];

    private static readonly FrozenSet<string> Tracking = FrozenSet.ToFrozenSet(
        [
            "fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "ymclid", "ysclid", "twclid", "ttclid", "li_fat_id", "igshid", "igsh",
            "mc_cid", "mc_eid", "_ga", "_gl", "_ke", "_openstat", "s_cid", "s_kwcid", "ncid", "cmpid", "cmp", "cmpl", "wt_mc", "wt_zmc", "icid", "ocid", "cvid", "smid", "smtyp",
            "smprod", "sref", "src_trk", "ftag", "fb_action_ids", "fb_action_types", "fb_ref", "fb_source", "ref_src", "ref_url", "referrer", "referer",
            "recruiter", "trk", "trkcampaign", "sc_campaign", "sc_channel", "sc_content", "sc_medium", "sc_outcome", "sc_geo", "sc_country", "ns_mchannel",
            "ns_source", "ns_campaign", "ns_linkname", "ns_fee", "spm", "scm", "mbid", "cndid", "bxid", "esrc", "guccounter", "guce_referrer",
            "guce_referrer_sig", "dicbo", "rb_clickid", "epik", "sk_clickid", "wickedid", "partner_ref", "share_from", "shareadraft", "taid", "traffic_source",
            "__twitter_impression", "__cf_chl_tk", "amp_js_v", "usqp", "sfnsn", "soc_src", "soc_trk", "tsrc", "feature_src", "linkid_src", "rss_src", "fromrss", "from_rss",
        ], StringComparer.OrdinalIgnoreCase);

    /// <summary>Values of <c>ref</c>, <c>source</c> and <c>from</c> that name the way here and never a page of their own.</summary>
    private static readonly FrozenSet<string> Ways = FrozenSet.ToFrozenSet(
        [
            "rss", "feed", "atom", "home", "homepage", "twitter", "facebook", "fb", "linkedin", "reddit", "hackernews", "hn", "email", "mail", "newsletter",
            "googlenews", "google", "flipboard", "whatsapp", "telegram", "share", "social", "tw", "t.co", "pocket", "upday", "apple_news", "mastodon", "bluesky",
        ], StringComparer.OrdinalIgnoreCase);

    /// <summary>The canonical spelling of an absolute http(s) address.</summary>
    /// <exception cref="ArgumentException">The address is relative or of another scheme.</exception>
    public static Uri Of(Uri address) =>
        TryOf(address) ?? throw new ArgumentException($"'{address}' is not an absolute http or https address", nameof(address));

    /// <summary>The canonical spelling, or null where the address is not absolute http(s), has no host or is too long.</summary>
    public static Uri? TryOf(Uri address)
    {
        if (!address.IsAbsoluteUri || address.Scheme is not ("http" or "https") || address.OriginalString.Length > MaxLength || HostOf(address) is not { Length: > 0 } host)
            return null;

        var canonical = new StringBuilder(address.Scheme).Append("://").Append(host);
        if (address.HostNameType == UriHostNameType.IPv6 && !host.StartsWith('['))
            canonical.Insert(address.Scheme.Length + 3, '[').Append(']');
        if (!address.IsDefaultPort)
            canonical.Append(':').Append(address.Port);

        canonical.Append(address.AbsolutePath);
        AppendQuery(canonical, address.Query, host);
        return Uri.TryCreate(canonical.ToString(), UriKind.Absolute, out var made) ? made : null;
    }

    /// <summary>The canonical spelling of a link as written on a page, or null where it leads to no http(s) page.</summary>
    public static Uri? TryOf(string? link, Uri page)
    {
        var trimmed = link?.Trim();
        return trimmed is { Length: > 0 and <= MaxLength } && Uri.TryCreate(page, trimmed, out var address) ? TryOf(address) : null;
    }

    /// <summary>In punycode and lower case; null where the name has characters that no domain may have.</summary>
    internal static string? HostOf(Uri address)
    {
        try
        {
            return address.IdnHost.TrimEnd('.').ToLowerInvariant();
        }
        catch (UriFormatException)
        {
            return null;
        }
    }

    private static void AppendQuery(StringBuilder canonical, string query, string host)
    {
        if (query.Length < 2)
            return;

        var separator = '?';
        var rest = query.AsSpan(1);
        foreach (var range in rest.Split('&'))
        {
            var part = rest[range];
            var equals = part.IndexOf('=');
            var name = (equals < 0 ? part : part[..equals]).ToString();
            var value = equals < 0 ? "" : part[(equals + 1)..].ToString();
            if (part.Length == 0 || IsTracking(name, value, host))
                continue;

            canonical.Append(separator).Append(part);
            separator = '&';
        }
    }

    private static bool IsTracking(string name, string value, string host)
    {
        if (name.StartsWith("amp;", StringComparison.OrdinalIgnoreCase))
            name = name[4..];

        if (Tracking.Contains(name) || TrackingPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
            return true;

        return name.ToLowerInvariant() is "ref" or "source" or "from" or "src" or "via" && (Ways.Contains(value) || PointsHome(value, host));
    }

    private static bool PointsHome(string value, string host)
    {
        var unescaped = Uri.UnescapeDataString(value);
        var start = unescaped.IndexOf("://", StringComparison.Ordinal) is >= 0 and var at ? at + 3 : 0;
        var named = unescaped[start..].Split('/', 2)[0];
        return named.Contains('.') && WithoutWww(named).Equals(WithoutWww(host), StringComparison.OrdinalIgnoreCase);
    }

    private static string WithoutWww(string host) => host.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? host[4..] : host;
}
