using System.Globalization;
using System.Reflection;
using Dapper;
using Microsoft.Data.Sqlite;

namespace NewsWatch.Sqlite;

/// <summary>Numbered SQL files (<c>Migrations/0001_*.sql</c>), each applied once, in order, in a transaction of its own.</summary>
internal static class Migrations
{
    /// <summary>The number of the newest.</summary>
    public static int Newest { get; } = (int)All()[^1].Number;

    /// <param name="connection">The file.</param>
    /// <param name="upTo">The last to apply; the newest unless said otherwise.</param>
    /// <exception cref="ConfigurationException">The file was written by a newer NewsWatch than this.</exception>
    public static void Apply(SqliteConnection connection, int upTo = int.MaxValue)
    {
        var applied = connection.ExecuteScalar<long>("PRAGMA user_version");
        var files = All();
        if (applied > files[^1].Number)
            throw new ConfigurationException(
                connection.DataSource, null, $"has schema {applied}, and this NewsWatch knows up to {files[^1].Number}; start a newer one");

        foreach (var (number, sql) in files.Where(file => file.Number > applied && file.Number <= upTo))
        {
            using var transaction = connection.BeginTransaction();

            // Two processes may start on one file: who comes second finds it done.
            if (connection.ExecuteScalar<long>("PRAGMA user_version", transaction: transaction) >= number)
                continue;

            connection.Execute(sql, transaction: transaction);
            connection.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {number}"), transaction: transaction);
            transaction.Commit();
        }
    }

    private static List<(long Number, string Sql)> All()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return
        [
            .. assembly.GetManifestResourceNames()
                .Where(name => name.EndsWith(".sql", StringComparison.Ordinal))
                .Select(name => (long.Parse(name.AsSpan(0, 4), CultureInfo.InvariantCulture), Text(assembly, name)))
                .OrderBy(file => file.Item1),
        ];
    }

    private static string Text(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
