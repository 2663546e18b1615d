using System.Runtime.CompilerServices;
using Dapper;
using Microsoft.Data.Sqlite;
using NewsWatch.Alerts;
using NewsWatch.Archives;
using NewsWatch.Articles;
using NewsWatch.Delivery;
using NewsWatch.Sqlite;

namespace NewsWatch.Tests.Archives;

/// <summary>
/// Two rows for each table that the schema has, whatever tables those are: a table that is added later is tested with the rest.
/// </summary>
internal sealed class InventedTables(IReadOnlyList<Table> tables, IReadOnlySet<(string, string)> numbers) : ITableSource
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public IReadOnlyList<Table> Tables => tables;

    /// <summary>When set, this table breaks off after its first row.</summary>
    public string? Breaks { get; init; }

    public static InventedTables Of(int schema = int.MaxValue)
    {
        using var connection = SqliteTableTarget.Connection(":memory:", SqliteOpenMode.Memory);
        connection.Open();
        Migrations.Apply(connection, schema);
        var tables = SqliteTables.Of(connection);
        return new InventedTables(
            tables,
            tables.SelectMany(table => connection.Query<string>("SELECT name FROM pragma_table_info(@Name) WHERE type = 'INTEGER'", new { table.Name })
                .Select(column => (table.Name, column))).ToHashSet());
    }

    public InventedTables Only(Func<Table, bool> some) => new([.. tables.Where(some)], numbers);

    public InventedTables BreakingIn(string table) => new(tables, numbers) { Breaks = table };

    public Task<long> Count(Table table, CancellationToken cancellation) => Task.FromResult(2L);

    public async IAsyncEnumerable<object?[]> Rows(Table table, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var i = 0; i < 2; i++)
        {
            await Task.Yield();
            if (i == 1 && Breaks == table.Name)
                throw new InvalidOperationException("broken off");

            yield return [.. table.Columns.Select(column => Value(table.Name, column, i))];
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Numbers are 0 and 1, so that they are truths too; ids of one number belong together.</summary>
    private object? Value(string table, string column, int i) => (table, column) switch
    {
        _ when numbers.Contains((table, column)) => (long)i,
        ("articles" or "article_versions", "article") => Json.Write(Article(i)),
        ("held_back", "held") => Json.Write(new HeldBack($"held-{i}", $"id-{i}", $"id-{i}", i, null, HeldBackReason.Copy, "a copy", Noon)),
        ("deliveries", "delivery") => Json.Write(Delivery(i)),
        ("deliveries", "message") => Json.Write(Delivery(i).Message),
        ("deliveries", "subject_kind") => nameof(SubjectKind.Alert),
        ("deliveries", "state") => nameof(DeliveryState.Sent),
        (_, "id") => $"id-{i}",
        _ when column.EndsWith("_id", StringComparison.Ordinal) => $"id-{i}",
        _ => $"{column} {i}: »Ä\", \\ and\na line more",
    };

    private static Article Article(int i) => new()
    {
        Id = $"id-{i}",
        CanonicalUrl = $"https://paper.example/{i}",
        OutletId = "paper",
        OutletName = "The Paper",
        Title = $"Gulls stop crane {i}",
        Text = "A crane stopped for gulls.",
        FoundAt = Noon,
    };

    internal static NewsWatch.Delivery.Delivery Delivery(int i) => new()
    {
        Id = $"id-{i}",
        SubjectKind = SubjectKind.Alert,
        SubjectId = "a",
        SubscriptionId = "desk",
        Channel = "mail",
        Recipient = "desk@paper.example",
        Message = new OutgoingMessage { Subject = "s", Line = "l", Text = "t", Html = "h", Payload = "{}", Date = Noon },
        Attempts = 2 * i,
        PossibleRepeats = i,
        FirstAttemptAt = i == 0 ? null : Noon,
        LastAttemptAt = i == 0 ? null : Noon.AddMilliseconds(1234),
        LastError = i == 0 ? null : "»Ä\" refused",
    };
}
