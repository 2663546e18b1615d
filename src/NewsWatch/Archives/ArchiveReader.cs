using System.Buffers;
using System.IO.Compression;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;

namespace NewsWatch.Archives;

/// <summary>Reads a backup. Whoever has read a table to its end has read what was written.</summary>
public sealed class ArchiveReader : ITableSource
{
    private const int Buffered = 64 * 1024;

    private readonly string _file;
    private readonly ZipArchive _zip;

    private ArchiveReader(string file, ZipArchive zip, ArchiveManifest manifest)
    {
        _file = file;
        _zip = zip;
        Manifest = manifest;
        Tables = [.. manifest.Tables.Select(table => new Table(table.Name, table.Columns))];
    }

    public ArchiveManifest Manifest { get; }

    public IReadOnlyList<Table> Tables { get; }

    /// <exception cref="ConfigurationException">The file is not there, is cut off, is no backup, or was written by a newer NewsWatch.</exception>
    public static ArchiveReader Open(string file)
    {
        FileStream? input = null;
        try
        {
            input = new FileStream(file, new FileStreamOptions { Options = FileOptions.Asynchronous });
            var zip = new ZipArchive(input, ZipArchiveMode.Read);
            var manifest = ArchiveManifest.Read(Bytes(zip, ArchiveManifest.Entry), Bytes(zip, ArchiveManifest.SumEntry));
            return manifest.Format <= ArchiveManifest.CurrentFormat
                ? new ArchiveReader(file, zip, manifest)
                : throw new ConfigurationException(file, null, $"was written by a newer NewsWatch ({manifest.Program}); restore it with that one");
        }
        catch (Exception error)
        {
            input?.Dispose();
            throw error switch
            {
                InvalidDataException or JsonException or EndOfStreamException => new ConfigurationException(
                    file, null, "is cut off, damaged, or no backup of NewsWatch; take another copy of it, or an earlier backup", error),
                IOException or UnauthorizedAccessException => new ConfigurationException(
                    file, null, $"cannot be read ({error.Message}); name a file that `newswatch backup` wrote", error),
                _ => error,
            };
        }
    }

    public Task<long> Count(Table table, CancellationToken cancellation) => Task.FromResult(Of(table).Rows);

    public async IAsyncEnumerable<object?[]> Rows(Table table, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var written = Of(table);
        await using var stream = Begin(written, table);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var pipe = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: Buffered));
        var count = 0L;
        for (var ended = false; !ended;)
        {
            var read = await Next(pipe, table, cancellation);
            var buffer = read.Buffer;
            while (buffer.PositionOf((byte)'\n') is { } end)
            {
                var row = Row(buffer.Slice(0, end), table);
                var next = buffer.GetPosition(1, end);
                foreach (var segment in buffer.Slice(0, next))
                    hash.AppendData(segment.Span);

                buffer = buffer.Slice(next);
                count++;
                yield return row;
            }

            pipe.AdvanceTo(buffer.Start, buffer.End);
            ended = read.IsCompleted;
            if (ended && !buffer.IsEmpty)
                throw Damaged(table);
        }

        if (count != written.Rows || Convert.ToHexStringLower(hash.GetHashAndReset()) != written.Sha256)
            throw Damaged(table);
    }

    /// <summary>Reads everything.</summary>
    /// <exception cref="ConfigurationException">Something of it is not what was written.</exception>
    public async Task Verify(CancellationToken cancellation)
    {
        foreach (var table in Tables)
            await foreach (var _ in Rows(table, cancellation))
            {
                // Reading is the test.
            }
    }

    public ValueTask DisposeAsync() => _zip.DisposeAsync();

    private static byte[] Bytes(ZipArchive zip, string name)
    {
        // A manifest has some ten thousand bytes: what claims to have more is none.
        const int Most = 1_000_000;
        using var entry = (zip.GetEntry(name) ?? throw new InvalidDataException()).Open();
        var bytes = new byte[Most];
        return bytes[..entry.ReadAtLeast(bytes, Most, throwOnEndOfStream: false)];
    }

    private ArchivedTable Of(Table table) => Manifest.Tables.First(written => written.Name == table.Name);

    private Stream Begin(ArchivedTable written, Table table)
    {
        try
        {
            return (_zip.GetEntry(written.Entry) ?? throw Damaged(table)).Open();
        }
        catch (Exception error) when (error is InvalidDataException or IOException)
        {
            throw Damaged(table, error);
        }
    }

    private async Task<ReadResult> Next(PipeReader pipe, Table table, CancellationToken cancellation)
    {
        try
        {
            return await pipe.ReadAsync(cancellation);
        }
        catch (Exception error) when (error is InvalidDataException or IOException)
        {
            throw Damaged(table, error);
        }
    }

    private object?[] Row(in ReadOnlySequence<byte> line, Table table)
    {
        try
        {
            return RowJson.Read(line, table.Columns.Count);
        }
        catch (FormatException error)
        {
            throw Damaged(table, error);
        }
    }

    private ConfigurationException Damaged(Table table, Exception? error = null) => new(
        _file, null, $"was altered or is damaged: its table '{table.Name}' is not what was written; take another copy of it, or an earlier backup", error);
}
