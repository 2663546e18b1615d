using System.Globalization;
using Dapper;
using NewsWatch.Search;

namespace NewsWatch.Sqlite;

/// <summary>
/// A query as FTS5 and SQL ask it of <c>documents d</c>. What is words and keys only becomes one FTS5 expression, which the
/// index walks newest first and stops when it has enough; dates become ranges of the numbers that it walks, counts conditions on
/// the rows that it yields.
/// Everything that somebody wrote travels as a parameter; in an FTS5 expression it stands in quotes and holds none.
/// </summary>
internal sealed class SqliteQuery
{
    /// <summary>FTS5's parser has a stack of a hundred; what nests deeper is asked piece by piece.</summary>
    private const int DeepestExpression = 12;

    /// <summary>SQLite's own parser has a stack of a hundred too.</summary>
    private const int DeepestCondition = 8;

    private const string DocumentRows = "d.number";

    private readonly QueryClock _clock;
    private readonly List<string> _aside = [];
    private string _row = DocumentRows;
    private string _from = "0";
    private string _to = "@before";

    private SqliteQuery(QueryClock clock) => _clock = clock;

    /// <summary>What stands before the SELECT: parts of a deeply nested query, each a table of its own.</summary>
    public string With => _aside.Count == 0 ? "" : $"WITH {string.Join(", ", _aside)} ";

    /// <summary>The FTS5 expression to walk by; null where the rows themselves are walked.</summary>
    public string? Match { get; private set; }

    /// <summary>What a row must meet beside that; asks nothing of <c>d</c> where there is a <see cref="Match"/>.</summary>
    public string Condition { get; private set; } = "1";

    /// <summary>The numbers among which all matches before the parameter <c>@before</c> are.</summary>
    public string Range => $"{_row} >= {_from} AND {_row} < {_to}";

    public DynamicParameters Parameters { get; } = new();

    public static SqliteQuery Of(Query query, QueryClock clock)
    {
        var sql = new SqliteQuery(clock);
        IReadOnlyList<Query> parts = query is And and ? and.Parts : [query];
        var walked = parts.Where(part => Expression(part, 0) is not null).ToList();
        var ruledOut = walked.Count == 0 ? [] : parts.Where(part => part is Not not && Expression(not.Part, 0) is not null).ToList();
        if (walked.Count > 0)
            (sql.Match, sql._row) = (Expression(new And([.. walked, .. ruledOut]), 0), "f.rowid");

        foreach (var dated in parts.OfType<Dated>())
            sql.Narrow(dated);

        var rest = sql.Match is null ? parts : [.. parts.Where(part => !walked.Contains(part) && !ruledOut.Contains(part))];
        sql.Condition = sql.Joined(rest, " AND ", "1", 0);
        return sql;
    }

    /// <summary>A key as one word of FTS5's: what parts words in it is replaced by letters that no key holds.</summary>
    public static string Word(string key) => key.Replace(':', '\u02D0').Replace(' ', '\u02BC');

    /// <summary>The whole query as an FTS5 expression; null where it asks for more than words and keys, or only rules out.</summary>
    private static string? Expression(Query query, int depth) => depth > DeepestExpression ? null : query switch
    {
        Phrase phrase => Column(phrase.In) + OfPhrase(phrase),
        Near near => Column(near.In) + OfNear(near),
        Has has => $"keys : \"{Word(has.Key)}\"",
        Or or => All(or.Parts, " OR ", depth),
        And and => Both(and, depth),
        _ => null,
    };

    private static string? Both(And and, int depth)
    {
        var (wanted, ruledOut) = (and.Parts.Where(part => part is not Not).ToList(), and.Parts.OfType<Not>().Select(not => not.Part).ToList());
        if (wanted.Count == 0 || All(wanted, " AND ", depth) is not { } positive)
            return null;
        if (ruledOut.Count == 0)
            return positive;

        return All(ruledOut, " OR ", depth) is { } negative ? $"({positive} NOT {negative})" : null;
    }

    private static string? All(IReadOnlyList<Query> parts, string by, int depth)
    {
        var expressions = new List<string>(parts.Count);
        foreach (var part in parts)
        {
            if (Expression(part, depth + 1) is not { } expression)
                return null;

            expressions.Add(expression);
        }

        return expressions.Count == 0 ? null : $"({string.Join(by, expressions)})";
    }

    private static string Column(TextField field) => field is TextField.Title ? "title : " : "{title body} : ";

