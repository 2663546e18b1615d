namespace NewsWatch.Elasticsearch.Client;

/// <summary>How an Elasticsearch is reached. The addresses are the operator's own: they do not pass the gate for strangers' addresses.</summary>
public sealed record ElasticsearchOptions
{
    /// <summary>The nodes, each as <c>http(s)://host:port</c> without user and password; any of them will do.</summary>
    public required IReadOnlyList<Uri> Nodes { get; init; }

    /// <summary>For basic authentication; null where there is none.</summary>
    public string? User { get; init; }

    public Secret? Password { get; init; }

    /// <summary>An API key as Elasticsearch gives it (<c>encoded</c>); instead of user and password.</summary>
    public Secret? ApiKey { get; init; }

    /// <summary>A PEM file with the only authority that may have signed the nodes' certificates; null: those that the system trusts.</summary>
    public string? Authority { get; init; }

    /// <summary>What the names of all indexes and aliases begin with, so that several installations can share a cluster.</summary>
    public string Index { get; init; } = "newswatch";

    /// <summary>How long one node may take for one answer.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(15);
}
