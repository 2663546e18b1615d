using NewsWatch.Postgres;
using Npgsql;

namespace NewsWatch.Tests.Adapters;

/// <summary>The PostgreSQL server that <c>tests/run</c> starts, or that the environment names; each test has a database of its own there.</summary>
internal static class PostgresServer
{
    public const string Variable = "NEWSWATCH_TEST_POSTGRES";

    /// <summary>Makes an empty database and gives its address.</summary>
    public static string NewDatabase()
    {
        var server = Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrEmpty(server))
        {
            var why = $"there is no PostgreSQL server; start one with tests/run or name one in {Variable}";
            if (Environment.GetEnvironmentVariable("CI") == "true")
                Assert.Fail(why);

            Assert.Skip(why);
        }

        var name = $"newswatch_{Guid.NewGuid():N}";
        using var connection = new NpgsqlConnection(Connection(server));
        connection.Open();
        using var create = new NpgsqlCommand($"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0", connection);
        create.ExecuteNonQuery();
        return new UriBuilder(server) { Path = name }.Uri.OriginalString;
    }

    public static Task Drop(string database) => Execute($"DROP DATABASE {NameOf(database)} WITH (FORCE)");

    /// <summary>Ends every connection to a database, as a restart of the server does.</summary>
    public static Task CutConnections(string database) =>
        Execute($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{NameOf(database)}'");

    private static string NameOf(string database) => new Uri(database).AbsolutePath[1..];

    private static async Task Execute(string sql)
    {
        await using var connection = new NpgsqlConnection(Connection(Environment.GetEnvironmentVariable(Variable)!));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static string Connection(string server) =>
        PostgresAddress.Parse(new UriBuilder(server) { Path = "postgres" }.Uri.OriginalString).Unpooled;
}
