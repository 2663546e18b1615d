using System.Buffers;
using System.Net.Http.Headers;
using System.Text;

namespace NewsWatch.Outbound;

/// <summary>
/// Writes a request's headers: only those of the fetch, nothing that follows people around. Values go out as they are, so each is
/// checked for what would start another header; the framework's unvalidated way writes even that.
/// </summary>
internal static class RequestHeaders
{
    private static readonly SearchValues<char> Breaks = SearchValues.Create("\r\n\0");
    private static readonly SearchValues<char> Token =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    // What frames the message or names its sender is never a caller's to set.
    private static readonly HashSet<string> Own = new(StringComparer.OrdinalIgnoreCase)
    {
        "Host", "Connection", "Content-Length", "Transfer-Encoding", "TE", "Trailer", "Upgrade", "Expect", "Keep-Alive",
        "Cookie", "Referer", "User-Agent", "Accept-Encoding", "Proxy-Authorization", "Proxy-Connection", "Content-Type",
    };

    public static void Write(HttpRequestMessage message, FetchRequest request, string userAgent, bool firstOrigin)
    {
        Add(message.Headers, "User-Agent", userAgent);
        Add(message.Headers, "Accept", request.Accept);
        Add(message.Headers, "Accept-Encoding", BodyReader.AcceptEncoding);
        if (request.Validators is { } validators && validators.For == message.RequestUri)
        {
            Add(message.Headers, "If-None-Match", validators.ETag);
            Add(message.Headers, "If-Modified-Since", validators.LastModified);
        }

        if (message.Content is not null)
            Add(message.Content.Headers, "Content-Type", request.ContentType ?? "application/octet-stream");

        // A caller's own headers may hold a secret or a signature: they stay with the origin that they were meant for.
        if (!firstOrigin)
            return;

        if (request.Address.UserInfo.Length > 0 && !request.Headers.ContainsKey("Authorization"))
            Add(message.Headers, "Authorization", "Basic " + Basic(request.Address.UserInfo));

        foreach (var (name, value) in request.Headers)
        {
            if (name.Length == 0 || name.AsSpan().ContainsAnyExcept(Token) || Own.Contains(name))
                throw new FetchException(FetchFailure.Refused, $"the header '{Shown(name)}' may not be set; remove it");

            Add(message.Headers, name, value);
        }
    }

    private static void Add(HttpHeaders headers, string name, string? value)
    {
        if (value is null)
            return;

        if (value.AsSpan().ContainsAny(Breaks) || !headers.TryAddWithoutValidation(name, value))
            throw new FetchException(FetchFailure.Refused, $"the header '{name}' holds a line break or cannot be sent; correct its value");
    }

    private static string Basic(string userInfo) => Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(userInfo)));

    private static string Shown(string name) => new([.. name.Take(40).Select(c => char.IsControl(c) ? '?' : c)]);
}
