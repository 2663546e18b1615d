using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace NewsWatch.Elasticsearch.Client;

/// <summary>
/// One request to whichever node answers. The house's one exemption from the guarded client: the nodes are named by the
/// operator, stand in private networks as a rule, and are never an address that a stranger wrote.
/// </summary>
internal sealed class ElasticsearchConnection : IDisposable
{
    private readonly HttpMessageInvoker _http;
    private readonly NodePool _nodes;
    private readonly AuthenticationHeaderValue? _authorization;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _clock;

    /// <exception cref="ConfigurationException">The authority's file cannot be used.</exception>
    public ElasticsearchConnection(ElasticsearchOptions options, TimeProvider clock)
    {
        (_timeout, _clock) = (options.Timeout, clock);
        _nodes = new NodePool(options.Nodes, clock);
        _authorization = AuthorizationOf(options);
        _http = new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            SslOptions = TlsOf(options.Authority),
        });
    }

    /// <summary>Sends to one node after another until one answers below 502; all requests made here may be made twice.</summary>
    /// <exception cref="UnavailableException">No node answered.</exception>
    public async Task<NodeAnswer> Send(
        HttpMethod method, string path, ReadOnlyMemory<byte>? body, string contentType, CancellationToken cancellation)
    {
        foreach (var node in _nodes.InTurn())
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(_timeout);
            try
            {
                using var request = new HttpRequestMessage(method, new Uri(node, path));
                request.Headers.Authorization = _authorization;
                if (body is { } bytes)
                {
                    request.Content = new ReadOnlyMemoryContent(bytes);
                    request.Content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
                }

                using var answer = await _http.SendAsync(request, limit.Token);
                var content = await answer.Content.ReadAsByteArrayAsync(limit.Token);
                if ((int)answer.StatusCode is not (502 or 503 or 504))
                {
                    _nodes.Answered(node);
                    return new NodeAnswer(node, (int)answer.StatusCode, answer.ReasonPhrase ?? "", content);
                }

                _nodes.Failed(node, $"answers {(int)answer.StatusCode}");
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                _nodes.Failed(node, $"does not answer within {_timeout.TotalSeconds:0} seconds");
            }
            catch (HttpRequestException error)
            {
                _nodes.Failed(node, (error.InnerException ?? error).Message);
            }
        }

        throw new UnavailableException($"Elasticsearch is not reached ({_nodes.Problems()}); start it, or correct 'search'. What is to be indexed waits");
    }

    /// <summary>A pause between two attempts.</summary>
    public Task Pause(TimeSpan time, CancellationToken cancellation) => Task.Delay(time, _clock, cancellation);

    public void Dispose() => _http.Dispose();

    private static AuthenticationHeaderValue? AuthorizationOf(ElasticsearchOptions options)
    {
        if (options.ApiKey is { } key)
            return new AuthenticationHeaderValue("ApiKey", key.Reveal());

        return options.User is { } user
            ? new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{options.Password?.Reveal()}")))
            : null;
    }

    private static SslClientAuthenticationOptions TlsOf(string? authority)
    {
        if (authority is null)
            return new SslClientAuthenticationOptions();

        try
        {
            var trusted = new X509Certificate2Collection();
            trusted.ImportFromPemFile(authority);
            if (trusted.Count == 0)
                throw new ConfigurationException(authority, null, "holds no certificate; name the PEM file of the authority that signed Elasticsearch's, in 'search.authority'");

            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.AddRange(trusted);
            return new SslClientAuthenticationOptions { CertificateChainPolicy = policy };
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new ConfigurationException(authority, null, $"cannot be read as a PEM certificate ({error.Message}); correct 'search.authority'", error);
        }
    }
}

/// <summary>What a node answered.</summary>
/// <param name="Node">Which node.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="Reason">The status in the node's words.</param>
/// <param name="Content">The body.</param>
internal sealed record NodeAnswer(Uri Node, int Status, string Reason, byte[] Content)
{
    public bool IsSuccess => Status is >= 200 and < 300;
}
