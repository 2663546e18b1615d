namespace NewsWatch.Outbound;

/// <summary>
/// A body as it comes over the wire. A connection that ends too soon ends the stream here and is remembered as
/// <see cref="WasCut"/>, so that what arrived can still be decoded. After the real end a run of 0xFF bytes can follow: to a
/// decompressor that has seen its end it is nothing, any other takes it for data or chokes on it. That is how a compressed stream
/// without its end is told, which the framework's decompressors accept in silence.
/// </summary>
internal sealed class WireStream(Stream inner, long cap) : Stream
{
    private ReadOnlyMemory<byte> _start;
    private long _read;
    private int _tailLeft;

    /// <summary>The connection ended before the body did.</summary>
    public bool WasCut { get; private set; }

    /// <summary>Every real byte has been handed on.</summary>
    public bool IsAtEnd { get; private set; }

    /// <summary>More bytes came than any honest encoding of the capped body has.</summary>
    public bool IsOver => _read > cap;

    /// <summary>The first two bytes, fewer where there are no more, which tell the encoding. They are read again afterwards.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> Peek(CancellationToken cancellation)
    {
        var start = new byte[2];
        var known = await this.ReadAtLeastAsync(start, 2, throwOnEndOfStream: false, cancellation);
        return _start = start.AsMemory(0, known);
    }

    /// <summary>Lets so many bytes of 0xFF follow the end.</summary>
    public void PadWith(int count) => _tailLeft = count;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_start.Length > 0)
        {
            var replayed = Math.Min(_start.Length, buffer.Length);
            _start[..replayed].CopyTo(buffer);
            _start = _start[replayed..];
            return replayed;
        }

        if (!IsAtEnd)
        {
            var count = await ReadWire(buffer, cancellationToken);
            if (count > 0)
                return count;

            IsAtEnd = true;
        }

        var padding = Math.Min(buffer.Length, _tailLeft);
        buffer.Span[..padding].Fill(0xff);
        _tailLeft -= padding;
        return padding;
    }

    private async ValueTask<int> ReadWire(Memory<byte> buffer, CancellationToken cancellation)
    {
        if (IsOver)
            return 0;

        try
        {
            var count = await inner.ReadAsync(buffer, cancellation);
            _read += count;
            return count;
        }
        catch (IOException)
        {
            WasCut = true;
            return 0;
        }
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Flush() => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Only read without blocking.");

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
