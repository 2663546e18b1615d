using System.IO.Compression;
using System.Text;
using NewsWatch.Outbound;

namespace NewsWatch.Tests.Outbound;

/// <remarks>Alone, because it measures what the process allocates.</remarks>
[Collection(nameof(BodyTests))]
[CollectionDefinition(nameof(BodyTests), DisableParallelization = true)]
public sealed class BodyTests
{
    private static readonly byte[] Feed = Encoding.UTF8.GetBytes(
        "<rss>" + string.Concat(Enumerable.Range(0, 2000).Select(i => $"<item><title>Item {i} of {i * 7919 % 1013}</title></item>")) + "</rss>");

    public static TheoryData<string, string> Encodings => new()
    {
        { "gzip", "gzip" }, { "x-gzip", "gzip" }, { "GZIP", "gzip" }, { "deflate", "zlib" }, { "deflate", "raw" }, { "br", "br" },
        { "identity", "none" }, { "identity, gzip", "gzip" },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task Every_encoding_in_use_is_decoded(string header, string form)
    {
        var answer = await Fetch(header, Encode(Feed, form));

        answer.Truncated.ShouldBeFalse();
        answer.Body.ShouldBe(Feed);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    [InlineData("gzip, gzip")]
    public async Task No_body_is_no_fault_whatever_its_encoding(string header) =>
        (await Fetch(header, [])).ShouldSatisfyAllConditions(
            answer => answer.Body.ShouldBeEmpty(), answer => answer.Truncated.ShouldBeFalse());

    [Theory]
    [InlineData("gzip", "gzip", 1)]
    [InlineData("gzip", "gzip", 2)]
    [InlineData("gzip", "gzip", 4)]
    [InlineData("gzip", "gzip", 7)]
    [InlineData("gzip", "gzip", 8)]
    [InlineData("gzip", "gzip", 10)]
    [InlineData("gzip", "gzip", 2000)]
    [InlineData("deflate", "zlib", 1)]
    [InlineData("deflate", "zlib", 4)]
    [InlineData("deflate", "zlib", 2000)]
    [InlineData("deflate", "raw", 10)]
    [InlineData("deflate", "raw", 2000)]
    [InlineData("br", "br", 1)]
    [InlineData("br", "br", 500)]
    public async Task A_compressed_stream_without_its_end_is_marked_and_what_came_is_true(string header, string form, int missing)
    {
        var answer = await Fetch(header, Encode(Feed, form)[..^missing]);

        answer.Truncated.ShouldBeTrue();
        answer.Body.Length.ShouldBeGreaterThan(1000);
        answer.Body.ShouldBe(Feed[..answer.Body.Length]);
    }

    [Fact]
    public async Task A_cut_at_any_byte_of_a_compressed_stream_is_noticed()
    {
        var small = Feed[..700];
        foreach (var form in (string[])["gzip", "zlib", "br"])
        {
            var encoded = Encode(small, form);
            for (var length = 3; length < encoded.Length; length++)
            {
                using var stream = new MemoryStream(encoded, 0, length);
                try
                {
                    var (bytes, truncated) = await BodyReader.Read(
                        stream, [form == "zlib" ? "deflate" : form], 1 << 20, false, "host", TestContext.Current.CancellationToken);
                    truncated.ShouldBeTrue($"{form} cut at {length} of {encoded.Length}");
                    small.AsSpan(0, Math.Min(700, bytes.Length)).StartsWith(bytes).ShouldBeTrue($"{form} cut at {length}: invented text");
                }
                catch (FetchException error)
                {
                    error.Kind.ShouldBe(FetchFailure.BadEncoding);
                }
            }
        }
    }

    [Fact]
    public async Task Members_and_padding_after_a_gzip_stream_are_no_cut()
    {
        var twice = await Fetch("gzip", [.. Encode(Feed[..5000], "gzip"), .. Encode(Feed[5000..], "gzip")]);
        twice.Body.ShouldBe(Feed);
        twice.Truncated.ShouldBeFalse();

        (await Fetch("gzip", [.. Encode(Feed, "gzip"), .. new byte[512]])).Truncated.ShouldBeFalse();
    }

    [Fact]
    public async Task A_wrong_check_sum_is_marked()
    {
        var bytes = Encode(Feed, "gzip");
        bytes[^6] ^= 0x40;

        (await Fetch("gzip", bytes)).Truncated.ShouldBeTrue();
    }

    [Fact]
    public async Task Plain_text_that_claims_to_be_gzip_is_read_as_it_is() =>
        (await Fetch("gzip", Feed)).Body.ShouldBe(Feed);

    [Fact]
    public async Task A_broken_stream_is_an_error_in_words()
    {
        var error = await Fails("gzip", [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0xff, 0xff, 0xff, 0xff]);

        error.Kind.ShouldBe(FetchFailure.BadEncoding);
        error.Message.ShouldBe("what feeds.example sent cannot be decoded as gzip");
    }

    [Theory]
    [InlineData("gzip, gzip")]
    [InlineData("gzip, br")]
    [InlineData("zstd")]
    [InlineData("compress")]
    [InlineData("secret\tname")]
    public async Task Stacked_and_unknown_encodings_are_refused_without_echo(string header)
    {
        var error = await Fails(header, Encode(Encode(Feed, "gzip"), "gzip"));

        error.Kind.ShouldBe(FetchFailure.BadEncoding);
        error.Message.ShouldNotContain("secret");
    }

    [Theory]
    [InlineData("gzip", "gzip")]
    [InlineData("deflate", "zlib")]
    [InlineData("br", "br")]
    public async Task A_bomb_ends_at_the_cap_within_three_times_its_memory(string header, string form)
    {
        var bomb = Encode(new byte[200 << 20], form);
        bomb.Length.ShouldBeLessThan(300 << 10);
        await using var server = Serve($"Content-Encoding: {header}\nContent-Length: {bomb.Length}", bomb);
        using var client = Clients.For(server);
        GC.Collect();
        var before = GC.GetTotalAllocatedBytes(precise: true);

        (await client.Fails(Clients.Get("http://feeds.example/"))).Kind.ShouldBe(FetchFailure.TooLarge);

        (GC.GetTotalAllocatedBytes(precise: true) - before).ShouldBeLessThan(3 * 15L << 20);
    }

    [Theory]
    [InlineData("gzip, gzip")]
    [InlineData("gzip")]
    public async Task A_nested_bomb_is_opened_once_at_most(string header)
    {
        var bomb = Encode(Encode(new byte[50 << 20], "gzip"), "gzip");
        await using var server = Serve($"Content-Encoding: {header}\nContent-Length: {bomb.Length}", bomb);
        using var client = Clients.For(server);

        if (header == "gzip")
            (await client.Fetch(Clients.Get("http://feeds.example/"))).Body.Length.ShouldBeLessThan(1 << 20);
        else
            (await client.Fails(Clients.Get("http://feeds.example/"))).Kind.ShouldBe(FetchFailure.BadEncoding);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Content-Length: 1000000000")]
    [InlineData("Content-Encoding: gzip")]
    public async Task An_endless_stream_ends_at_the_cap(string header)
    {
        // The gzip one sends empty stored blocks for ever, which decode to nothing.
        byte[] start = header.EndsWith("gzip", StringComparison.Ordinal) ? [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3] : [];
        byte[] block = header.EndsWith("gzip", StringComparison.Ordinal)
            ? [.. Enumerable.Range(0, 13_000).SelectMany(_ => (byte[])[0, 0, 0, 0xff, 0xff])]
            : new byte[65_000];
        await using var server = new RawServer(async (_, stream, cancellation) =>
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes($"HTTP/1.1 200 OK\r\n{header}{(header == "" ? "" : "\r\n")}\r\n"), cancellation);
            await stream.WriteAsync(start, cancellation);
            while (true)
                await stream.WriteAsync(block, cancellation);
        });
        using var client = Clients.For(server);

        (await client.Fails(Clients.Get("http://feeds.example/") with { MaxBytes = 2 << 20 })).Kind.ShouldBe(FetchFailure.TooLarge);
    }

    [Fact]
    public async Task Headers_beyond_their_cap_end_the_fetch()
    {
        await using var server = new RawServer($"HTTP/1.1 200 OK\nX-Long: {new string('a', 70 << 10)}");
        using var client = Clients.For(server);

        (await client.Fails(Clients.Get("http://feeds.example/"))).Kind.ShouldBe(FetchFailure.TooLarge);
    }

    [Fact]
    public async Task A_reply_may_be_cut_on_purpose()
    {
        await using var server = Serve($"Content-Length: {Feed.Length}", Feed);
        using var client = Clients.For(server);

        var answer = await client.Fetch(Clients.Get("http://hooks.example/") with { MaxBytes = 100, CutAtMaxBytes = true });

        answer.Body.ShouldBe(Feed[..100]);
        answer.Truncated.ShouldBeTrue();
    }

    [Fact]
    public async Task A_body_of_exactly_the_cap_is_whole()
    {
        await using var server = Serve($"Content-Length: {Feed.Length}", Feed);
        using var client = Clients.For(server);

        (await client.Fetch(Clients.Get("http://feeds.example/") with { MaxBytes = Feed.Length })).Truncated.ShouldBeFalse();
        (await client.Fails(Clients.Get("http://feeds.example/") with { MaxBytes = Feed.Length - 1 })).Kind.ShouldBe(FetchFailure.TooLarge);
    }

    [Theory]
    [InlineData("Content-Length: 90000", "")]
    [InlineData("Transfer-Encoding: chunked", "FFFF\n")]
    [InlineData("Transfer-Encoding: chunked", "3e8\n")]
    public async Task A_plain_body_that_ends_early_is_marked(string header, string chunk)
    {
        await using var server = Serve(header, [.. Encoding.Latin1.GetBytes(chunk.Replace("\n", "\r\n")), .. Feed[..1000]]);
        using var client = Clients.For(server);

        var answer = await client.Fetch(Clients.Get("http://feeds.example/"));

        answer.Truncated.ShouldBeTrue();
        answer.Body.ShouldBe(Feed[..1000]);
    }

    [Fact]
    public async Task A_compressed_body_cut_on_the_wire_is_marked_and_what_came_is_true()
    {
        var bytes = Encode(Feed, "gzip");
        await using var server = Serve($"Content-Encoding: gzip\nContent-Length: {bytes.Length}", bytes[..(bytes.Length / 2)]);
        using var client = Clients.For(server);

        var answer = await client.Fetch(Clients.Get("http://feeds.example/"));

        answer.Truncated.ShouldBeTrue();
        answer.Body.Length.ShouldBeGreaterThan(1000);
        answer.Body.ShouldBe(Feed[..answer.Body.Length]);
    }

    private static async Task<FetchResponse> Fetch(string encoding, byte[] body)
    {
        await using var server = Serve($"Content-Encoding: {encoding}\nContent-Length: {body.Length}", body);
        using var client = Clients.For(server);
        return await client.Fetch(Clients.Get("http://feeds.example/"));
    }

    private static async Task<FetchException> Fails(string encoding, byte[] body)
    {
        await using var server = Serve($"Content-Encoding: {encoding}\nContent-Length: {body.Length}", body);
        using var client = Clients.For(server);
        return await client.Fails(Clients.Get("http://feeds.example/"));
    }

    private static RawServer Serve(string headers, byte[] body) => new($"HTTP/1.1 200 OK\n{headers}", body);

    private static byte[] Encode(byte[] bytes, string form)
    {
        using var output = new MemoryStream();
        using (Stream encoder = form switch
        {
            "gzip" => new GZipStream(output, CompressionLevel.Optimal, leaveOpen: true),
            "zlib" => new ZLibStream(output, CompressionLevel.Optimal, leaveOpen: true),
            "raw" => new DeflateStream(output, CompressionLevel.Optimal, leaveOpen: true),
            "br" => new BrotliStream(output, CompressionLevel.Fastest, leaveOpen: true),
            _ => new BufferedStream(new MemoryStream()),
        })
        {
            encoder.Write(bytes);
        }

        return form == "none" ? bytes : output.ToArray();
    }
}
