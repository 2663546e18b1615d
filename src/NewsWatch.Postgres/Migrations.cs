using System.Globalization;
using System.Reflection;
using Dapper;
using Npgsql;

namespace NewsWatch.Postgres;

/// <summary>
/// Numbered SQL files (<c>Migrations/0001_*.sql</c>), each applied once, in order, in a transaction of its own with the row that
/// says so: cut off halfway it leaves nothing behind. Processes that start together wait for one another at an advisory lock.
/// </summary>
internal static class Migrations
{
    /// <param name="connection">Belongs to no pool: closing it, or its breaking, gives the lock back.</param>
    /// <param name="place">What the database is called in messages.</param>
    /// <exception cref="ConfigurationException">The database was written by a newer NewsWatch than this.</exception>
    public static void Apply(NpgsqlConnection connection, string place)
    {
        connection.Execute("SELECT pg_advisory_lock(@key)", new { key = Locks.Migrations });
        connection.Execute("CREATE TABLE IF NOT EXISTS schema_versions (number integer PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())");
        var applied = connection.ExecuteScalar<int?>("SELECT max(number) FROM schema_versions") ?? 0;
        var files = All();
        if (applied > files[^1].Number)
            throw new ConfigurationException(
                place, null, $"has schema {applied}, and this NewsWatch knows up to {files[^1].Number}; start a newer one");

        foreach (var (number, sql) in files.Where(file => file.Number > applied))
        {
            using var transaction = connection.BeginTransaction();
            connection.Execute(sql, transaction: transaction);
            connection.Execute("INSERT INTO schema_versions (number) VALUES (@number)", new { number }, transaction);
            transaction.Commit();
        }
    }

    private static List<(int Number, string Sql)> All()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return
        [
            .. assembly.GetManifestResourceNames()
                .Where(name => name.EndsWith(".sql", StringComparison.Ordinal))
                .Select(name => (int.Parse(name.AsSpan(0, 4), CultureInfo.InvariantCulture), Text(assembly, name)))
                .OrderBy(file => file.Item1),
        ];
    }

    private static string Text(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
