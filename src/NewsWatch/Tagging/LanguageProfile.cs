using System.IO.Compression;
using System.Text;

namespace NewsWatch.Tagging;

/// <summary>
/// Character n-grams of the languages that share one script, with how likely each language is to write each:
/// naive Bayes over n-grams of one to four letters, words bounded by spaces (Cavnar and Trenkle 1994, with likelihoods for ranks).
/// </summary>
internal sealed class LanguageProfile
{
    public const int LongestGram = 4;

    /// <summary>A weight is kept as a byte, in this share of a nat.</summary>
    public const double Step = 1 / 16.0;

    /// <summary>How much a claim is worth, in nats: it decides between neighbours and in short texts, not against the text.</summary>
    private const float Claim = 12;

    private readonly string[] _languages;
    private readonly float[] _start;
    private readonly Dictionary<ulong, (int From, int Count)> _grams;
    private readonly (byte Language, byte Weight)[] _weights;

    private LanguageProfile(string[] languages, float[] start, Dictionary<ulong, (int From, int Count)> grams, (byte Language, byte Weight)[] weights)
    {
        _languages = languages;
        _start = start;
        _grams = grams;
        _weights = weights;
    }

    /// <summary>Reads the profiles that <c>train-languages</c> wrote, by the name of their script.</summary>
    public static Dictionary<string, LanguageProfile> Read(Stream compressed)
    {
        using var reader = new BinaryReader(new BrotliStream(compressed, CompressionMode.Decompress), Encoding.UTF8);
        var profiles = new Dictionary<string, LanguageProfile>(StringComparer.Ordinal);
        for (var scripts = reader.ReadByte(); scripts > 0; scripts--)
        {
            var script = reader.ReadString();
            var languages = new string[reader.ReadByte()];
            var start = new float[languages.Length];
            for (var i = 0; i < languages.Length; i++)
                (languages[i], start[i]) = (reader.ReadString(), reader.ReadSingle());

            var count = reader.ReadInt32();
            var grams = new Dictionary<ulong, (int, int)>(count);
            var weights = new List<(byte, byte)>(count * 3);
            for (var i = 0; i < count; i++)
            {
                var hash = Hash(reader.ReadString());
                var number = reader.ReadByte();
                grams[hash] = (weights.Count, number);
                for (var n = 0; n < number; n++)
                    weights.Add((reader.ReadByte(), reader.ReadByte()));
            }

            profiles.Add(script, new LanguageProfile(languages, start, grams, [.. weights]));
        }

        return profiles;
    }

    /// <summary>The likeliest language of a text in this script; null where no letter of it says anything.</summary>
    public string? Best(ReadOnlySpan<char> text, string? claimed)
    {
        Span<float> scores = stackalloc float[_languages.Length];
        _start.CopyTo(scores);
        var claim = claimed is null ? -1 : Array.IndexOf(_languages, claimed);
        if (claim >= 0)
            scores[claim] += Claim;

        Span<char> window = stackalloc char[LongestGram];
        var filled = 0;
        var heard = false;
        for (var i = 0; i <= text.Length; i++)
        {
            var c = i == text.Length || !IsLetter(text, i) ? ' ' : WordList.Fold(text[i]);
            if (c == ' ' && (filled == 0 || window[filled - 1] == ' '))
            {
                window[0] = ' ';
                filled = 1;
                continue;
            }

            if (filled == LongestGram)
                window[1..].CopyTo(window);
            else
                filled++;
            window[filled - 1] = c;
            for (var from = filled - 1; from >= 0; from--)
                heard |= Add(window[from..filled], scores);
            if (c == ' ')
            {
                window[0] = ' ';
                filled = 1;
            }
        }

        var best = 0;
        for (var i = 1; i < scores.Length; i++)
            if (scores[i] > scores[best])
                best = i;
        return heard || claim >= 0 ? _languages[best] : null;
    }

    private bool Add(ReadOnlySpan<char> gram, Span<float> scores)
    {
        var hash = WordList.Start;
        foreach (var c in gram)
            hash = WordList.Add(hash, c);
        if (!_grams.TryGetValue(hash, out var place))
            return false;

        foreach (var (language, weight) in _weights.AsSpan(place.From, place.Count))
            scores[language] += weight * (float)Step;
        return true;
    }

    private static bool IsLetter(ReadOnlySpan<char> text, int index) =>
        char.IsLetter(text[index])
        || (text[index] >= 0x300 && char.GetUnicodeCategory(text[index]) is
            System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark)
        || (text[index] is '\'' or '’' && index > 0 && index + 1 < text.Length && char.IsLetter(text[index - 1]) && char.IsLetter(text[index + 1]));

    private static ulong Hash(string gram)
    {
        var hash = WordList.Start;
        foreach (var c in gram)
            hash = WordList.Add(hash, c);
        return hash;
    }
}
