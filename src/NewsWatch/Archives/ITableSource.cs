namespace NewsWatch.Archives;

/// <summary>All tables of a store as they were at one moment, whatever is written meanwhile: a database's snapshot, or a backup's file.</summary>
public interface ITableSource : IAsyncDisposable
{
    IReadOnlyList<Table> Tables { get; }

    /// <summary>How many rows a table has, as the source itself counts them.</summary>
    Task<long> Count(Table table, CancellationToken cancellation);

    /// <summary>A table's rows: null, whole numbers (truth as 0 and 1) and text, in the order of <see cref="Table.Columns"/>.</summary>
    /// <exception cref="ConfigurationException">The source is damaged.</exception>
    /// <exception cref="UnavailableException">The source went away.</exception>
    IAsyncEnumerable<object?[]> Rows(Table table, CancellationToken cancellation);
}
