using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace NewsWatch.Host.Demo;

/// <summary>Writes a sample article's page as news sites do: the text amid navigation, related links and a newsletter box.</summary>
internal static partial class SamplePageWriter
{
    public static string Write(SampleArticle article, DateTimeOffset now)
    {
        var (title, body, edited) = article.At(now);
        var site = Encode(article.Outlet.Name);
        var modified = edited is { } time ? $"""<meta property="article:modified_time" content="{time:O}">""" : "";
        var authors = string.Concat(article.Authors.Select(name => $"""<meta name="author" content="{Encode(name)}">"""));
        var byline = article.Authors.Count > 0 ? $"""<p class="byline">{Encode(string.Join(", ", article.Authors))}</p>""" : "";
        var boilerplate = article.Boilerplate is { } words ? $"""<p class="about">{Encode(words)}</p>""" : "";
        return $"""
            <!doctype html>
            <html lang="{Encode(article.Language)}">
            <head>
            <meta charset="utf-8">
            <title>{Encode(title)} | {site}</title>
            <link rel="canonical" href="{article.Address}">
            <meta property="og:type" content="article">
            <meta property="og:site_name" content="{site}">
            <meta property="og:title" content="{Encode(title)}">
            <meta property="article:published_time" content="{article.Published:O}">
            {modified}{authors}
            </head>
            <body>
            <header><a href="/">{site}</a>
            <nav><ul><li><a href="/world">World</a></li><li><a href="/technology">Technology</a></li><li><a href="/opinion">Opinion</a></li></ul></nav></header>
            <main><article>
            <h1>{Encode(title)}</h1>
            {byline}<time datetime="{article.Published:O}">{article.Published:d MMMM yyyy}</time>
            {Body(body)}
            {boilerplate}
            </article>
            <aside class="newsletter"><h3>The morning letter</h3><p>Sign up to get the best of {site} in your inbox.</p></aside>
            <section class="related"><h3>More like this</h3><ul><li><a href="/a">Ten things to know this week</a></li><li><a href="/b">What our readers said</a></li></ul></section>
            </main>
            <footer><p>© 2026 {site}. All rights reserved. <a href="/privacy">Privacy</a> <a href="/terms">Terms</a></p></footer>
            </body>
            </html>
            """;
    }

    /// <summary>The text's paragraphs, headings, lists and links as HTML.</summary>
    public static string Body(string text)
    {
        var html = new StringBuilder();
        foreach (var block in text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (block.StartsWith("## ", StringComparison.Ordinal))
                html.Append("<h2>").Append(Inline(block[3..])).Append("</h2>\n");
            else if (block.StartsWith("- ", StringComparison.Ordinal))
                html.Append("<ul>").AppendJoin("", block.Split('\n').Select(line => $"<li>{Inline(line.TrimStart('-', ' '))}</li>")).Append("</ul>\n");
            else
                html.Append("<p>").Append(Inline(block.Replace('\n', ' '))).Append("</p>\n");
        }

        return html.ToString();
    }

    private static string Inline(string text) => Link().Replace(Encode(text), """<a href="${address}">${words}</a>""");

    private static string Encode(string text) => WebUtility.HtmlEncode(text);

    [GeneratedRegex(@"\[(?<words>[^\]]+)\]\((?<address>https?://[^)\s]+)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();
}
