using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Dapper;
using Npgsql;

namespace NewsWatch.Postgres;

/// <summary>
/// Numbered SQL files (<c>Migrations/0001_*.sql</c>), each applied once, in order, in a transaction of its own with the row that
/// says so: cut off halfway it leaves nothing behind. Processes that start together wait for one another at an advisory lock.
/// </summary>
internal static partial class Migrations
{
    /// <summary>The number of the newest.</summary>
    public static int Newest { get; } = All()[^1].Number;

    /// <summary>Every table that they make.</summary>
    public static IReadOnlyList<string> Tables { get; } =
        [Versions, .. All().SelectMany(file => TableMade().Matches(file.Sql)).Select(match => match.Groups["name"].Value)];

    private const string Versions = "schema_versions";

    /// <param name="connection">Belongs to no pool: closing it, or its breaking, gives the lock back.</param>
    /// <param name="place">What the database is called in messages.</param>
    /// <exception cref="ConfigurationException">The database was written by a newer NewsWatch than this.</exception>
    public static void Apply(NpgsqlConnection connection, string place)
    {
        connection.Execute("SELECT pg_advisory_lock(@key)", new { key = Locks.Migrations });
        var applied = Applied(connection, null);
        if (applied > Newest)
            throw new ConfigurationException(
                place, null, $"has schema {applied}, and this NewsWatch knows up to {Newest}; start a newer one");

        foreach (var file in All().Where(file => file.Number > applied))
        {
            using var transaction = connection.BeginTransaction();
            Run(connection, transaction, file);
            transaction.Commit();
        }
    }

    /// <summary>Applies those that are not, up to a number, as a part of a larger transaction.</summary>
    public static void Apply(NpgsqlConnection connection, NpgsqlTransaction within, int upTo)
    {
        var applied = Applied(connection, within);
        foreach (var file in All().Where(file => file.Number > applied && file.Number <= upTo))
            Run(connection, within, file);
    }

    private static int Applied(NpgsqlConnection connection, NpgsqlTransaction? within)
    {
        connection.Execute(
            $"CREATE TABLE IF NOT EXISTS {Versions} (number integer PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())", transaction: within);
        return connection.ExecuteScalar<int?>($"SELECT max(number) FROM {Versions}", transaction: within) ?? 0;
    }

    private static void Run(NpgsqlConnection connection, NpgsqlTransaction transaction, (int Number, string Sql) file)
    {
        connection.Execute(file.Sql, transaction: transaction);
        connection.Execute($"INSERT INTO {Versions} (number) VALUES (@Number)", new { file.Number }, transaction);
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

    [GeneratedRegex(@"^CREATE TABLE (?<name>\w+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TableMade();
}
