namespace NewsWatch.Archives;

/// <summary>An empty store that is filled with the tables of another.</summary>
public interface ITableTarget
{
    /// <summary>
    /// Takes all tables, or, whatever happens meanwhile, none. The schema is made as the rows know it and brought up to date after.
    /// </summary>
    /// <param name="source">Where the rows come from.</param>
    /// <param name="schema">The number of this kind of store's schema at which the rows were written.</param>
    /// <param name="done">Told each table that is in, with its rows as the target counts them.</param>
    /// <param name="cancellation">Gives up; nothing is left behind.</param>
    /// <exception cref="ConfigurationException">The store holds something, the rows are of a newer schema, or nothing can be written there.</exception>
    /// <exception cref="UnavailableException">The store went away.</exception>
    Task Fill(ITableSource source, int schema, Action<TableCount> done, CancellationToken cancellation);
}
