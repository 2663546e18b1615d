namespace NewsWatch.Tagging;

/// <summary>A topic as <c>config/topics.yaml</c> defines it.</summary>
/// <param name="Id">A short stable word.</param>
/// <param name="Name">For people.</param>
/// <param name="Definition">When an article gets it.</param>
/// <param name="Query">The topic in the query language of search and subscriptions.</param>
/// <param name="Examples">Invented headlines that have it.</param>
public sealed record Topic(string Id, string Name, string Definition, string Query, IReadOnlyList<string> Examples);

/// <summary>The scope's and the topics' rules, read from a file.</summary>
internal sealed record TopicRegistry(WeightedTerms Scope, IReadOnlyList<Topic> Topics, IReadOnlyList<WeightedTerms> Rules)
{
    /// <param name="path">The file.</param>
    /// <param name="queryFault">Says what is wrong with a query, or null: this room cannot read queries, the one after it can.</param>
    /// <exception cref="ConfigurationException">The file cannot be used.</exception>
    public static TopicRegistry Read(string path, Func<string, string?>? queryFault = null) => Parse(YamlFile.Text(path), path, queryFault);

    /// <exception cref="ConfigurationException">The text cannot be used.</exception>
    public static TopicRegistry Parse(string text, string file, Func<string, string?>? queryFault = null) =>
        Build(YamlFile.Parse<TopicFile>(text, file), file, new ConfigurationLines(text), queryFault);

    private static TopicRegistry Build(TopicFile file, string path, ConfigurationLines lines, Func<string, string?>? queryFault)
    {
        var scope = file.Scope ?? throw new ConfigurationException(path, null, "has no 'scope'; add one with 'terms'");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var topics = new List<Topic>();
        var rules = new List<WeightedTerms>();
        foreach (var row in file.Topics)
        {
            if (row.Id is not { Length: > 0 } id)
                throw new ConfigurationException(path, lines.Of("name", row.Name), $"the topic '{row.Name}' has no id; give it one");

            if (!seen.Add(id))
                throw new ConfigurationException(path, lines.Of("id", id), $"the topic '{id}' stands twice; keep one of them");

            if (string.IsNullOrWhiteSpace(row.Query))
                throw new ConfigurationException(path, lines.Of("id", id), $"the topic '{id}' has no query; add one, such as query: '\"{row.Name ?? id}\"'");

            if (queryFault?.Invoke(row.Query) is { } wrong)
                throw new ConfigurationException(path, lines.Within(lines.Of("id", id), "query:"), $"the query of the topic '{id}' cannot be read: {wrong}; correct it");

            topics.Add(new Topic(id, row.Name ?? id, row.Definition ?? "", row.Query, row.Examples));
            rules.Add(Rule(id, row.Terms, row.Threshold, path, lines));
        }

        return new TopicRegistry(Rule("scope", scope.Terms, scope.Threshold, path, lines), topics, rules);
    }

    private static WeightedTerms Rule(string id, Dictionary<double, List<string>> terms, double threshold, string path, ConfigurationLines lines)
    {
        var line = lines.Of("id", id) ?? lines.OfKey(id);
        var list = terms.SelectMany(group => group.Value.Select(term => new WeightedTerm(term, group.Key))).ToList();
        if (list.Count == 0)
            throw new ConfigurationException(path, line, $"'{id}' has no terms; add some under a weight");

        if (list.Select(term => Phrase.Fault(term.Text)).FirstOrDefault(fault => fault is not null) is { } wrong)
            throw new ConfigurationException(path, line, $"in '{id}': {wrong}");

        if (!(threshold > 0))
            throw new ConfigurationException(path, line, $"'{id}' has the threshold {threshold}; give it a number above 0");

        if (list.GroupBy(term => term.Text, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new ConfigurationException(path, line, $"'{id}' has the term '{twice.Key}' twice; keep one of them");

        return new WeightedTerms { Id = id, Terms = list, Threshold = threshold };
    }

    private sealed class TopicFile
    {
        public ScopeRow? Scope { get; set; }

        public List<TopicRow> Topics { get; set; } = [];
    }

    private class ScopeRow
    {
        public double Threshold { get; set; } = 1;

        public Dictionary<double, List<string>> Terms { get; set; } = [];
    }

    private sealed class TopicRow : ScopeRow
    {
        public string? Id { get; set; }

        public string? Name { get; set; }

        public string? Definition { get; set; }

        public string? Query { get; set; }

        public List<string> Examples { get; set; } = [];
    }
}
