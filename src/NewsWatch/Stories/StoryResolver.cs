using NewsWatch.Articles;

namespace NewsWatch.Stories;

/// <summary>
/// The one engine of this process, behind a door that lets one article in at a time. Rebuilt from the store's decisions
/// at first use, and again whenever the store holds a decision that this memory did not make: then another process
/// resolved meanwhile, or a save failed halfway.
/// </summary>
public sealed class StoryResolver(IStoryStore store, OutletRegistry outlets) : IDisposable
{
    /// <summary>How far back decisions are read: the window in which stories can still grow.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromDays(14);

    private readonly SemaphoreSlim _door = new(1);
    private StoryEngine? _engine;
    private long _lastDecision;

    /// <summary>Waits for the turn and gives an engine that knows all that the store knows.</summary>
    public async Task<Turn> Enter(CancellationToken cancellation)
    {
        await _door.WaitAsync(cancellation);
        try
        {
            if (_engine is null || _lastDecision != await store.LastDecision(cancellation))
            {
                // What is behind must not be taken for what the store holds, should the store go away meanwhile.
                _engine = null;
                _engine = await Rebuild(cancellation);
            }

            return new Turn(this, _engine);
        }
        catch
        {
            _door.Release();
            throw;
        }
    }

    public void Dispose() => _door.Dispose();

    private async Task<StoryEngine> Rebuild(CancellationToken cancellation)
    {
        var engine = new StoryEngine(outlets);
        _lastDecision = await store.LastDecision(cancellation);
        foreach (var pair in await store.Pairs(cancellation))
            engine.Keep(pair);

        await new Rebuilding(store, engine, Window).Run(cancellation);
        return engine;
    }

    /// <summary>One article's turn. Unless it is kept, the memory is thrown away and rebuilt from what was saved.</summary>
    public sealed class Turn : IDisposable
    {
        private readonly StoryResolver _resolver;
        private readonly StoryEngine _engine;
        private bool _kept = true;

        internal Turn(StoryResolver memory, StoryEngine engine)
        {
            _resolver = memory;
            _engine = engine;
        }

        /// <summary>Decides on an article, takes the decision in, and looks again at what it puts in another light.</summary>
        public Verdict Resolve(Candidate candidate)
        {
            _kept = false;
            var arrival = InScope(candidate, _engine.Decide(candidate));
            _engine.Apply(candidate, arrival);
            var reading = _engine.Pack(candidate);
            var revised = new List<Decision>();
            foreach (var (earlier, decision) in _engine.Reconsider(candidate))
            {
                _engine.Apply(earlier, decision);
                revised.Add(decision);
            }

            _engine.Forget(candidate.Article.FoundAt);
            return new Verdict(arrival, revised, reading);
        }

        /// <summary>The newest decision that this memory knows: what a verdict is made on.</summary>
        public long Knows => _resolver._lastDecision;

        /// <summary>The verdict was saved: the memory holds what the store holds.</summary>
        /// <param name="lastDecision">The number of the last decision saved.</param>
        public void Keep(long lastDecision)
        {
            _resolver._lastDecision = lastDecision;
            _kept = true;
        }

        public void Dispose()
        {
            if (!_kept)
                _resolver._engine = null;

            _resolver._door.Release();
        }

        /// <summary>
        /// Only what is about AI opens a story. What continues one belongs to it whatever its own words: a follow-up seldom
        /// says again what the story is about.
        /// </summary>
        private static Decision InScope(Candidate candidate, Decision decision) =>
            candidate.Tags.InScope || decision.Developments.All(development => development.Kind != DevelopmentKind.FirstReport)
                ? decision
                : new Decision
                {
                    ArticleId = candidate.Article.Id,
                    Version = candidate.Article.Version,
                    StoryId = null,
                    Role = StoryRole.None,
                    Reasons = ["out of scope: it is not about AI"],
                    Inputs = decision.Inputs,
                };
    }
}

/// <summary>The decision on an arriving article, the earlier decisions that it revises, and what was read to make it.</summary>
public sealed record Verdict(Decision Arrival, IReadOnlyList<Decision> Revised, StoredReading? Reading = null);
