using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace NewsWatch.Stories;

/// <summary>Writes values one behind the other, small numbers in one byte; little-endian on every machine.</summary>
internal sealed class PackedWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new(4_096);

    public byte[] ToArray() => _bytes.WrittenSpan.ToArray();

    public void Byte(byte value)
    {
        _bytes.GetSpan(1)[0] = value;
        _bytes.Advance(1);
    }

    public void Bool(bool value) => Byte(value ? (byte)1 : (byte)0);

    /// <summary>Seven bits a byte, the lowest first; a number of 0 to 127 takes one.</summary>
    public void Number(int value)
    {
        var rest = (uint)value;
        for (; rest >= 128; rest >>= 7)
            Byte((byte)(rest | 128));

        Byte((byte)rest);
    }

    public void Word(uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(_bytes.GetSpan(4), value);
        _bytes.Advance(4);
    }

    public void Long(ulong value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(_bytes.GetSpan(8), value);
        _bytes.Advance(8);
    }

    public void Double(double value) => Long(BitConverter.DoubleToUInt64Bits(value));

    public void Bytes(ReadOnlySpan<byte> values) => _bytes.Write(values);

    public void Words(ReadOnlySpan<uint> values)
    {
        Number(values.Length);
        foreach (var value in values)
            Word(value);
    }

    /// <summary>Ascending numbers, as the steps between them.</summary>
    public void Ascending(ReadOnlySpan<int> values)
    {
        Number(values.Length);
        var last = 0;
        foreach (var value in values)
        {
            Number(value - last);
            last = value;
        }
    }

    public void Text(string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        Number(length);
        Encoding.UTF8.GetBytes(value, _bytes.GetSpan(Math.Max(1, length)));
        _bytes.Advance(length);
    }

    public void TextOrNull(string? value)
    {
        Bool(value is not null);
        if (value is not null)
            Text(value);
    }

    public void Time(DateTimeOffset value)
    {
        Long((ulong)value.Ticks);
        Number((int)value.Offset.TotalMinutes + (24 * 60));
    }
}
