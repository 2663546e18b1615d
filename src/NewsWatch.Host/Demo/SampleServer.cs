using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace NewsWatch.Host.Demo;

/// <summary>Answers for every host of the sample week, as it stood at the clock's moment: feeds, pages, and their faults.</summary>
internal sealed class SampleServer(SampleWeek week, TimeProvider clock)
{
    private readonly Dictionary<(string Host, string Path), SampleFeed> _feeds =
        week.Feeds.ToDictionary(feed => (feed.Outlet.Hosts[0], feed.Path));

    private readonly Dictionary<(string Host, string Path), SampleArticle> _articles =
        week.Articles.ToDictionary(article => (article.Outlet.Hosts[0], article.Path));

    /// <summary>Whether a host belongs to the sample week.</summary>
    public bool Serves(string host) => week.Outlets.ByHost(host) is not null;

    public async Task Answer(HttpContext http)
    {
        var now = clock.GetUtcNow();
        var key = (http.Request.Host.Host, http.Request.Path.Value ?? "/");
        if (_feeds.FirstOrDefault(feed => feed.Key.Host == key.Host && feed.Value.FaultAt(now) == FaultKind.Dead).Value is not null)
            http.Abort();
        else if (_feeds.TryGetValue(key, out var feed))
            await Feed(http, feed, now);
        else if (key.Item2.StartsWith("/moved", StringComparison.Ordinal) && _feeds.TryGetValue((key.Host, key.Item2["/moved".Length..]), out var moved))
            await Body(http, SampleFeedWriter.Write(moved, now), SampleFeedWriter.ContentType(moved.Format));
        else if (_articles.TryGetValue(key, out var article) && article.Published <= now)
            await Page(http, article, now);
        else
            http.Response.StatusCode = StatusCodes.Status404NotFound;
    }

    private static async Task Feed(HttpContext http, SampleFeed feed, DateTimeOffset now)
    {
        var body = SampleFeedWriter.Write(feed, now);
        var type = SampleFeedWriter.ContentType(feed.Format);
        switch (feed.FaultAt(now))
        {
            case FaultKind.Error:
                http.Response.StatusCode = StatusCodes.Status500InternalServerError;
                break;
            case FaultKind.TooMany:
                http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
                http.Response.Headers.RetryAfter = "3600";
                break;
            case FaultKind.Moved:
                http.Response.Redirect($"http://{feed.Outlet.Hosts[0]}/moved{feed.Path}", permanent: true);
                break;
            case FaultKind.Html:
                await Body(http, "<!doctype html><title>Back soon</title><p>We are moving house.", "text/html");
                break;
            case FaultKind.Cut:
                await Body(http, body[..(body.Length / 2)], type);
                break;
            default:
                await Conditional(http, feed, body, type, now);
                break;
        }
    }

    private static async Task Conditional(HttpContext http, SampleFeed feed, string body, string type, DateTimeOffset now)
    {
        var changed = feed.Articles.SelectMany(article => article.Edits.Select(edit => edit.At).Prepend(article.Published))
            .Where(moment => moment <= now).DefaultIfEmpty(DateTimeOffset.UnixEpoch).Max();
        var tag = string.Create(CultureInfo.InvariantCulture, $"\"{changed.ToUnixTimeSeconds():x}\"");
        http.Response.Headers.ETag = tag;
        if (http.Request.Headers.IfNoneMatch == tag)
            http.Response.StatusCode = StatusCodes.Status304NotModified;
        else
            await Body(http, body, type);
    }

    private static Task Page(HttpContext http, SampleArticle article, DateTimeOffset now) =>
        article.Pdf
            ? Body(http, "%PDF-1.4\n%âãÏÓ\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n", "application/pdf")
            : Body(http, SamplePageWriter.Write(article, now), "text/html; charset=utf-8");

    private static Task Body(HttpContext http, string text, string type)
    {
        http.Response.ContentType = type;
        return http.Response.WriteAsync(text, http.RequestAborted);
    }
}
