namespace NewsWatch.Alerts;

/// <summary>
/// What subscribers were told before, while several changes are gone through: what the store holds, and what has been decided since,
/// which is saved with the rest.
/// </summary>
internal sealed class ToldBefore
{
    private readonly IAlertStore _store;
    private readonly IReaderStore _readers;
    private readonly Dictionary<(string Story, string Subscription), List<Told>> _told;
    private readonly Dictionary<string, IReadOnlySet<Lesson>> _lessons = new(StringComparer.Ordinal);
    private readonly List<Alert> _raised = [];

    private ToldBefore(IAlertStore store, IReaderStore readers, Dictionary<(string Story, string Subscription), List<Told>> told) =>
        (_store, _readers, _told) = (store, readers, told);

    /// <summary>What the store holds of these stories and subscriptions; without a story nothing was told of it.</summary>
    public static async Task<ToldBefore> Load(
        IAlertStore store, IReaderStore readers, IReadOnlyList<(string? Story, string Subscription)> asked, CancellationToken cancellation)
    {
        var keys = asked.Where(key => key.Story is not null).Select(key => (key.Story!, key.Subscription)).Distinct().ToList();
        var told = (await store.ToldOf(keys, cancellation)).ToDictionary(row => row.Key, row => row.Value.ToList());
        return new ToldBefore(store, readers, told);
    }

    /// <summary>What this subscriber has been told of a story, oldest first.</summary>
    public IReadOnlyList<Told> Of(string? story, string subscription) =>
        story is not null && _told.TryGetValue((story, subscription), out var told) ? told : [];

    /// <summary>Whatever is decided next is decided after this.</summary>
    public AlertOutcome Keep(AlertOutcome outcome)
    {
        if (outcome is not Alert alert)
            return outcome;

        _raised.Add(alert);
        if (!_told.TryGetValue((alert.StoryId, alert.SubscriptionId), out var told))
            _told[(alert.StoryId, alert.SubscriptionId)] = told = [];

        told.AddRange(alert.Told);
        return outcome;
    }

    public async Task<Habits> HabitsOf(Subscription subscription, string articleId, DateTimeOffset now, CancellationToken cancellation)
    {
        if (!_lessons.TryGetValue(subscription.Id, out var lessons))
            _lessons[subscription.Id] = lessons = await _readers.LessonsOf(subscription.Id, cancellation);

        return new Habits(subscription.Burst is null ? 0 : await RaisedThisHour(subscription.Id, articleId, now, cancellation), lessons);
    }

    private async Task<int> RaisedThisHour(string subscription, string articleId, DateTimeOffset now, CancellationToken cancellation) =>
        await _store.RaisedSince(subscription, now.AddHours(-1), articleId, cancellation)
        + _raised.Where(alert => alert.SubscriptionId == subscription && alert.ArticleId != articleId).DistinctBy(alert => alert.Id).Count();
}
