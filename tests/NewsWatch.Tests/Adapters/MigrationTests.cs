using Dapper;
using Microsoft.Data.Sqlite;
using NewsWatch.Sqlite;

namespace NewsWatch.Tests.Adapters;

/// <summary>An upgrade of the embedded store that ends halfway, as by kill -9: each number is applied whole or not at all.</summary>
public sealed class MigrationTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("newswatch-upgrade-").FullName;

    public static TheoryData<int> Numbers => [.. Enumerable.Range(1, Names().Count)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public async Task An_upgrade_cut_off_anywhere_is_taken_up_again(int number)
    {
        var file = Path.Combine(_folder, "cut.db");
        await using (var cut = new SqliteConnection($"Data Source={file};Pooling=False"))
        {
            cut.Open();
            foreach (var name in Names().Take(number - 1))
                cut.Execute($"BEGIN; {Text(name)}; PRAGMA user_version = {Number(name)}; COMMIT");

            // All of this one's statements have run when the process dies: nothing of them was committed.
            cut.Execute($"BEGIN; {Text(Names()[number - 1])}; PRAGMA user_version = {Number(Names()[number - 1])}");
        }

        await using (var taken = SqliteDatabase.Open(file, TimeProvider.System))
            (await taken.Read(connection => connection.ExecuteScalar<int>("PRAGMA user_version"), TestContext.Current.CancellationToken)).ShouldBe(Number(Names()[^1]));

        var whole = Path.Combine(_folder, "whole.db");
        await SqliteDatabase.Open(whole, TimeProvider.System).DisposeAsync();
        Schema(file).ShouldBe(Schema(whole));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static List<string> Names() =>
        [.. typeof(SqliteDatabase).Assembly.GetManifestResourceNames().Where(name => name.EndsWith(".sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private static int Number(string name) => int.Parse(name.AsSpan(0, 4), System.Globalization.CultureInfo.InvariantCulture);

    private static string Text(string name)
    {
        using var reader = new StreamReader(typeof(SqliteDatabase).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    private static List<string> Schema(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        return connection.Query<string>("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name").AsList();
    }
}
