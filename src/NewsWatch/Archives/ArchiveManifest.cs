using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace NewsWatch.Archives;

/// <summary>What an archive says of itself: the entry <c>manifest.json</c>.</summary>
/// <param name="Format">The form of the archive, see <see cref="CurrentFormat"/>.</param>
/// <param name="Program">The NewsWatch that wrote it.</param>
/// <param name="TakenAt">When.</param>
/// <param name="Store">The kind of store that it was taken from.</param>
/// <param name="Schemas">For each kind of store, the number of the schema that has these tables.</param>
/// <param name="Tables">What is in it.</param>
public sealed record ArchiveManifest(
    int Format,
    string Program,
    DateTimeOffset TakenAt,
    string Store,
    IReadOnlyDictionary<string, int> Schemas,
    IReadOnlyList<ArchivedTable> Tables)
{
    /// <summary>A zip file: for each table an entry of rows, a JSON array a line, and this manifest.</summary>
    public const int CurrentFormat = 1;

    internal const string Entry = "manifest.json";

    /// <summary>The entry that holds the manifest's own SHA-256, as <c>sha256sum</c> writes it.</summary>
    internal const string SumEntry = "manifest.sha256";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true, RespectNullableAnnotations = true };

    public long Rows => Tables.Sum(table => table.Rows);

    internal byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, Options);

    internal static byte[] SumOf(ReadOnlySpan<byte> manifest) =>
        Encoding.ASCII.GetBytes($"{Convert.ToHexStringLower(SHA256.HashData(manifest))}  {Entry}\n");

    /// <exception cref="JsonException">It is no manifest, or not the one that was written.</exception>
    internal static ArchiveManifest Read(ReadOnlySpan<byte> text, ReadOnlySpan<byte> sum)
    {
        if (!SumOf(text).AsSpan().SequenceEqual(sum))
            throw new JsonException();

        var manifest = JsonSerializer.Deserialize<ArchiveManifest>(text, Options) ?? throw new JsonException();

        // What a constructor is not given stays null, whatever the type says.
        return manifest is { Schemas: not null, Tables: not null } && manifest.Tables.All(table => table is { Name: not null, Columns: not null, Sha256: not null })
            ? manifest
            : throw new JsonException();
    }
}

/// <summary>A table in an archive.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Columns">What each row's values are.</param>
/// <param name="Rows">How many there are.</param>
/// <param name="Sha256">Of the lines, in hexadecimal digits.</param>
public sealed record ArchivedTable(string Name, IReadOnlyList<string> Columns, long Rows, string Sha256)
{
    /// <summary>The name of its entry in the zip file.</summary>
    internal string Entry => EntryOf(Name);

    internal static string EntryOf(string table) => $"tables/{table}.jsonl";
}
