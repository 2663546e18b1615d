using NewsWatch.Retention;

namespace NewsWatch.Host;

/// <summary>How long what may be removed is kept: <c>forever</c>, or a number of days such as <c>30 days</c>.</summary>
internal sealed record RetentionSettings
{
    /// <summary>What feeds carried of their entries: the article made of it stays, and quarantined reading keeps its own.</summary>
    public string FeedTexts { get; init; } = "30 days";

    /// <summary>Messages that their receivers took: half a year, for whoever asks what was sent.</summary>
    public string SentDeliveries { get; init; } = "180 days";

    /// <summary>The times in which a feed needed somebody, when they are over.</summary>
    public string EndedIncidents { get; init; } = "180 days";

    /// <summary>Why an article was not told: every silence keeps its reason, unless somebody decides otherwise.</summary>
    public string Silences { get; init; } = RetentionRules.Forever;

    /// <summary>Work that failed for good: it waits for a person.</summary>
    public string Quarantine { get; init; } = RetentionRules.Forever;

    /// <exception cref="ConfigurationException">One of them is no such time.</exception>
    public RetentionRules Rules()
    {
        var rules = new Dictionary<Prunable, TimeSpan>();
        Add(Prunable.FeedTexts, "feedTexts", FeedTexts);
        Add(Prunable.SentDeliveries, "sentDeliveries", SentDeliveries);
        Add(Prunable.EndedIncidents, "endedIncidents", EndedIncidents);
        Add(Prunable.Silences, "silences", Silences);
        Add(Prunable.Quarantine, "quarantine", Quarantine);
        return new RetentionRules(rules);

        void Add(Prunable what, string key, string written)
        {
            try
            {
                if (RetentionRules.Time(written) is { } kept)
                    rules.Add(what, kept);
            }
            catch (FormatException error)
            {
                throw new ConfigurationException("newswatch.json", null, $"'retention.{key}' {error.Message}", error);
            }
        }
    }
}
