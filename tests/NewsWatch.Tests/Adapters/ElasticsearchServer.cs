using NewsWatch.Elasticsearch;
using NewsWatch.Elasticsearch.Client;

namespace NewsWatch.Tests.Adapters;

/// <summary>The Elasticsearch that tests use: <c>tests/run</c> starts it and says where it is. Each test has indexes of its own, deleted at its end.</summary>
internal sealed class ElasticsearchServer : IAsyncDisposable
{
    private ElasticsearchServer(Uri address) => Options = new ElasticsearchOptions
    {
        Nodes = [new Uri(address.GetLeftPart(UriPartial.Authority).Replace($"{address.UserInfo}@", "", StringComparison.Ordinal))],
        User = address.UserInfo.Length > 0 ? address.UserInfo.Split(':')[0] : null,
        Password = address.UserInfo.Length > 0 ? new Secret(address.UserInfo.Split(':')[1]) : null,
        Index = $"test-{Guid.NewGuid():n}",
    };

    public ElasticsearchOptions Options { get; }

    /// <summary>Where there is none the test is skipped, in CI it fails.</summary>
    public static ElasticsearchServer Needed()
    {
        if (Environment.GetEnvironmentVariable("NEWSWATCH_TEST_ELASTICSEARCH") is { Length: > 0 } address)
            return new ElasticsearchServer(new Uri(address));

        const string Reason = "Elasticsearch is not there: run tests/run, or set NEWSWATCH_TEST_ELASTICSEARCH to its address";
        if (Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail(Reason);

        Assert.Skip(Reason);
        throw new InvalidOperationException(Reason);
    }

    public async ValueTask DisposeAsync()
    {
        using var index = new ElasticsearchIndex(Options, TimeProvider.System);
        await index.Delete(CancellationToken.None);
    }
}
