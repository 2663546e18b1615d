using NewsWatch.Alerts;
using NewsWatch.Articles;
using NewsWatch.Delivery;
using NewsWatch.Digests;
using NewsWatch.Feeds;
using NewsWatch.Search;
using NewsWatch.Stories;
using NewsWatch.Tagging;

namespace NewsWatch;

/// <summary>What a process does; one process may have several roles, and by default has all.</summary>
public enum Role
{
    /// <summary>Polls feeds.</summary>
    Poller,

    /// <summary>Reads and tags articles: the expensive, stateless part. Start as many as needed.</summary>
    Worker,

    /// <summary>Resolves stories, indexes, alerts, delivers. One is active; another may stand by.</summary>
    Core,

    /// <summary>Shows pages.</summary>
    Web,
}

/// <summary>One stage of the pipeline.</summary>
/// <param name="Name">The word used in the store, the queue's name, logs and metrics.</param>
/// <param name="Role">The role whose processes run it.</param>
/// <param name="Class">Its <see cref="IStageWork{TFact}"/>, or for a timer the background service.</param>
/// <param name="Consumes">The fact that starts it; null for a timer.</param>
/// <param name="Publishes">The facts that it may announce.</param>
/// <param name="Concurrency">How many messages one process handles at once.</param>
/// <param name="Announce">Makes the fact again from what the store kept of it: id and revision.</param>
/// <param name="Does">What it does, in a line.</param>
public sealed record Stage(
    string Name,
    Role Role,
    Type Class,
    Type? Consumes,
    IReadOnlyList<Type> Publishes,
    int Concurrency,
    Func<string, long, IFact>? Announce,
    string Does)
{
    /// <summary>
    /// The stage whose order this one keeps: its work is done in the order in which that stage's was opened, however many processes
    /// work there. In a cluster one process at a time does it, one after another. Null where the order does not matter.
    /// </summary>
    public string? InTurnBehind { get; init; }

    /// <summary>How many facts one message carries at most. Large enough that a transaction's cost is shared, small enough that a few processes share a burst.</summary>
    public int Together { get; init; } = 32;

    /// <summary>The message of some of its facts; null for a timer.</summary>
    internal Func<IEnumerable<IFact>, object>? Message { get; init; }
}

/// <summary>The whole system on one page: every stage in order, what starts it and what it tells the next.</summary>
public static class Pipeline
{
    public static IReadOnlyList<Stage> Stages { get; } =
    [
        OnTimer<FeedScheduler>("schedule", Role.Poller, [typeof(FeedDue)], "claims the feeds whose time has come"),
        On<FeedDue, PollFeed>("poll", Role.Poller, (id, revision) => new FeedDue(id, revision), [typeof(EntryFound)], 256,
            "conditional GET; 304 is success; finds new and changed entries") with { Together = 1 },
        On<EntryFound, ReadArticle>("read", Role.Worker, (id, revision) => new EntryFound(id, revision), [typeof(ArticleRead)], 16,
            "fetches the page where the feed's text is short; the last stage that sees HTML"),
        On<ArticleRead, TagArticle>("tag", Role.Worker, (id, revision) => new ArticleRead(id, revision), [typeof(ArticleTagged)], 2,
            "language, scope, topics, entities"),
        On<ArticleTagged, ResolveStory>("resolve", Role.Core, (id, revision) => new ArticleTagged(id, revision), [typeof(StoryChanged)], 1,
            "the one stateful decision: a copy? which story? taken from whom? what is new?") with { InTurnBehind = "tag" },
        On<StoryChanged, IndexStory>("index", Role.Core, (id, revision) => new StoryChanged(id, revision), [typeof(StoryIndexed)], 8,
            "makes the change searchable"),
        On<StoryIndexed, RaiseAlerts>("alert", Role.Core, (id, revision) => new StoryIndexed(id, revision), [typeof(AlertRaised)], 8,
            "developments × subscriptions; every silence gets a row and a reason") with { InTurnBehind = "index" },
        On<AlertRaised, DeliverAlert>("deliver", Role.Core, (id, revision) => new AlertRaised(id, revision), [], 8,
            "once per alert, channel and recipient"),
        OnTimer<DigestScheduler>("digest", Role.Core, [], "composes each period's digest; same deliveries"),
    ];

    /// <summary>A page may take its server so long; until then its reading does not stand still, and is not begun beside itself.</summary>
    public static readonly TimeSpan SlowestRead = TimeSpan.FromMinutes(2);

    private static readonly Dictionary<Type, Stage> ByMessage =
        Stages.Where(stage => stage.Consumes is not null).ToDictionary(stage => stage.Consumes!);

    private static readonly Dictionary<string, Stage> ByName = Stages.ToDictionary(stage => stage.Name);

    /// <summary>The stage that this fact starts.</summary>
    public static Stage StageOf(IFact fact) => ByMessage[fact.GetType()];

    /// <summary>The stage that facts of this kind start.</summary>
    public static Stage StageOf<TFact>()
        where TFact : class, IFact =>
        ByMessage[typeof(TFact)];

    /// <summary>The fact that starts a stage, from what the store kept of it.</summary>
    /// <exception cref="KeyNotFoundException">No stage has this name, or it runs on a timer.</exception>
    public static IFact Announcement(string stage, string id, long revision) =>
        ByName[stage].Announce?.Invoke(id, revision) ?? throw new KeyNotFoundException($"the stage '{stage}' runs on a timer");

    /// <summary>The messages that announce these facts, in their order: of each kind together as many as may be.</summary>
    internal static IEnumerable<object> Messages(IEnumerable<IFact> facts) =>
        facts.GroupBy(StageOf).SelectMany(kind => kind.Chunk(kind.Key.Together).Select(kind.Key.Message!));

    private static Stage On<TMessage, TConsumer>(
        string name, Role role, Func<string, long, IFact> announce, IReadOnlyList<Type> publishes, int concurrency, string does)
        where TMessage : class, IFact
        where TConsumer : IStageWork<TMessage> =>
        new(name, role, typeof(TConsumer), typeof(TMessage), publishes, concurrency, announce, does)
        {
            Message = facts => new Announced<TMessage>([.. facts.Cast<TMessage>()]),
        };

    private static Stage OnTimer<TService>(string name, Role role, IReadOnlyList<Type> publishes, string does) =>
        new(name, role, typeof(TService), null, publishes, 1, null, does);
}
