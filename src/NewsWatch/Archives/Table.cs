namespace NewsWatch.Archives;

/// <summary>A table as every store has it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Columns">The columns that all stores have, in the order of the rows' values.</param>
public sealed record Table(string Name, IReadOnlyList<string> Columns)
{
    /// <summary>
    /// Whether a table belongs to what is kept. What is made of the rest does not, and is made again: the search index, and the
    /// resolver's packed readings. Nor do the databases' own notes.
    /// </summary>
    internal static bool IsKept(string name) =>
        !name.StartsWith("documents", StringComparison.Ordinal) && !name.StartsWith("sqlite_", StringComparison.Ordinal)
        && name is not ("readings" or "schema_versions");
}

/// <summary>How many rows a table has.</summary>
public sealed record TableCount(string Name, long Rows);
