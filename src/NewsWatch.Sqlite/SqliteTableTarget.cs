using Dapper;
using Microsoft.Data.Sqlite;
using NewsWatch.Archives;

namespace NewsWatch.Sqlite;

/// <summary>
/// The file of an embedded store that is to be filled. It is made beside its place and gets its name when it is whole and on the
/// disk: killed at any moment, the store is there or it is not.
/// </summary>
public sealed class SqliteTableTarget(string file) : ITableTarget
{
    /// <summary>The number of the schema that this program writes.</summary>
    public static int Schema => Migrations.Newest;

    public async Task Fill(ITableSource source, int schema, Action<TableCount> done, CancellationToken cancellation)
    {
        if (schema > Schema)
            throw new ConfigurationException(file, null, $"cannot take tables of schema {schema}, which are from a newer NewsWatch (this one knows up to {Schema}); use that one");

        var part = file + ".restoring";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
            RefuseToReplace();
            File.Delete(part);
            await Write(part, source, schema, done, cancellation);
            using (var written = File.OpenHandle(part, FileMode.Open, FileAccess.ReadWrite))
                RandomAccess.FlushToDisk(written);

            // Of an empty store nothing may stay: a log that belongs to another file would be played into this one.
            File.Delete(file + "-wal");
            File.Delete(file + "-shm");
            File.Move(part, file, overwrite: true);
        }
        catch (Exception error)
        {
            Remove(part);
            if (error is SqliteException or IOException or UnauthorizedAccessException)
                throw new ConfigurationException(
                    file, null, $"cannot be written ({error.Message}), and nothing was changed; check the folder, its rights and the free space", error);

            throw;
        }
    }

    internal static SqliteConnection Connection(string file, SqliteOpenMode mode)
    {
        SqliteLibrary.Load();
        return new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false }.ToString());
    }

    private async Task Write(string part, ITableSource source, int schema, Action<TableCount> done, CancellationToken cancellation)
    {
        await using var connection = Connection(part, SqliteOpenMode.ReadWriteCreate);
        connection.Open();

        // Nobody reads this file before it is whole: it needs no journal on the disk.
        connection.Execute("PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA foreign_keys = 0; PRAGMA cache_size = -64000");
        Migrations.Apply(connection, schema);
        connection.Execute("BEGIN IMMEDIATE");
        var own = SqliteTables.Of(connection);
        foreach (var table in source.Tables)
        {
            if (own.FirstOrDefault(known => known.Name == table.Name) is not { } known || table.Columns.Except(known.Columns).Any())
                throw new ConfigurationException(file, null, $"has no place for the table '{table.Name}' as it is given; it is no table of NewsWatch");

            done(new TableCount(table.Name, await Insert(connection, table, source.Rows(table, cancellation))));
        }

        connection.Execute("COMMIT TRANSACTION");
        Migrations.Apply(connection);
        if (connection.QueryFirstOrDefault<string>("SELECT \"table\" FROM pragma_foreign_key_check()") is { } torn)
            throw new ConfigurationException(file, null, $"would hold rows of '{torn}' without those that they belong to: what it was to be made of is damaged");
    }

    private static async Task<long> Insert(SqliteConnection connection, Table table, IAsyncEnumerable<object?[]> rows)
    {
        // What the schema itself put there, such as this installation's keys, gives way.
        connection.Execute($"DELETE FROM {SqliteTables.Quoted(table.Name)}");
        await using var command = connection.CreateCommand();
        command.CommandText = SqliteTables.Insert(table);
        for (var i = 0; i < table.Columns.Count; i++)
            command.Parameters.Add(new SqliteParameter { ParameterName = $"@v{i}" });

        await foreach (var row in rows)
        {
            for (var i = 0; i < row.Length; i++)
                command.Parameters[i].Value = row[i] ?? DBNull.Value;

            command.ExecuteNonQuery();
        }

        return SqliteTables.Count(connection, table);
    }

    private void RefuseToReplace()
    {
        if (!File.Exists(file))
            return;

        using var connection = Connection(file, SqliteOpenMode.ReadWrite);
        connection.Open();
        if (SqliteTables.Of(connection).FirstOrDefault(table => table.Name != "own_keys" && SqliteTables.Count(connection, table) > 0) is { } held)
            throw new ConfigurationException(
                file, null, $"holds something already ({held.Name}: {SqliteTables.Count(connection, held)}); name another folder with --data, or move this file away");
    }

    private static void Remove(string part)
    {
        try
        {
            File.Delete(part);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // What is said of the first fault matters more; the next attempt begins by removing it.
        }
    }
}
