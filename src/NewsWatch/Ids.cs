using System.Security.Cryptography;
using System.Text;

namespace NewsWatch;

/// <summary>
/// Ids derived from content, so that doing a thing twice makes it once: 20 characters of lower-case base 32,
/// the first 100 bits of SHA-256 over the kind and the parts (among a thousand million ids, one chance in 10¹² of two alike).
/// </summary>
public static class Ids
{
    private const string Alphabet = "abcdefghijkmnpqrstuvwxyz23456789";
    private const int Length = 20;

    /// <summary>Bytes of what is named, up to which they need no array.</summary>
    private const int OnStack = 1_024;

    /// <summary>The id of the thing of this kind that these parts name. The same parts always give the same id.</summary>
    public static string Derive(string kind, params ReadOnlySpan<string> parts)
    {
        var most = Encoding.UTF8.GetMaxByteCount(kind.Length);
        foreach (var part in parts)
            most += 1 + Encoding.UTF8.GetMaxByteCount(part.Length);

        var named = most <= OnStack ? stackalloc byte[OnStack] : new byte[most];
        var length = Encoding.UTF8.GetBytes(kind, named);
        foreach (var part in parts)
        {
            named[length++] = 0;
            length += Encoding.UTF8.GetBytes(part, named[length..]);
        }

        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(named[..length], digest);
        return string.Create(Length, digest, static (id, bytes) =>
        {
            for (var i = 0; i < id.Length; i++)
            {
                var bit = i * 5;
                var pair = (bytes[bit / 8] << 8) | bytes[(bit / 8) + 1];
                id[i] = Alphabet[(pair >> (11 - (bit % 8))) & 31];
            }
        });
    }
}
