using System.Buffers;

namespace NewsWatch.Outbound;

/// <summary>Gathers a body up to a cap. Its memory is at most twice the cap: it doubles, and copies once at the end.</summary>
internal sealed class BodyBuffer(long cap) : IDisposable
{
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(16 * 1024);

    public int Length { get; private set; }

    /// <summary>More came than the cap allows; what stands is what fits.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Room for what comes next, never empty.</summary>
    public Memory<byte> Room()
    {
        if (Length == _bytes.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(_bytes.Length * 2L, Math.Max(cap + 1, _bytes.Length + 1)));
            _bytes.AsSpan(0, Length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = larger;
        }

        return _bytes.AsMemory(Length);
    }

    /// <summary>So many bytes of the room were filled.</summary>
    public void Filled(int count)
    {
        IsOver = Length + (long)count > cap;
        Length = IsOver ? (int)cap : Length + count;
    }

    public byte[] ToArray() => _bytes.AsSpan(0, Length).ToArray();

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
    }
}
