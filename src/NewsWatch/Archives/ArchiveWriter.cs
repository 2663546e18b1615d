using System.Buffers;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;

namespace NewsWatch.Archives;

/// <summary>Writes a backup: first beside its place, read again to the end, and only then under its name.</summary>
public static class ArchiveWriter
{
    private const int Buffered = 64 * 1024;

    /// <param name="file">The file to make; only its owner may read it, for it holds addresses of readers and the installation's keys.</param>
    /// <param name="source">What it is made of.</param>
    /// <param name="head">The manifest, its tables to be filled in.</param>
    /// <param name="done">Told each table that is written.</param>
    /// <param name="cancellation">Gives up; nothing is left behind.</param>
    /// <exception cref="ConfigurationException">The file is there already, or cannot be written.</exception>
    public static async Task<ArchiveManifest> Write(
        string file, ITableSource source, ArchiveManifest head, Action<TableCount> done, CancellationToken cancellation)
    {
        if (Path.Exists(file))
            throw new ConfigurationException(file, null, "is there already; name another file, or move that one away");

        var part = file + ".part";
        FileStream? output = null;
        try
        {
            output = Create(part);
            var manifest = await Write(output, source, head, done, cancellation);
            output.Flush(flushToDisk: true);
            await output.DisposeAsync();
            await Verify(part, cancellation);
            File.Move(part, file);
            return manifest;
        }
        catch (Exception error)
        {
            if (output is not null)
            {
                await Abandon(output);
                File.Delete(part);
            }

            if (error is IOException or UnauthorizedAccessException)
                throw new ConfigurationException(
                    file, null, $"the backup cannot be written ({error.Message}), and nothing of it was kept; check the folder, its rights and the free space", error);

            throw;
        }
    }

    /// <summary>A backup that nobody has read is none.</summary>
    private static async Task Verify(string part, CancellationToken cancellation)
    {
        await using var reader = ArchiveReader.Open(part);
        await reader.Verify(cancellation);
    }

    private static async Task<ArchiveManifest> Write(
        Stream output, ITableSource source, ArchiveManifest head, Action<TableCount> done, CancellationToken cancellation)
    {
        var tables = new List<ArchivedTable>();
        using var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var table in source.Tables)
        {
            tables.Add(await Write(zip, table, source.Rows(table, cancellation)));
            done(new TableCount(table.Name, tables[^1].Rows));
        }

        var manifest = head with { Tables = tables };
        var text = manifest.Write();
        await Write(zip, ArchiveManifest.Entry, text, cancellation);
        await Write(zip, ArchiveManifest.SumEntry, ArchiveManifest.SumOf(text), cancellation);
        return manifest;
    }

    private static async Task Write(ZipArchive zip, string name, byte[] bytes, CancellationToken cancellation)
    {
        await using var entry = await zip.CreateEntry(name, CompressionLevel.Fastest).OpenAsync(cancellation);
        await entry.WriteAsync(bytes, cancellation);
    }

    private static async Task<ArchivedTable> Write(ZipArchive zip, Table table, IAsyncEnumerable<object?[]> rows)
    {
        await using var entry = await zip.CreateEntry(ArchivedTable.EntryOf(table.Name), CompressionLevel.Fastest).OpenAsync();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new ArrayBufferWriter<byte>(Buffered);
        await using var json = new Utf8JsonWriter(buffer, RowJson.Options);
        var count = 0L;
        await foreach (var row in rows)
        {
            json.Reset();
            RowJson.Write(json, row);
            await json.FlushAsync();
            buffer.Write("\n"u8);
            count++;
            if (buffer.WrittenCount >= Buffered)
                await Drain();
        }

        await Drain();
        return new ArchivedTable(table.Name, table.Columns, count, Convert.ToHexStringLower(hash.GetHashAndReset()));

        async ValueTask Drain()
        {
            hash.AppendData(buffer.WrittenSpan);
            await entry.WriteAsync(buffer.WrittenMemory);
            buffer.ResetWrittenCount();
        }
    }

    private static FileStream Create(string part)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

        return new FileStream(part, options);
    }

    /// <summary>What is still in the buffer may find no room either: that is no news.</summary>
    private static async Task Abandon(FileStream output)
    {
        try
        {
            await output.DisposeAsync();
        }
        catch (IOException)
        {
            // The file goes anyway.
        }
    }
}
