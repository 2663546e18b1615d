namespace NewsWatch.Search;

/// <summary>A query that cannot be read: what is wrong, and at which character.</summary>
public sealed class QueryException(string query, int position, string problem)
    : Exception($"character {position + 1} of the query: {problem}")
{
    public string Query { get; } = query;

    /// <summary>Index of the UTF-16 unit where the problem begins; the query's length where something is missing at its end.</summary>
    public int Position { get; } = position;

    public string Problem { get; } = problem;

    /// <summary>The query's part around the problem with a caret under the character, in two lines for a terminal.</summary>
    public string Marked
    {
        get
        {
            const int Before = 30;
            const int Width = 72;
            var start = Math.Max(0, Position - Before);
            var part = Query.AsSpan(start, Math.Min(Width, Query.Length - start)).ToString();
            var line = string.Concat(part.Select(c => char.IsControl(c) ? ' ' : c));
            return $"{line}\n{new string(' ', Position - start)}^";
        }
    }
}
