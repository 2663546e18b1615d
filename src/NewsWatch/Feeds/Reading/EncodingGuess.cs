using System.Text;

namespace NewsWatch.Feeds.Reading;

/// <summary>
/// Guesses the 8-bit or East Asian encoding of bytes that are not UTF-8 and claim nothing that fits: first from the language
/// the document names, then from which bytes its letters use. Wrong guesses are worse than none: in doubt there is none.
/// </summary>
internal static class EncodingGuess
{
    /// <summary>Bytes looked at; letters repeat themselves long before.</summary>
    private const int Sample = 64 * 1024;

    /// <summary>With fewer bytes beyond ASCII, chance decides.</summary>
    private const int Fewest = 8;

    public static Encoding? Of(ReadOnlySpan<byte> bytes, Encoding? claim)
    {
        if (claim is not null && claim.CodePage != 65001)
            return null;
        var sample = bytes[..Math.Min(bytes.Length, Sample)];
        var letters = Letters.Count(sample);
        if (letters.High < Fewest)
            return null;
        var name = ByLanguage(Language(sample), letters) ?? ByLetters(letters);
        return name is null ? null : Encodings.Find(name);
    }

    private static string? ByLanguage(string? language, Letters letters) => language switch
    {
        null => null,
        "zh-tw" or "zh-hk" or "zh-hant" => "big5",
        "pl" or "cs" or "sk" or "hu" or "sl" or "hr" or "ro" or "sq" => "windows-1250",
        "el" => "windows-1253",
        "tr" or "az" => "windows-1254",
        "he" or "iw" or "yi" => "windows-1255",
        "ar" or "fa" or "ur" => "windows-1256",
        "lt" or "lv" or "et" => "windows-1257",
        "vi" => "windows-1258",
        "th" => "windows-874",
        "ru" or "uk" or "bg" or "sr" or "mk" or "be" => letters.Share(0xC0, 0xDF) > letters.Share(0xE0, 0xFF) ? "koi8-r" : "windows-1251",
        "ja" => letters.LeadShare(0xA4, 0xA5) > 0.2 ? "euc-jp" : "shift_jis",
        "ko" => "ks_c_5601-1987",
        _ => language.StartsWith("zh", StringComparison.Ordinal) ? "gb18030"
            : language.IndexOf('-') is > 0 and var dash ? ByLanguage(language[..dash], letters) : null,
    };

    private static string? ByLetters(Letters letters)
    {
        // Western languages have single letters beyond ASCII among plain ones; other alphabets have whole words of them.
        if (letters.Joined < 0.6)
            return null;
        if (letters.PairsFit > 0.98)
        {
            if (letters.LeadShare(0xA4, 0xA5) > 0.3)
                return "euc-jp";
            if (letters.LeadShare(0xB0, 0xC8) > 0.95 && letters.LowTrails < 0.02)
                return "ks_c_5601-1987";
            if (letters.LowTrails > 0.1)
                return letters.LeadShare(0xA1, 0xC9) > 0.9 ? "big5" : letters.LeadShare(0x81, 0x9F) > 0.5 ? "shift_jis" : "gb18030";
            if (letters.LeadShare(0xB0, 0xF7) > 0.7 && letters.LeadShare(0xE0, 0xFF) < 0.3)
                return "gb18030";
        }

        return letters.Share(0xE0, 0xFF) > 0.7 ? "windows-1251"
            : letters.Share(0xC0, 0xDF) > 0.7 ? "koi8-r"
            : letters.Share(0xA1, 0xCE) > 0.5 && letters.Share(0xD0, 0xEE) > 0.2 ? "windows-874"
            : null;
    }

    // The language that <language> or xml:lang names, lower case; null where none does.
    private static string? Language(ReadOnlySpan<byte> bytes)
    {
        var head = bytes[..Math.Min(bytes.Length, 4096)];
        var at = head.IndexOf("<language>"u8) is >= 0 and var element ? element + "<language>".Length
            : head.IndexOf("xml:lang=\""u8) is >= 0 and var attribute ? attribute + "xml:lang=\"".Length : -1;
        if (at < 0)
            return null;
        var value = head[at..].TrimStart(" \t\r\n"u8);
        var end = value.IndexOfAny(" <\"\r\n"u8);
        return end is > 0 and < 12 ? Encoding.Latin1.GetString(value[..end]).ToLowerInvariant().Replace('_', '-') : null;
    }

    /// <summary>How the bytes beyond ASCII are spread: each by itself, and as pairs of a lead and a trail byte.</summary>
    private readonly ref struct Letters
    {
        private readonly int[] _bytes = new int[256];
        private readonly int[] _leads = new int[256];
        private readonly int _pairs;
        private readonly int _joined;
        private readonly int _unfit;
        private readonly int _low;

        private Letters(ReadOnlySpan<byte> sample)
        {
            for (var i = 0; i < sample.Length; i++)
            {
                var b = sample[i];
                if (b < 0x80)
                    continue;
                High++;
                _bytes[b]++;
                if ((i > 0 && sample[i - 1] >= 0x80) || (i + 1 < sample.Length && sample[i + 1] >= 0x80))
                    _joined++;
            }

            for (var i = 0; i < sample.Length; i++)
            {
                if (sample[i] < 0x80)
                    continue;
                var trail = i + 1 < sample.Length ? sample[i + 1] : (byte)0;
                _pairs++;
                _leads[sample[i]]++;
                _unfit += trail < 0x40 ? 1 : 0;
                _low += trail is >= 0x40 and < 0x80 ? 1 : 0;
                i++;
            }
        }

        public int High { get; }

        public double Joined => (double)_joined / High;

        public double PairsFit => 1 - ((double)_unfit / _pairs);

        public double LowTrails => (double)_low / _pairs;

        public static Letters Count(ReadOnlySpan<byte> sample) => new(sample);

        public double Share(int from, int to) => (double)Sum(_bytes, from, to) / High;

        public double LeadShare(int from, int to) => (double)Sum(_leads, from, to) / _pairs;

        private static int Sum(int[] counts, int from, int to)
        {
            var sum = 0;
            for (var i = from; i <= to; i++)
                sum += counts[i];
            return sum;
        }
    }
}
