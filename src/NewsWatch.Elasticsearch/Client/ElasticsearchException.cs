namespace NewsWatch.Elasticsearch.Client;

/// <summary>Elasticsearch answered, and said no.</summary>
/// <param name="node">Which node.</param>
/// <param name="path">What was asked for, without secrets: method and path.</param>
/// <param name="status">HTTP status.</param>
/// <param name="type">Elasticsearch's own name for what went wrong, such as <c>index_not_found_exception</c>.</param>
/// <param name="reason">Elasticsearch's words.</param>
public sealed class ElasticsearchException(Uri node, string path, int status, string type, string reason)
    : Exception($"Elasticsearch at {node.GetLeftPart(UriPartial.Authority)} answered {status} to {path}: {Shortened(reason)} ({type}). {ToDo(status)}")
{
    private const int LongestReason = 400;

    public int Status { get; } = status;

    public string Type { get; } = type;

    public string Reason { get; } = reason;

    public bool IsMissingIndex => Status == 404 && Type == "index_not_found_exception";

    /// <summary>Whether the same request may do well later, without anybody changing it.</summary>
    public bool IsTemporary => Status is 429 or >= 500;

    private static string Shortened(string reason) => reason.Length <= LongestReason ? reason : reason[..LongestReason] + "…";

    private static string ToDo(int status) => status switch
    {
        401 => "Correct the user and password or the API key in 'search'.",
        403 => "Give this user the rights to make, write and read these indexes, or name another in 'search'.",
        404 => "Make the index with `newswatch index rebuild`.",
        429 => "It has too much to do or too little disk; it is tried again.",
        >= 500 => "Look into the node's log; it is tried again.",
        _ => "This is a fault of NewsWatch or of an Elasticsearch older than 7.17; report it with this message.",
    };
}
