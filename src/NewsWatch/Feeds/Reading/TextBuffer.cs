using System.Buffers;

namespace NewsWatch.Feeds.Reading;

/// <summary>Characters that grow, in an array from the pool. One owner, one thread; dispose returns the array.</summary>
internal sealed class TextBuffer(int capacity = 4096) : IDisposable
{
    private char[] _chars = ArrayPool<char>.Shared.Rent(capacity);

    public int Length { get; private set; }

    public ReadOnlySpan<char> Written => _chars.AsSpan(0, Length);

    public Span<char> Editable => _chars.AsSpan(0, Length);

    public void Clear() => Length = 0;

    /// <summary>Forgets everything after the first <paramref name="length"/> characters.</summary>
    public void CutTo(int length) => Length = Math.Min(Length, length);

    public void Append(char c)
    {
        if (Length == _chars.Length)
            Grow(1);
        _chars[Length++] = c;
    }

    public void Append(ReadOnlySpan<char> text)
    {
        if (_chars.Length - Length < text.Length)
            Grow(text.Length);
        text.CopyTo(_chars.AsSpan(Length));
        Length += text.Length;
    }

    /// <summary>Appends a code point; one that no text may hold becomes U+FFFD.</summary>
    public void AppendCodePoint(int code)
    {
        if (code is < 0x10000 and not 0 and not (>= 0xD800 and <= 0xDFFF) and not (0xFFFE or 0xFFFF))
        {
            Append((char)code);
        }
        else if (code is >= 0x10000 and <= 0x10FFFF)
        {
            Append((char)(0xD7C0 + (code >> 10)));
            Append((char)(0xDC00 + (code & 0x3FF)));
        }
        else
        {
            Append('\uFFFD');
        }
    }

    public void Dispose()
    {
        ArrayPool<char>.Shared.Return(_chars);
        _chars = [];
        Length = 0;
    }

    private void Grow(int more)
    {
        var larger = ArrayPool<char>.Shared.Rent(Math.Max(_chars.Length * 2, Length + more));
        Written.CopyTo(larger);
        ArrayPool<char>.Shared.Return(_chars);
        _chars = larger;
    }
}
