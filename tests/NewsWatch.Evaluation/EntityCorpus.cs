using System.Text;
using NewsWatch.Tagging;

namespace NewsWatch.Evaluation;

/// <summary>A sentence with its names: spans in UTF-16 code units of the text.</summary>
internal sealed record LabelledSentence(string Text, IReadOnlyList<(int Start, int End, EntityType Type)> Names);

/// <summary>Reads the labelled sets in <c>data/entities</c>; every set's own types become ours.</summary>
internal static class EntityCorpus
{
    public static List<LabelledSentence> Wikigold(string data) => Read(Path.Combine(data, "entities/wikigold/CONLL-format/data/wikigold.conll.txt"));

    public static List<LabelledSentence> Tweets(string data) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(data, "entities/BTC/CONLL-format/data"), "*.conll").Order(StringComparer.Ordinal).SelectMany(Read),
        .. Directory.EnumerateFiles(Path.Combine(data, "entities/WNUT17/CONLL-format/data"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).SelectMany(Read),
    ];

    /// <summary>Sentences of the named domains (<c>ai</c>, <c>politics</c>, …) and parts (<c>train</c>, <c>dev</c>).</summary>
    public static List<LabelledSentence> CrossNer(string data, IEnumerable<string> domains, IEnumerable<string> parts) =>
        [.. domains.SelectMany(domain => parts.Select(part => Path.Combine(data, $"entities/crossner/{domain}-{part}.txt"))).SelectMany(Read)];

    /// <summary>
    /// Sentences with some of them once more as headlines are written, so that capitals alone make no name: every
    /// sixteenth all in capitals, another sixteenth with a capital on every longer word.
    /// </summary>
    public static IEnumerable<LabelledSentence> WithHeadlines(IReadOnlyList<LabelledSentence> sentences)
    {
        const int Every = 16;
        for (var i = 0; i < sentences.Count; i++)
        {
            yield return sentences[i];
            if (i % Every == 0)
                yield return sentences[i] with { Text = string.Concat(sentences[i].Text.Select(char.ToUpperInvariant)) };
            if (i % Every == Every / 2)
                yield return sentences[i] with { Text = Titled(sentences[i].Text) };
        }
    }

    private static string Titled(string text)
    {
        const int ShortestCapital = 4;
        var letters = text.ToCharArray();
        for (var start = 0; start < letters.Length; start++)
            if (start == 0 || letters[start - 1] == ' ')
                if (letters.AsSpan(start, Math.Min(ShortestCapital, letters.Length - start)) is { Length: ShortestCapital } word && !word.ContainsAnyExceptInRange('a', 'z'))
                    letters[start] = char.ToUpperInvariant(letters[start]);
        return new string(letters);
    }

    private static List<LabelledSentence> Read(string path)
    {
        var sentences = new List<LabelledSentence>();
        var tokens = new List<(string Token, string Label)>();
        foreach (var line in File.ReadLines(path).Append(""))
        {
            var at = line.LastIndexOfAny(['\t', ' ']);
            if (at > 0)
            {
                tokens.Add((line[..at].Trim(), line[(at + 1)..].Trim()));
                continue;
            }

            if (tokens.Count > 0)
                sentences.Add(Join(tokens));
            tokens.Clear();
        }

        return sentences;
    }

    /// <summary>Puts tokens together as people write them: no space before a comma, none after an opening bracket.</summary>
    private static LabelledSentence Join(List<(string Token, string Label)> tokens)
    {
        var text = new StringBuilder();
        var names = new List<(int Start, int End, EntityType Type)>();
        string? open = null;
        foreach (var (token, label) in tokens)
        {
            var glued = text.Length == 0 || token is "." or "," or ";" or ":" or "!" or "?" or ")" or "]" or "%" or "'s" or "’s" or "n't" or "''"
                || text[^1] is '(' or '[' or '$' or '@' or '#';
            if (!glued)
                text.Append(' ');

            var kind = label.Length > 2 && label[1] == '-' ? label[2..] : null;
            var start = text.Length;
            text.Append(token);
            if (kind is not null && TypeOf(kind) is { } type)
            {
                if (kind == open && label[0] == 'I')
                    names[^1] = names[^1] with { End = text.Length };
                else
                    names.Add((start, text.Length, type));
            }

            open = kind;
        }

        return new LabelledSentence(text.ToString(), names);
    }

    private static EntityType? TypeOf(string kind) => kind.ToLowerInvariant() switch
    {
        "per" or "person" or "researcher" or "politician" or "writer" or "scientist" or "musicalartist" => EntityType.Person,
        "org" or "organisation" or "university" or "politicalparty" or "band" or "corporation" or "group" => EntityType.Organisation,
        "loc" or "location" or "country" => EntityType.Place,
        "misc" or "product" or "creative-work" or "award" or "event" or "election" or "conference" or "programlang" or "book" or "song"
            or "album" or "magazine" or "academicjournal" or "poem" or "astronomicalobject" => EntityType.Other,
        _ => null,
    };
}
