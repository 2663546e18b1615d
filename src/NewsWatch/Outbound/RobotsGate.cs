using System.Collections.Concurrent;
using System.Text;

namespace NewsWatch.Outbound;

/// <summary>Whether a site lets us read one of its pages, and if not, why.</summary>
/// <param name="IsAllowed">Whether the page may be fetched.</param>
/// <param name="Reason">Why not, in words; null when it may.</param>
public sealed record RobotsVerdict(bool IsAllowed, string? Reason);

/// <summary>
/// Asks a site's robots.txt before an article's page is fetched. A feed is not asked for: its address was given to us to be read.
/// What was learnt is kept for a day at most (RFC 9309, section 2.4), a failure for an hour.
/// </summary>
/// <param name="client">The way out.</param>
/// <param name="clock">What the day is measured by.</param>
public sealed class RobotsGate(GuardedClient client, TimeProvider clock)
{
    private const int MaxSites = 20_000;
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, Site> _sites = new(StringComparer.Ordinal);

    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async Task<RobotsVerdict> Ask(Uri page, CancellationToken cancellation)
    {
        var site = await Find(page).WaitAsync(cancellation);
        return site.Rules.Allows(page)
            ? new RobotsVerdict(true, null)
            : new RobotsVerdict(false, site.Problem ?? $"the robots.txt of {page.IdnHost} asks us not to read this page");
    }

    private async Task<Answer> Find(Uri page)
    {
        var origin = page.GetLeftPart(UriPartial.Authority);
        var now = clock.GetUtcNow();
        while (true)
        {
            if (_sites.Count >= MaxSites)
                Forget(now);

            var site = _sites.GetOrAdd(origin, _ => new Site(now, new Lazy<Task<Answer>>(() => Read(page))));
            var answer = await site.Answer.Value;
            if (answer.Until > now)
                return answer;

            _sites.TryRemove(KeyValuePair.Create(origin, site));
        }
    }

    /// <summary>Fetches for all who ask meanwhile, so no single caller's patience ends it; the client's deadline does.</summary>
    private async Task<Answer> Read(Uri page)
    {
        try
        {
            var response = await client.Send(new FetchRequest(new Uri(page, "/robots.txt"))
            {
                Accept = "text/plain",
                MaxBytes = RobotsRules.MaxBytes,
                CutAtMaxBytes = true,
                Deadline = TimeSpan.FromSeconds(10),
            }, CancellationToken.None);
            var until = clock.GetUtcNow() + Day;
            return response.Status switch
            {
                >= 200 and < 300 => new Answer(RobotsRules.Parse(Encoding.UTF8.GetString(response.Body), client.Product), null, until),
                429 or >= 500 => Unreadable(page, $"answered {response.Status}"),
                _ => new Answer(RobotsRules.AllowAll, null, until),
            };
        }
        catch (FetchException error)
        {
            return Unreadable(page, error.Message);
        }
    }

    /// <summary>RFC 9309, section 2.3.1.4: a site that cannot be asked is left alone.</summary>
    private Answer Unreadable(Uri page, string why) =>
        new(RobotsRules.DisallowAll, $"the robots.txt of {page.IdnHost} could not be read ({why})", clock.GetUtcNow() + Hour);

    private void Forget(DateTimeOffset now)
    {
        foreach (var (origin, site) in _sites)
        {
            if (site.AskedAt + Day <= now)
                _sites.TryRemove(origin, out _);
        }

        if (_sites.Count >= MaxSites)
            _sites.Clear();
    }

    private sealed record Site(DateTimeOffset AskedAt, Lazy<Task<Answer>> Answer);

    private sealed record Answer(RobotsRules Rules, string? Problem, DateTimeOffset Until);
}
