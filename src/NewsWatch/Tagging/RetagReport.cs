namespace NewsWatch.Tagging;

/// <summary>What tagging all stored articles again changed, in numbers of articles.</summary>
/// <param name="Articles">Tagged again.</param>
/// <param name="Changed">Of them with another language, scope, topic or known entity.</param>
/// <param name="Languages">With another language.</param>
/// <param name="IntoScope">In scope now and not before.</param>
/// <param name="OutOfScope">No longer in scope.</param>
/// <param name="Topics">By topic's id.</param>
/// <param name="Entities">By known entity's id.</param>
public sealed record RetagReport(
    int Articles,
    int Changed,
    int Languages,
    int IntoScope,
    int OutOfScope,
    IReadOnlyDictionary<string, GainedLost> Topics,
    IReadOnlyDictionary<string, GainedLost> Entities)
{
    public static RetagReport None { get; } = new(0, 0, 0, 0, 0, new Dictionary<string, GainedLost>(), new Dictionary<string, GainedLost>());

    /// <summary>The report with some more articles counted in.</summary>
    public RetagReport With(IReadOnlyList<TagChange> changes) => new(
        Articles + changes.Count,
        Changed + changes.Count(change => change.Any),
        Languages + changes.Count(change => change.Language),
        IntoScope + changes.Count(change => change.IntoScope == true),
        OutOfScope + changes.Count(change => change.IntoScope == false),
        Sum(Topics, changes, change => change.TopicsGained, change => change.TopicsLost),
        Sum(Entities, changes, change => change.EntitiesGained, change => change.EntitiesLost));

    /// <summary>The report for people: a line of counts, then one for each topic and entity that changed, most first.</summary>
    public IEnumerable<string> Lines()
    {
        yield return $"{Articles} articles tagged again, {Changed} changed: {Languages} in language, {IntoScope} came into scope, {OutOfScope} fell out of it.";
        foreach (var line in LinesOf("topic", Topics).Concat(LinesOf("entity", Entities)))
            yield return line;
    }

    private static IEnumerable<string> LinesOf(string what, IReadOnlyDictionary<string, GainedLost> changes) =>
        changes.OrderByDescending(pair => pair.Value.Gained + pair.Value.Lost).ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => $"  {what} {pair.Key}: {pair.Value.Gained} articles gained it, {pair.Value.Lost} lost it");

    private static Dictionary<string, GainedLost> Sum(
        IReadOnlyDictionary<string, GainedLost> before,
        IReadOnlyList<TagChange> changes,
        Func<TagChange, IReadOnlyList<string>> gained,
        Func<TagChange, IReadOnlyList<string>> lost)
    {
        var sum = new Dictionary<string, GainedLost>(before, StringComparer.Ordinal);
        foreach (var change in changes)
        {
            foreach (var id in gained(change))
                sum[id] = sum.GetValueOrDefault(id, new GainedLost(0, 0)) is var one ? one with { Gained = one.Gained + 1 } : one;
            foreach (var id in lost(change))
                sum[id] = sum.GetValueOrDefault(id, new GainedLost(0, 0)) is var one ? one with { Lost = one.Lost + 1 } : one;
        }

        return sum;
    }
}

/// <summary>In how many articles a tag is new, and from how many it is gone.</summary>
public sealed record GainedLost(int Gained, int Lost);
