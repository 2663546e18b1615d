namespace NewsWatch.Search.Exports;

/// <summary>What was known after a decision, whatever came later: decisions and versions are never changed, so the past can be read.</summary>
public interface ISnapshots
{
    /// <summary>All that stood after this decision, story by story in the order of their ids; memory holds one story and the list of all.</summary>
    IAsyncEnumerable<ExportRow> After(long decision, CancellationToken cancellation);
}
