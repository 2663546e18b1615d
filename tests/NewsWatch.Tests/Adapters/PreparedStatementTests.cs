using Dapper;
using Microsoft.Data.Sqlite;
using NewsWatch.Sqlite;

namespace NewsWatch.Tests.Adapters;

/// <summary>Statements that stay prepared give what fresh ones give.</summary>
public sealed class PreparedStatementTests : IDisposable
{
    private readonly PreparingConnection _connection;

    public PreparedStatementTests()
    {
        _ = SqliteDatabase.LibraryVersion;
        _connection = new PreparingConnection("Data Source=:memory:");
        _connection.Open();
        _connection.Execute("CREATE TABLE rows (id INTEGER PRIMARY KEY, word TEXT)");
    }

    public void Dispose() => _connection.Dispose();

    [Fact]
    public void One_text_is_prepared_once_and_takes_other_values_each_time()
    {
        for (var i = 0; i < 50; i++)
            _connection.Execute("INSERT INTO rows (id, word) VALUES (@i, @word)", new { i, word = i % 2 == 0 ? null : $"word {i}" });

        _connection.Kept.ShouldBe(1);
        _connection.ExecuteScalar<long>("SELECT count(*) FROM rows WHERE word IS NULL").ShouldBe(25);
        _connection.ExecuteScalar<string>("SELECT word FROM rows WHERE id = @id", new { id = 49 }).ShouldBe("word 49");
        _connection.ExecuteScalar<string?>("SELECT word FROM rows WHERE id = @id", new { id = 48 }).ShouldBeNull();
    }

    [Fact]
    public void Lists_of_any_length_are_asked_for()
    {
        _connection.Execute("INSERT INTO rows (id, word) VALUES (@id, 'w')", Enumerable.Range(1, 20).Select(id => new { id }));
        foreach (var length in (int[])[1, 5, 3, 0, 5, 20])
            _connection.Query<long>("SELECT id FROM rows WHERE id IN @ids AND word = @word", new { ids = Enumerable.Range(1, length), word = "w" }).Count().ShouldBe(length);
    }

    [Fact]
    public void A_statement_may_run_inside_itself()
    {
        _connection.Execute("INSERT INTO rows (id, word) VALUES (1, 'a'), (2, 'b')");
        const string Text = "SELECT word FROM rows WHERE id >= @from ORDER BY id";
        var seen = new List<string>();
        foreach (var outer in _connection.Query<string>(Text, new { from = 1 }, buffered: false))
            seen.AddRange(_connection.Query<string>(Text, new { from = 2 }).Select(inner => outer + inner));

        seen.ShouldBe(["ab", "bb"]);
    }

    [Fact]
    public void A_statement_that_failed_can_run_again_and_the_tables_may_change_under_it()
    {
        const string Insert = "INSERT INTO rows (id, word) VALUES (@id, 'a')";
        _connection.Execute(Insert, new { id = 1 });
        Should.Throw<SqliteException>(() => _connection.Execute(Insert, new { id = 1 }));
        _connection.Execute(Insert, new { id = 2 });
        _connection.Execute("ALTER TABLE rows ADD COLUMN more TEXT DEFAULT 'more'");
        _connection.Execute(Insert, new { id = 3 });
        _connection.Query<(long, string, string)>("SELECT * FROM rows WHERE id = 3").ShouldBe([(3, "a", "more")]);
    }

    [Fact]
    public void What_carried_a_large_value_is_let_go_and_so_are_texts_without_end()
    {
        _connection.Execute("INSERT INTO rows (id, word) VALUES (@id, @word)", new { id = 1, word = new string('a', 100_000) });
        _connection.Kept.ShouldBe(0);
        for (var i = 0; i < 1_000; i++)
            _connection.ExecuteScalar<long>($"SELECT {i}").ShouldBe(i);

        _connection.Kept.ShouldBeLessThanOrEqualTo(100);
    }
}
