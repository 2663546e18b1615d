using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace NewsWatch.Benchmarks;

/// <summary>Publications of made-up articles, each a feed with the whole text, and the one receiver of alerts on them.</summary>
internal sealed class BenchmarkWorld : IAsyncDisposable
{
    private static readonly string[] Subjects =
        ["chatbot", "algorithm", "regulator", "language model", "face recognition", "training data", "robot", "artificial intelligence"];

    private readonly WebApplication _app;
    private readonly (int Entries, int Words) _size;
    private readonly ConcurrentDictionary<string, long> _answered = new();
    private readonly ConcurrentBag<double> _waits = [];
    private long _since;

    private BenchmarkWorld(WebApplication app, (int Entries, int Words) size) => (_app, _size) = (app, size);

    public int Port => new Uri(_app.Urls.First()).Port;

    /// <summary>For each alert that came, the seconds since its feed was answered.</summary>
    public IReadOnlyCollection<double> Waits => _waits;

    /// <summary>Since the first feed was answered.</summary>
    public double Seconds => Stopwatch.GetElapsedTime(_since).TotalSeconds;

    /// <param name="entries">Articles in each feed.</param>
    /// <param name="words">Words in each article.</param>
    public static async Task<BenchmarkWorld> Start(int entries, int words)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var world = new BenchmarkWorld(app, (entries, words));
        app.Run(world.Answer);
        await app.StartAsync();
        return world;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task Answer(HttpContext http)
    {
        if (http.Request.Path == "/hook")
        {
            using var body = await JsonDocument.ParseAsync(http.Request.Body);
            var paper = new Uri(body.RootElement.GetProperty("data").GetProperty("article").GetProperty("url").GetString()!).Host;
            _waits.Add(Stopwatch.GetElapsedTime(_answered[paper]).TotalSeconds);
        }
        else if (http.Request.Path == "/feed")
        {
            var host = http.Request.Host.Host;
            await http.Response.WriteAsync(Feed(host));
            _answered[host] = Stopwatch.GetTimestamp();
            Interlocked.CompareExchange(ref _since, Stopwatch.GetTimestamp(), 0);
        }
        else
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }

    private string Feed(string host)
    {
        var feed = new StringBuilder($"<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><title>{host}</title>");
        for (var i = 0; i < _size.Entries; i++)
        {
            var seed = BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{host}/{i}")));
            feed.Append(CultureInfo.InvariantCulture, $"<item><title>{Next(ref seed)} {Subjects[i % Subjects.Length]} {Next(ref seed)} {Next(ref seed)}</title><link>http://{host}/{i}</link>");
            feed.Append(CultureInfo.InvariantCulture, $"<pubDate>{TimeProvider.System.GetUtcNow().AddMinutes(-5):R}</pubDate><content:encoded>");
            for (var n = 0; n < _size.Words; n++)
                feed.Append(n % 12 == 0 ? Subjects[n / 12 % Subjects.Length] : Next(ref seed)).Append(n % 15 == 14 ? ". " : " ");

            feed.Append("</content:encoded></item>");
        }

        return feed.Append("</channel></rss>").ToString();
    }

    /// <summary>
    /// A word that no other article has beside the same words: SplitMix64 (Steele, Lea, Flood 2014), whose sequences do not run into each
    /// other; where they do, an article is rightly a copy of another, and nobody is alerted.
    /// </summary>
    private static string Next(ref ulong seed)
    {
        seed += 0x9E3779B97F4A7C15;
        var mixed = (seed ^ (seed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return string.Create(6, mixed ^ (mixed >> 31), (word, state) =>
        {
            for (var i = 0; i < word.Length; i++, state /= 26)
                word[i] = (char)('a' + (state % 26));
        });
    }
}
