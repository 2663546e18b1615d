using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace NewsWatch.Stories;

/// <summary>Reads what <see cref="PackedWriter"/> wrote.</summary>
/// <exception cref="InvalidDataException">From each member: the bytes end before the value does, or it cannot be.</exception>
internal ref struct PackedReader(ReadOnlySpan<byte> packed)
{
    private ReadOnlySpan<byte> _rest = packed;

    public readonly bool IsAtEnd => _rest.IsEmpty;

    public byte Byte()
    {
        if (_rest.IsEmpty)
            throw Short();

        var value = _rest[0];
        _rest = _rest[1..];
        return value;
    }

    public bool Bool() => Byte() != 0;

    public int Number()
    {
        var value = 0u;
        for (var shift = 0; shift < 35; shift += 7)
        {
            var next = Byte();
            value |= (uint)(next & 127) << shift;
            if (next < 128)
                return (int)value;
        }

        throw Short();
    }

    /// <summary>A number of things of which each takes at least so many bytes: no more than there can be.</summary>
    public int Count(int bytesEach) => Number() is >= 0 and var count && count <= _rest.Length / bytesEach ? count : throw Short();

    public uint Word() => BinaryPrimitives.ReadUInt32LittleEndian(Bytes(4));

    public ulong Long() => BinaryPrimitives.ReadUInt64LittleEndian(Bytes(8));

    public double Double() => BitConverter.UInt64BitsToDouble(Long());

    public ReadOnlySpan<byte> Bytes(int count)
    {
        if (count > _rest.Length)
            throw Short();

        var bytes = _rest[..count];
        _rest = _rest[count..];
        return bytes;
    }

    /// <summary>As they stand in the bytes, without a copy.</summary>
    public ReadOnlySpan<uint> Words()
    {
        var bytes = Bytes(4 * Count(4));
        if (BitConverter.IsLittleEndian)
            return MemoryMarshal.Cast<byte, uint>(bytes);

        var values = new uint[bytes.Length / 4];
        for (var i = 0; i < values.Length; i++)
            values[i] = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(4 * i)..]);

        return values;
    }

    public string Text() => Encoding.UTF8.GetString(Bytes(Count(1)));

    public string? TextOrNull() => Bool() ? Text() : null;

    public DateTimeOffset Time()
    {
        var (ticks, minutes) = ((long)Long(), Number() - (24 * 60));
        return ticks >= DateTime.MinValue.Ticks && ticks <= DateTime.MaxValue.Ticks && Math.Abs(minutes) <= 14 * 60
            ? new DateTimeOffset(ticks, TimeSpan.FromMinutes(minutes))
            : throw Short();
    }

    private static InvalidDataException Short() => new("the packed reading is damaged");
}
