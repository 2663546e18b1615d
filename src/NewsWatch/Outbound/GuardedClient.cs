using System.Net;
using System.Text;

namespace NewsWatch.Outbound;

/// <summary>
/// The one way out: every feed, page, icon, list, hub and webhook is fetched through here, and nowhere else is a client made.
/// It reaches public addresses only, follows redirects by hand and checks each, keeps no cookies, asks no proxy, and ends every
/// fetch by its deadline and its cap.
/// </summary>
public sealed class GuardedClient : IDisposable
{
    private readonly OutboundOptions _options;
    private readonly TimeProvider _networkClock;
    private readonly Dialler _dialler;
    private readonly HttpMessageInvoker _invoker;

    /// <param name="options">How this installation reaches out.</param>
    /// <param name="networkClock">What deadlines are measured by: real time, even where the product's clock runs faster.</param>
    public GuardedClient(OutboundOptions options, TimeProvider? networkClock = null)
        : this(options, networkClock ?? TimeProvider.System, Network.Real)
    {
    }

    internal GuardedClient(OutboundOptions options, TimeProvider networkClock, Network network)
    {
        _options = options;
        _networkClock = networkClock;
        _dialler = new Dialler(options, network, networkClock);
        _invoker = new HttpMessageInvoker(Handler(options, _dialler));
    }

    /// <summary>The name by which a robots.txt may address us: the first word of the User-Agent, without its version.</summary>
    internal string Product => _options.UserAgentHeader.Split('/', ' ')[0];

