using Dapper;
using NewsWatch.Search;

namespace NewsWatch.Sqlite;

/// <summary>
/// A query as a condition on a row <c>d</c> of <c>documents</c>. Everything that somebody wrote travels as a parameter.
/// </summary>
internal sealed class SqliteQuery
{
    private readonly QueryClock _clock;

    private SqliteQuery(QueryClock clock) => _clock = clock;

    public string Condition { get; private set; } = "";

    public DynamicParameters Parameters { get; } = new();

    public static SqliteQuery Of(Query query, QueryClock clock)
    {
        var sql = new SqliteQuery(clock);
        sql.Condition = sql.Translate(query);
        return sql;
    }

    private string Translate(Query query) => query switch
    {
        Everything => "1",
        And and => Joined(and.Parts, " AND ", "1"),
        Or or => Joined(or.Parts, " OR ", "0"),
        Not not => $"NOT {Translate(not.Part)}",
        Phrase phrase => Words(phrase.In, FtsPhrase(phrase)),
        Near near => Words(near.In, FtsNear(near)),
        Has has => $"d.number IN (SELECT number FROM document_keys WHERE key = {Parameter(has.Key)})",
        Sources sources => $"d.sources {Operator(sources.Comparison)} {Parameter(sources.Count)}",
        Dated dated => Time(dated),
        _ => throw new NotSupportedException($"SQLite is not taught {query.GetType().Name}"),
    };

    private string Joined(IReadOnlyList<Query> parts, string by, string none) =>
        parts.Count == 0 ? none : $"({string.Join(by, parts.Select(Translate))})";

    private string Words(TextField field, string? fts) => fts is null
        ? "0"
        : $"d.number IN (SELECT rowid FROM documents_fts WHERE documents_fts MATCH {Parameter(field == TextField.Title ? $"title : {fts}" : fts)})";

    // Words are letters and digits only (Tokens.Of): a quotation mark cannot end the string early.
    private static string? FtsPhrase(Phrase phrase)
    {
        var (words, openEnd) = Tokens.Wanted(phrase.Text);
        return words.Count == 0 ? null : $"\"{string.Join(' ', words)}\"{(openEnd || phrase.Prefix ? "*" : "")}";
    }

    private static string? FtsNear(Near near)
    {
        var phrases = near.Phrases.Select(FtsPhrase).OfType<string>().ToList();
        return phrases.Count switch
        {
            0 => null,
            1 => phrases[0],
            _ => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"NEAR({string.Join(' ', phrases)}, {near.Within})"),
        };
    }

    private string Time(Dated dated)
    {
        if (dated.Side != DateSide.On)
            return $"d.time {(dated.Side == DateSide.After ? ">=" : "<")} {Parameter(Milliseconds(dated.Date.Resolve(_clock)))}";

        var (start, end) = dated.Date.Day(_clock);
        return $"(d.time >= {Parameter(Milliseconds(start))} AND d.time < {Parameter(Milliseconds(end))})";
    }

    private static long Milliseconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    private static string Operator(Comparison comparison) => comparison switch
    {
        Comparison.Equal => "=",
        Comparison.AtLeast => ">=",
        Comparison.MoreThan => ">",
        Comparison.AtMost => "<=",
        _ => "<",
    };

    private string Parameter(object value)
    {
        var name = $"p{Parameters.ParameterNames.Count()}";
        Parameters.Add(name, value);
        return $"@{name}";
    }
}
