namespace NewsWatch.Search;

/// <summary>What an article is counted by beside its day, as people read it.</summary>
/// <param name="StoryId">Its story, if it has one.</param>
/// <param name="Outlet">The outlet's name.</param>
/// <param name="Language">BCP 47.</param>
/// <param name="Topics">Topic ids, best first.</param>
/// <param name="Entities">Names of known entities, each once.</param>
public sealed record DocumentFacets(
    string? StoryId, string Outlet, string Language, IReadOnlyList<string> Topics, IReadOnlyList<string> Entities)
{
    public static DocumentFacets None { get; } = new(null, "", "und", [], []);
}

/// <summary>One value of a facet and how many of the counted articles have it.</summary>
public sealed record FacetCount(string Value, int Count);

/// <summary>Counts over the matches of a search, most frequent first; days newest first.</summary>
/// <param name="Counted">How many matches were counted: the newest, up to <see cref="Searcher.MostCounted"/>.</param>
public sealed record Facets(
    int Counted,
    IReadOnlyList<FacetCount> Topics,
    IReadOnlyList<FacetCount> Entities,
    IReadOnlyList<FacetCount> Outlets,
    IReadOnlyList<FacetCount> Languages,
    IReadOnlyList<FacetCount> Days)
{
    private const int MostValues = 10;
    private const int MostDays = 31;

    /// <param name="found">The matches to count.</param>
    /// <param name="zone">The zone that days are of.</param>
    public static Facets Of(IReadOnlyCollection<Found> found, TimeZoneInfo zone) => new(
        found.Count,
        Most(found.SelectMany(match => match.Facets.Topics)),
        Most(found.SelectMany(match => match.Facets.Entities)),
        Most(found.Select(match => match.Facets.Outlet)),
        Most(found.Select(match => match.Facets.Language)),
        [
            .. found.CountBy(match => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(match.Time, zone).DateTime))
                .OrderByDescending(day => day.Key).Take(MostDays)
                .Select(day => new FacetCount(day.Key.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), day.Value)),
        ]);

    private static IReadOnlyList<FacetCount> Most(IEnumerable<string> values) =>
    [
        .. values.Where(value => value.Length > 0).CountBy(value => value, StringComparer.Ordinal)
            .OrderByDescending(value => value.Value).ThenBy(value => value.Key, StringComparer.Ordinal)
            .Take(MostValues).Select(value => new FacetCount(value.Key, value.Value)),
    ];
}
