namespace NewsWatch.Feeds.Reading;

/// <summary>
/// Finds the feeds that an HTML page points to: its link elements first, then anchors whose address or words say feed.
/// One pass; a tag that never ends stops it.
/// </summary>
internal static class PageLinks
{
    /// <summary>Feeds named by one page; those of a news site's sections fit in.</summary>
    private const int Most = 50;

    public static IReadOnlyList<DiscoveredFeed> Find(ReadOnlySpan<char> page, Uri? address, HtmlText html)
    {
        var found = new Search(address, html);
        var simple = false;
        for (var at = 0; page[at..].IndexOf('<') is >= 0 and var next && found.Count < Most;)
        {
            at += next;
            var rest = page[at..];
            if (!HtmlTag.Opens(rest) || rest[1] == '/')
            {
                at++;
                continue;
            }

            var length = simple ? -1 : HtmlTag.Length(rest);
            if (length < 0)
            {
                simple = true;
                length = rest.IndexOf('>') + 1;
                if (length == 0)
                    break;
            }

            found.Look(rest[..length]);
            at += length;
        }

        return found.Feeds;
    }

    private sealed class Search(Uri? address, HtmlText html)
    {
        private readonly List<DiscoveredFeed> _links = [];
        private readonly List<DiscoveredFeed> _anchors = [];
        private Uri? _base = address;

        public int Count => _links.Count;

        public IReadOnlyList<DiscoveredFeed> Feeds => [.. _links.Concat(_anchors).DistinctBy(f => f.Url).Take(Most)];

        public void Look(ReadOnlySpan<char> tag)
        {
            var name = HtmlTag.Name(tag);
            if (name.Equals("base", StringComparison.OrdinalIgnoreCase))
                _base = Links.Base(Decoded(tag, "href"), _base) ?? _base;
            else if (name.Equals("link", StringComparison.OrdinalIgnoreCase))
                Link(tag);
            else if (name.Equals("a", StringComparison.OrdinalIgnoreCase) && _anchors.Count < Most)
                Anchor(tag);
        }

        private void Link(ReadOnlySpan<char> tag)
        {
            var type = Decoded(tag, "type");
            var rel = Decoded(tag, "rel");
            if (!rel.Contains("alternate", StringComparison.OrdinalIgnoreCase) && !rel.Contains("feed", StringComparison.OrdinalIgnoreCase))
                return;
            if (IsFeed(type) && Links.Absolute(Decoded(tag, "href"), _base) is { } url)
                _links.Add(new DiscoveredFeed(url, type.Trim(), html.Line(Decoded(tag, "title"))));
        }

        private void Anchor(ReadOnlySpan<char> tag)
        {
            var href = Decoded(tag, "href");
            var path = href.AsSpan().TrimEnd('/');
            var query = path.IndexOfAny('?', '#');
            path = query < 0 ? path : path[..query].TrimEnd('/');
            if ((path.EndsWith(".rss", StringComparison.OrdinalIgnoreCase) || path.EndsWith("/rss", StringComparison.OrdinalIgnoreCase)
                    || path.EndsWith("/feed", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".atom", StringComparison.OrdinalIgnoreCase)
                    || path.EndsWith("/rss.xml", StringComparison.OrdinalIgnoreCase) || path.EndsWith("/feed.xml", StringComparison.OrdinalIgnoreCase)
                    || path.EndsWith("/atom.xml", StringComparison.OrdinalIgnoreCase) || path.EndsWith("/index.xml", StringComparison.OrdinalIgnoreCase))
                && Links.Absolute(href, _base) is { } url)
            {
                _anchors.Add(new DiscoveredFeed(url, null, html.Line(Decoded(tag, "title"))));
            }
        }

        private static bool IsFeed(string type) => type.Contains("rss+xml", StringComparison.OrdinalIgnoreCase)
            || type.Contains("atom+xml", StringComparison.OrdinalIgnoreCase) || type.Contains("rdf+xml", StringComparison.OrdinalIgnoreCase)
            || type.Contains("feed+json", StringComparison.OrdinalIgnoreCase);

        private static string Decoded(ReadOnlySpan<char> tag, ReadOnlySpan<char> name)
        {
            var raw = HtmlTag.Attribute(tag, name);
            if (!raw.Contains('&'))
                return raw.ToString();
            using var decoded = new TextBuffer(256);
            for (var rest = raw; !rest.IsEmpty;)
            {
                var length = rest[0] == '&' ? Entities.Read(rest, html: true, decoded) : 0;
                if (length == 0)
                    decoded.Append(rest[0]);
                rest = rest[Math.Max(1, length)..];
            }

            return decoded.Written.ToString();
        }
    }
}
