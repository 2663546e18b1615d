using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NewsWatch.Feeds.WebSub;

namespace NewsWatch.Host.Web;

/// <summary>Where hubs call: they verify with GET and push with POST. A stranger without the token finds nothing here.</summary>
internal static class HubEndpoint
{
    public static void MapHubs(this IEndpointRouteBuilder app)
    {
        app.MapGet("/websub/{token}", Verify);
        app.MapPost("/websub/{token}", Push);
    }

    private static async Task<IResult> Verify(string token, HttpRequest request, HubCallback callback, CancellationToken cancellation)
    {
        var query = request.Query;
        var answer = await callback.Verify(
            token, query["hub.mode"], query["hub.topic"], query["hub.challenge"], query["hub.lease_seconds"], cancellation);
        return TypedResults.Text(answer.Text, "text/plain; charset=utf-8", statusCode: answer.Status);
    }

    private static async Task<IResult> Push(string token, HttpRequest request, HubCallback callback, Announcer announcer, CancellationToken cancellation)
    {
        if (await Body(request, cancellation) is not { } body)
            return TypedResults.StatusCode(StatusCodes.Status413PayloadTooLarge);

        var headers = request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        var answer = await callback.Push(token, request.Headers["X-Hub-Signature"], headers, body, cancellation);
        await announcer.Announce(answer.Found, cancellation);
        return TypedResults.StatusCode(answer.Status);
    }

    /// <summary>The whole body, or null where it is too large.</summary>
    private static async Task<ReadOnlyMemory<byte>?> Body(HttpRequest request, CancellationToken cancellation)
    {
        if (request.ContentLength > HubCallback.MaxBytes)
            return null;

        using var bytes = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await request.Body.ReadAsync(buffer, cancellation) is var count and > 0)
        {
            if (bytes.Length + count > HubCallback.MaxBytes)
                return null;

            bytes.Write(buffer, 0, count);
        }

        return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
    }
}