    /// <summary>Fetches. An answer is a result whatever its status; only what is no answer is thrown.</summary>
    /// <exception cref="FetchException">The fetch was refused, failed, took too long or brought too much.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async Task<FetchResponse> Send(FetchRequest request, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(request.Deadline ?? _options.Deadline, _networkClock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        try
        {
            return await Follow(request, either.Token);
        }
        catch (Exception error) when (error is not FetchException)
        {
            cancellation.ThrowIfCancellationRequested();
            throw FetchFaults.InWords(error, request.Address.IdnHost, deadline.IsCancellationRequested);
        }
    }

    /// <summary>Opens a connection for a protocol other than HTTP, through the same gate.</summary>
    /// <exception cref="FetchException">The host is refused, unknown or does not answer.</exception>
    public async Task<Stream> Dial(string host, int port, CancellationToken cancellation) => await _dialler.Dial(host, port, cancellation);

    public void Dispose() => _invoker.Dispose();

    private async Task<FetchResponse> Follow(FetchRequest request, CancellationToken cancellation)
    {
        Check(request.Address);
        var address = WebAddress.WithoutUser(request.Address);
        var (method, hops) = (request.Method, new List<Hop>());
        while (true)
        {
            using var message = Message(request, method, address);
            using var answer = await _invoker.SendAsync(message, cancellation);
            if (request.FollowRedirects && Next(answer, address) is { } next)
            {
                CheckHop(request, method, address, next);
                hops.Add(new Hop((int)answer.StatusCode, next));
                if (hops.Count > _options.MaxRedirects)
                    throw new FetchException(FetchFailure.TooManyRedirects, $"{request.Address.IdnHost} redirects more than {_options.MaxRedirects} times");

                method = KeepsMethod(answer.StatusCode, method) ? method : HttpMethod.Get;
                address = next;
                continue;
            }

            return await Read(request, message, answer, hops, cancellation);
        }
    }

    private async Task<FetchResponse> Read(
        FetchRequest request, HttpRequestMessage message, HttpResponseMessage answer, List<Hop> hops, CancellationToken cancellation)
    {
        var headers = RawHeaders.Of(answer);

        // Only a success is worth its body; what an error page weighs, or how it is packed, must not hide the error.
        var (body, truncated) = answer.IsSuccessStatusCode
            ? await BodyReader.Read(
                await answer.Content.ReadAsStreamAsync(cancellation), headers.All("Content-Encoding"),
                request.MaxBytes ?? _options.MaxBytes, request.CutAtMaxBytes, message.RequestUri!.IdnHost, cancellation)
            : ([], false);
        return new FetchResponse
        {
            Status = (int)answer.StatusCode,
            Address = message.RequestUri!,
            Redirects = hops,
            Headers = headers,
            Body = body,
            Truncated = truncated,
            Conditional = message.Headers.NonValidated.Contains("If-None-Match") || message.Headers.NonValidated.Contains("If-Modified-Since"),
        };
    }

    private HttpRequestMessage Message(FetchRequest request, HttpMethod method, Uri address)
    {
        var message = new HttpRequestMessage(method, address)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        if (request.Content is not null && method != HttpMethod.Get && method != HttpMethod.Head)
            message.Content = new ByteArrayContent(request.Content);

        RequestHeaders.Write(message, request, _options.UserAgentHeader, WebAddress.SameOrigin(address, request.Address));
        return message;
    }

    private static Uri? Next(HttpResponseMessage answer, Uri from)
    {
        if ((int)answer.StatusCode is not (301 or 302 or 303 or 307 or 308)
            || !answer.Headers.NonValidated.TryGetValues("Location", out var locations))
        {
            return null;
        }

        return WebAddress.Resolve(from, locations.First())
            ?? throw new FetchException(FetchFailure.BadResponse, $"{from.IdnHost} redirects to something that is not an address");
    }

    private static void Check(Uri address)
    {
        if (WebAddress.Problem(address) is { } problem)
            throw new FetchException(FetchFailure.Refused, $"the address {problem}");
    }

    private void CheckHop(FetchRequest request, HttpMethod method, Uri from, Uri to)
    {
        if (WebAddress.Problem(to) is { } problem)
            throw new FetchException(FetchFailure.Refused, $"{from.IdnHost} redirects to an address that {problem}");

        // Configuration lets the operator's own lists reach a local host; it does not let a public server send us there.
        if (_dialler.IsLocalByConfiguration(to) && !_dialler.IsLocalByConfiguration(from))
            throw new FetchException(FetchFailure.Refused, $"{from.IdnHost} redirects to {to.IdnHost}, which only this installation's own lists may reach");

        if (from.Scheme == Uri.UriSchemeHttps && to.Scheme == Uri.UriSchemeHttp && request.Content is not null && method != HttpMethod.Get)
            throw new FetchException(FetchFailure.Refused, $"{from.IdnHost} redirects a message from https to http, which anyone could read");
    }

    /// <summary>As browsers do (WHATWG fetch, 4.4): 307 and 308 repeat the request, the others fetch what they point to.</summary>
    private static bool KeepsMethod(HttpStatusCode status, HttpMethod method) =>
        (int)status is 307 or 308 || method == HttpMethod.Get || method == HttpMethod.Head;

    private static SocketsHttpHandler Handler(OutboundOptions options, Dialler dialler) => new()
    {
        ConnectCallback = dialler.Dial,
        ConnectTimeout = options.ConnectDeadline,
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,

        // Otherwise tracing would add its own headers to requests that go to strangers.
        ActivityHeadersPropagator = null,
        MaxConnectionsPerServer = options.MaxConnectionsPerHost,
        MaxResponseHeadersLength = Math.Max(1, options.MaxHeaderBytes / 1024),
        MaxResponseDrainSize = 64 * 1024,
        ResponseDrainTimeout = TimeSpan.FromSeconds(1),

        // Redirects and a site's next page reuse a connection at once or hardly ever. A thousand feeds a second, each of another host,
        // would keep a thousand files open for each second of idling.
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(2),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),

        // One character per byte both ways, so that a validator goes back as it came.
        RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1,
        ResponseHeaderEncodingSelector = (_, _) => Encoding.Latin1,
        SslOptions = ServerIdentity.Options(options.TrustedCertificates),
    };
}
