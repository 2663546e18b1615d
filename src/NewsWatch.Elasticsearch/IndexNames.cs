namespace NewsWatch.Elasticsearch;

/// <summary>What our indexes and aliases are called, all beginning with the installation's own word.</summary>
internal sealed record IndexNames(string Prefix)
{
    /// <summary>The alias that searches ask and writes go to: always one index.</summary>
    public string Articles => $"{Prefix}-articles";

    /// <summary>The alias of the index that a rebuild is filling; there while one runs. Writes go to it too.</summary>
    public string Next => $"{Prefix}-articles-next";

    /// <summary>What the indexes themselves begin with.</summary>
    public string Indexes => $"{Prefix}-articles-v";

    /// <summary>An index of one document: the number that was given last, and whether a rebuild runs.</summary>
    public string State => $"{Prefix}-state";

    /// <summary>A new index, by the mapping's version and the moment: a later one has a larger name.</summary>
    public string New(DateTimeOffset now) => $"{Indexes}{IndexShape.Version}-{now.ToUnixTimeMilliseconds()}";
}
