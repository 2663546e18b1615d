using System.Collections.Frozen;
using System.Globalization;

namespace NewsWatch.Articles.Texts;

/// <summary>
/// The words of <c>attribution.txt</c> and what each, and what stands around them, tells. The words are ours; the numbers were read off
/// PolNeAR's train part by <c>NewsWatch.Evaluation train-attributions</c>, words in steps of a half.
/// </summary>
internal sealed class CueWords
{
    private readonly FrozenDictionary<string, Cue>.AlternateLookup<ReadOnlySpan<char>> _words;
    private readonly FrozenDictionary<string, double> _signs;

    private CueWords(Dictionary<string, Cue> words, Dictionary<string, double> signs)
    {
        _words = words.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
        _signs = signs.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>The shipped ones.</summary>
    public static CueWords Default { get; } = Read(new StreamReader(typeof(CueWords).Assembly.GetManifestResourceStream("attribution.txt")!).ReadToEnd());

    /// <summary>All words, by kind as they are written.</summary>
    public IEnumerable<Cue> Words => _words.Dictionary.Values;

    /// <summary>
    /// Reads lines <c>KIND STRENGTH word word …</c> and <c>sign NUMBER name of the sign</c>; a line that begins with # is a remark.
    /// </summary>
    public static CueWords Read(string file)
    {
        var (words, signs) = (new Dictionary<string, Cue>(StringComparer.OrdinalIgnoreCase), new Dictionary<string, double>(StringComparer.Ordinal));
        foreach (var line in file.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#'))
        {
            var parts = line.Split(' ');
            var number = double.Parse(parts[1], CultureInfo.InvariantCulture);
            if (parts[0] == "sign")
                signs[string.Join(' ', parts[2..])] = number;
            else
                foreach (var word in parts[2..])
                    words[word] = new Cue(word, Enum.Parse<CueKind>(parts[0]), number);
        }

        return new CueWords(words, signs);
    }

    /// <summary>The cue that a word is, in whatever case; null for most words.</summary>
    public Cue? Find(ReadOnlySpan<char> word) => _words.TryGetValue(word, out var cue) ? cue : null;

    /// <summary>What a sign tells; 0 for one without a number.</summary>
    public double Of(string sign) => _signs.GetValueOrDefault(sign);
}

/// <summary>A word that may hand a statement to somebody, and how plainly it does by itself.</summary>
internal sealed record Cue(string Word, CueKind Kind, double Strength);
