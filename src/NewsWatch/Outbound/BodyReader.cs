using System.Buffers;
using System.IO.Compression;

namespace NewsWatch.Outbound;

/// <summary>
/// Reads and decodes one body: gzip, deflate (both forms in use) and br, capped after decoding, with every kind of early end noticed.
/// One encoding only: stacked ones serve nobody but bombs.
/// </summary>
internal static class BodyReader
{
    // Longer than the header of any deflate block, so that a stream cut inside one cannot swallow it whole.
    private const int Tail = 1024;

    // A real compressed body is smaller than what it holds; this much more is allowed for stored blocks and framing.
    private const int Slack = 64 * 1024;

    private const string Identity = "identity";

    public const string AcceptEncoding = "gzip, deflate, br";

    /// <returns>The decoded bytes, and whether they are not all.</returns>
    /// <exception cref="FetchException">Too large, an unknown encoding, or a stream broken from its start.</exception>
    public static async Task<(byte[] Bytes, bool Truncated)> Read(
        Stream body, IReadOnlyList<string> encodings, long cap, bool cutAtCap, string host, CancellationToken cancellation)
    {
        using var buffer = new BodyBuffer(cap);
        await using var wire = new WireStream(body, cap + Slack);
        var start = await wire.Peek(cancellation);
        var encoding = start.IsEmpty ? Identity : Encoding(encodings, host);

        // A server that says gzip and sends plain text is common enough to be understood.
        if (encoding == "gzip" && start.Span is not [0x1f, 0x8b])
            encoding = Identity;

        var whole = encoding switch
        {
            "gzip" => await Deflated(wire, new GZipStream(wire, CompressionMode.Decompress), buffer, cancellation),
            "deflate" when IsZlib(start.Span) => await Deflated(wire, new ZLibStream(wire, CompressionMode.Decompress), buffer, cancellation),
            "deflate" => await Deflated(wire, new DeflateStream(wire, CompressionMode.Decompress), buffer, cancellation),
            "br" => await Brotli(wire, buffer, cancellation),
            _ => await Plain(wire, buffer, cancellation),
        };
        if ((buffer.IsOver || wire.IsOver) && !cutAtCap)
            throw new FetchException(FetchFailure.TooLarge, $"{host} sent more than {cap / 1024:N0} KiB; the fetch was stopped there");

        if (!whole && buffer.Length == 0 && encoding != Identity)
            throw new FetchException(FetchFailure.BadEncoding, $"what {host} sent cannot be decoded as {encoding}");

        return (buffer.ToArray(), !whole || buffer.IsOver || wire.IsOver);
    }

    private static string Encoding(IReadOnlyList<string> lines, string host)
    {
        var names = lines.SelectMany(line => line.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Select(name => name.ToLowerInvariant())
            .Where(name => name != Identity)
            .ToArray();
        return names switch
        {
            [] => Identity,
            ["gzip" or "x-gzip"] => "gzip",
            ["deflate" or "x-deflate"] => "deflate",
            ["br"] => "br",
            { Length: > 1 } => throw new FetchException(FetchFailure.BadEncoding, $"{host} compressed the body more than once, which is not read"),
            _ => throw new FetchException(FetchFailure.BadEncoding, $"{host} compressed the body in a way that was not asked for"),
        };
    }

    private static async Task<bool> Plain(WireStream wire, BodyBuffer buffer, CancellationToken cancellation)
    {
        while (!buffer.IsOver && await wire.ReadAsync(buffer.Room(), cancellation) is var count and > 0)
            buffer.Filled(count);

        return !wire.WasCut;
    }

    /// <summary>RFC 1950: the method and a check sum. What servers call deflate is this, or the bare stream inside it.</summary>
    private static bool IsZlib(ReadOnlySpan<byte> start) =>
        start is [var method, var flags] && (method & 0x0f) == 8 && ((method << 8) | flags) % 31 == 0;

    private static async Task<bool> Deflated(WireStream wire, Stream decoder, BodyBuffer buffer, CancellationToken cancellation)
    {
        wire.PadWith(Tail);
        await using var decoded = decoder;
        try
        {
            while (!buffer.IsOver && await decoded.ReadAsync(buffer.Room(), cancellation) is var count and > 0)
            {
                // Text made of the padding: the stream had not ended.
                if (wire.IsAtEnd)
                    return false;

                buffer.Filled(count);
            }

            return !wire.WasCut;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    private static async Task<bool> Brotli(WireStream wire, BodyBuffer buffer, CancellationToken cancellation)
    {
        using var decoder = new Decoder();
        var input = new byte[16 * 1024];
        while (await wire.ReadAsync(input, cancellation) is var count and > 0)
        {
            var rest = input.AsMemory(0, count);
            while (true)
            {
                var status = decoder.Decompress(rest.Span, buffer.Room().Span, out var consumed, out var written);
                buffer.Filled(written);
                rest = rest[consumed..];
                if (status == OperationStatus.Done || buffer.IsOver)
                    return true;

                if (status == OperationStatus.InvalidData)
                    return false;

                if (status == OperationStatus.NeedMoreData)
                    break;
            }
        }

        return false;
    }

    /// <summary>The framework's decoder is a struct, which an awaiting method would copy.</summary>
    private sealed class Decoder : IDisposable
    {
        private BrotliDecoder _decoder;

        public OperationStatus Decompress(ReadOnlySpan<byte> from, Span<byte> to, out int consumed, out int written) =>
            _decoder.Decompress(from, to, out consumed, out written);

        public void Dispose() => _decoder.Dispose();
    }
}
