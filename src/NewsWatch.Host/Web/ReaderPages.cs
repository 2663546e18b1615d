using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NewsWatch.Alerts;
using NewsWatch.Delivery;

namespace NewsWatch.Host.Web;

/// <summary>
/// What readers reach from their mails and feed readers: the way out (RFC 8058: a POST leaves, once; a GET only shows a button,
/// so that a scanner which follows links changes nothing), and a subscription's own feed behind its token.
/// </summary>
internal static class ReaderPages
{
    private const int FeedLength = 50;

    /// <summary>One form, to this very address.</summary>
    private const string WithForm = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    public static void MapReaderPages(this IEndpointRouteBuilder app)
    {
        app.MapGet("/unsubscribe/{token}", Ask);
        app.MapPost("/unsubscribe/{token}", Leave);
        app.MapGet("/feeds/{subscription}/{token}.atom", (string subscription, string token, HttpContext http, SubscriptionBook book, IDeliveryStore store, PageAddresses pages) =>
            Feed(subscription, token, ".atom", http, book, store, pages));
        app.MapGet("/feeds/{subscription}/{token}.json", (string subscription, string token, HttpContext http, SubscriptionBook book, IDeliveryStore store, PageAddresses pages) =>
            Feed(subscription, token, ".json", http, book, store, pages));
    }

    private static async Task<IResult> Ask(string token, HttpContext http, IReaderStore readers, SubscriptionBook book)
    {
        if (UnsubscribeToken.Read(await readers.LinkKey(http.RequestAborted), token) is not { } who)
            return NoSuchLink();

        http.Response.Headers.ContentSecurityPolicy = WithForm;
        var left = (await readers.LeftBy(who.SubscriptionId, http.RequestAborted)).Contains((who.Channel, who.Recipient));
        return Page(
            left
                ? Markup.Of($"<h1>You have left</h1><p>Nothing more of “<bdi>{Name(book, who.SubscriptionId)}</bdi>” goes to <bdi>{Plain.Line(who.Recipient, 200)}</bdi>.</p>")
                : Markup.Of($"""<h1>Leave “<bdi>{Name(book, who.SubscriptionId)}</bdi>”?</h1><p>Nothing more of it will go to <bdi>{Plain.Line(who.Recipient, 200)}</bdi>.</p><form method="post"><button type="submit">Unsubscribe</button></form>"""));
    }

    private static async Task<IResult> Leave(string token, HttpContext http, IReaderStore readers, SubscriptionBook book)
    {
        if (UnsubscribeToken.Read(await readers.LinkKey(http.RequestAborted), token) is not { } who)
            return NoSuchLink();

        // A second POST finds it done and says the same.
        await readers.Leave(who.SubscriptionId, who.Channel, who.Recipient, http.RequestAborted);
        return Page(Markup.Of($"<h1>You have left</h1><p>Nothing more of “<bdi>{Name(book, who.SubscriptionId)}</bdi>” goes to <bdi>{Plain.Line(who.Recipient, 200)}</bdi>.</p>"));
    }

    private static async Task<IResult> Feed(
        string subscription, string token, string form, HttpContext http, SubscriptionBook book, IDeliveryStore store, PageAddresses pages)
    {
        // The same answer, after the same work, whether the subscription or the token is wrong.
        var target = book.Find(subscription)?.Channels.OfType<FeedTarget>().FirstOrDefault();
        var wanted = SHA256.HashData(Encoding.UTF8.GetBytes(target?.Token.Reveal() ?? ""));
        if (!CryptographicOperations.FixedTimeEquals(wanted, SHA256.HashData(Encoding.UTF8.GetBytes(token))) || target is null)
            return Results.NotFound("There is no such feed.");

        var told = await store.InFeed(subscription, FeedLength, http.RequestAborted);
        var self = pages.Base is null ? null : new Uri(pages.Base, http.Request.Path);
        http.Response.Headers.CacheControl = "private, max-age=60";
        return form == ".atom"
            ? Results.Text(DeliveryFeed.Atom(book.Find(subscription)!, told, self), "application/atom+xml", Encoding.UTF8)
            : Results.Text(DeliveryFeed.Json(book.Find(subscription)!, told, self), "application/feed+json", Encoding.UTF8);
    }

    private static IResult NoSuchLink() => Results.NotFound("This link is not one of ours, or not whole.");

    private static string Name(SubscriptionBook book, string id) => Plain.Line(book.Find(id)?.Name ?? id, 100);

    private static IResult Page(Markup body) => Results.Content(
        Markup.Of(
            $"""
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
            <title>NewsWatch</title><link rel="stylesheet" href="/style.css"></head><body><main>{body}</main></body></html>
            """).Html,
        "text/html; charset=utf-8");
}