    // Words are letters and digits only (Tokens.Of): a quotation mark cannot end the string early.
    private static string OfPhrase(Phrase phrase)
    {
        var (words, openEnd) = Tokens.Wanted(phrase.Text);
        return $"\"{string.Join(' ', words)}\"{(openEnd || phrase.Prefix ? "*" : "")}";
    }

    private static string OfNear(Near near)
    {
        var phrases = near.Phrases.Select(OfPhrase).ToList();
        return phrases.Count == 1
            ? phrases[0]
            : string.Create(CultureInfo.InvariantCulture, $"NEAR({string.Join(' ', phrases)}, {near.Within})");
    }

    private string Translate(Query query, int depth) => query switch
    {
        Everything => "1",
        And or Or or Not when depth > DeepestCondition => Aside(query),
        And and => Joined(and.Parts, " AND ", "1", depth + 1),
        Or or => Joined(or.Parts, " OR ", "0", depth + 1),
        Not not => $"NOT {Translate(not.Part, depth + 1)}",
        Sources sources => $"{SourcesOfRow} {Operator(sources.Comparison)} {Parameter(sources.Count)}",
        Dated dated => Time(dated),
        _ => $"{_row} IN (SELECT rowid FROM documents_fts WHERE documents_fts MATCH {Parameter(Expression(query, 0) ?? throw new NotSupportedException($"SQLite is not taught {query.GetType().Name}"))})",
    };

    private string Aside(Query query)
    {
        var row = _row;
        _row = DocumentRows;
        var condition = Translate(query, 0);
        _row = row;
        _aside.Add($"part{_aside.Count} AS MATERIALIZED (SELECT d.number FROM documents d WHERE {condition})");
        return $"{_row} IN part{_aside.Count - 1}";
    }

    private string Joined(IReadOnlyList<Query> parts, string by, string none, int depth) =>
        parts.Count == 0 ? none : $"({string.Join(by, parts.Select(part => Translate(part, depth)))})";

    // Of the row at hand; beside an FTS5 walk fetched only where the condition comes to it.
    private string TimeOfRow => _row == DocumentRows ? "d.time" : $"(SELECT t.time FROM documents t WHERE t.number = {_row})";

    // From an index of nothing else: a walk may come to very many rows, each with its text on a page of its own.
    private string SourcesOfRow => $"(SELECT t.sources FROM documents t INDEXED BY documents_sources WHERE t.number = {_row})";

    /// <summary>Walks only the numbers that a date which must hold leaves.</summary>
    private void Narrow(Dated dated)
    {
        var (after, before) = Limits(dated);
        if (after is { } from)
            _from = $"max({_from}, {Parameter(DocumentNumber.First(from))})";
        if (before is { } to)
            _to = $"min({_to}, max({Parameter(DocumentNumber.Next(DocumentNumber.First(to)))}, coalesce((SELECT max(number) + 1 {Moved(to)}), 0)))";
    }

    private string Time(Dated dated)
    {
        var (after, before) = Limits(dated);
        return $"({(after is { } from ? After(from) : "1")} AND {(before is { } to ? $"NOT {After(to)}" : "1")})";
    }

    /// <summary>At this time or later, told by the number where it can be: the row is read only for what is of the same minute.</summary>
    private string After(long time)
    {
        if (time < DocumentNumber.Minute)
            return $"({TimeOfRow} >= {Parameter(time)})";

        var first = DocumentNumber.First(time);
        var whole = time % DocumentNumber.Minute == 0
            ? $"{_row} >= {Parameter(first)}"
            : $"({_row} >= {Parameter(DocumentNumber.Next(first))} OR ({_row} >= {Parameter(first)} AND {TimeOfRow} >= {Parameter(time)}))";
        return $"({whole} AND {_row} NOT IN (SELECT number {Moved(time)}))";
    }

    private string Moved(long before) => $"FROM documents INDEXED BY documents_moved WHERE {DocumentNumber.Moved} AND time < {Parameter(before)}";

    private (long? After, long? Before) Limits(Dated dated)
    {
        if (dated.Side is DateSide.On)
        {
            var (start, end) = dated.Date.Day(_clock);
            return (start.ToUnixTimeMilliseconds(), end.ToUnixTimeMilliseconds());
        }

        var moment = dated.Date.Resolve(_clock).ToUnixTimeMilliseconds();
        return dated.Side is DateSide.After ? (moment, null) : (null, moment);
    }

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
