using System.Text.Json;

namespace NewsWatch.Benchmarks;

/// <summary>The processor time that the nodes of an Elasticsearch have used, and the disk that an index takes, as they say themselves.</summary>
internal sealed class NodeWork(Uri address) : IDisposable
{
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler());

    public async Task<TimeSpan> Used()
    {
        using var answer = await Get("/_nodes/stats/process");
        return TimeSpan.FromMilliseconds(answer.RootElement.GetProperty("nodes").EnumerateObject()
            .Sum(node => node.Value.GetProperty("process").GetProperty("cpu").GetProperty("total_in_millis").GetInt64()));
    }

    public async Task<double> Gigabytes(string index)
    {
        using var answer = await Get($"/{index}/_stats/store");
        return answer.RootElement.GetProperty("_all").GetProperty("total").GetProperty("store").GetProperty("size_in_bytes").GetInt64() / 1e9;
    }

    public void Dispose() => _http.Dispose();

    private async Task<JsonDocument> Get(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, path));
        using var answer = await _http.SendAsync(request, CancellationToken.None);
        return JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync());
    }
}
