namespace NewsWatch.Tagging;

/// <summary>What tagging an article again changed.</summary>
/// <param name="Language">Whether its language is another.</param>
/// <param name="IntoScope">True: it is in scope now; false: it no longer is; null: as before.</param>
/// <param name="TopicsGained">Ids of topics it has now.</param>
/// <param name="TopicsLost">Ids of topics it had.</param>
/// <param name="EntitiesGained">Ids of known entities it links to now.</param>
/// <param name="EntitiesLost">Ids of known entities it linked to.</param>
public sealed record TagChange(
    bool Language,
    bool? IntoScope,
    IReadOnlyList<string> TopicsGained,
    IReadOnlyList<string> TopicsLost,
    IReadOnlyList<string> EntitiesGained,
    IReadOnlyList<string> EntitiesLost)
{
    /// <summary>Whether a reader would notice: language, scope, topics or known entities; a name that moved by a word is none.</summary>
    public bool Any => Language || IntoScope is not null || TopicsGained.Count + TopicsLost.Count + EntitiesGained.Count + EntitiesLost.Count > 0;

    public static TagChange Between(Tags before, Tags now)
    {
        var (topicsBefore, topicsNow) = (Topics(before), Topics(now));
        var (knownBefore, knownNow) = (Known(before), Known(now));
        return new TagChange(
            before.Language != now.Language,
            before.InScope == now.InScope ? null : now.InScope,
            [.. topicsNow.Except(topicsBefore)],
            [.. topicsBefore.Except(topicsNow)],
            [.. knownNow.Except(knownBefore)],
            [.. knownBefore.Except(knownNow)]);
    }

    private static HashSet<string> Topics(Tags tags) => [.. tags.Topics.Select(topic => topic.Id)];

    private static HashSet<string> Known(Tags tags) => [.. tags.Mentions.Where(mention => mention.EntityId is not null).Select(mention => mention.EntityId!)];
}
