using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using NewsWatch.Alerts;
using NewsWatch.Articles;
using NewsWatch.Delivery;
using NewsWatch.Feeds;
using NewsWatch.Feeds.Health;
using NewsWatch.Feeds.Polling;
using NewsWatch.Stories;

namespace NewsWatch.Host.Web;

/// <summary>The routes of our own pages. All are read-only; everything shown is text.</summary>
internal static class Pages
{
    private const int Stories = 60;
    private const int Told = 30;

    /// <summary>Nothing but our own style sheet: no script, no frame, no foreign image.</summary>
    private const string ContentSecurity = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void MapPages(this WebApplication app)
    {
        app.Use(Guarded);
        app.MapGet("/", Home);
        app.MapGet("/stories/{id}", Story);
        app.MapGet("/feeds", Feeds);
        app.MapHubs();
        app.MapGet("/style.css", () => TypedResults.Text(StyleSheet.Text, "text/css; charset=utf-8"));
        app.MapReaderPages();
    }

    private static async Task<RazorComponentResult<HomePage>> Home(
        IStoryStore stories, IAlertStore alerts, IArticleStore articles, IFeedStore feeds, TimeProvider clock, [FromServices] PageRefresh? refresh, CancellationToken cancellation)
    {
        var told = await alerts.Latest(Told, cancellation);
        var held = await alerts.HeldBack(Told, cancellation);
        var titles = new Dictionary<string, Article>();
        foreach (var id in told.Select(alert => alert.ArticleId).Concat(held.Select(row => row.ArticleId)).Distinct())
            if (await articles.Find(id, cancellation) is { } article)
                titles[id] = article;

        return new RazorComponentResult<HomePage>(new
        {
            Stories = await stories.Latest(Stories, cancellation),
            Alerts = told,
            Held = held,
            Articles = titles,
            Feeds = (await feeds.Counts(cancellation)).Summary,
            Now = clock.GetUtcNow(),
            Refresh = refresh?.Seconds,
        });
    }

    private static async Task<RazorComponentResult<FeedsPage>> Feeds(IFeedStore feeds, PollOptions polling, TimeProvider clock, int? page, CancellationToken cancellation)
    {
        var counts = await feeds.Counts(cancellation);
        var pages = Math.Max(1, (counts.Feeds + FeedsPage.Length - 1) / FeedsPage.Length);
        var number = Math.Clamp(page ?? 1, 1, pages);
        var rows = await feeds.Page((number - 1) * FeedsPage.Length, FeedsPage.Length, cancellation);
        return new(new { Counts = counts, Report = HealthReport.Of(rows, clock.GetUtcNow(), polling), Number = number, Pages = pages, Now = clock.GetUtcNow() });
    }

    private static async Task<Results<RazorComponentResult<StoryPage>, NotFound<string>>> Story(
        string id, IStoryStore stories, TimeProvider clock, CancellationToken cancellation) =>
        await stories.Find(id, cancellation) is { } story
            ? new RazorComponentResult<StoryPage>(new { Story = story, Now = clock.GetUtcNow() })
            : TypedResults.NotFound("There is no such story.");

    private static Task Guarded(HttpContext http, RequestDelegate next)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurity;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        return next(http);
    }
}

/// <summary>How often the first page asks for itself again; registered only where it should.</summary>
internal sealed record PageRefresh(int Seconds);
