using System.Collections.Frozen;

namespace NewsWatch.Articles.Texts;

/// <summary>
/// What in a sentence tells whether it hands its matter to somebody: its cue words, who stands before them and what after, whether they
/// stand in somebody's own words, the sentence's form, and what its neighbours are. Each sign is counted once.
/// </summary>
internal sealed class CueSigns(string text, IReadOnlyList<Token> tokens, CueWords words)
{
    private const int Most = 5;
    private const int FurthestSubject = 5;
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Pronouns = Set("he she they we i you it who that which");
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Auxiliaries = Set("has have had would will could should may might must can do does did don doesn didn hasn haven hadn won wouldn couldn shouldn not never also");
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Modals = Set("would will could should may might must can do does did don doesn didn won wouldn couldn shouldn");
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Adverbs = Set("often still now once even");
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Be = Set("is was are were be been being am isn wasn aren weren");
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Determiners = Set("the a an his her their my our your its this these those no any some");
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Prepositions = Set("of about for on at with in by against from");
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Clauses = Set("that whether how why what if");
    private bool _open;

    /// <summary>The signs of each sentence, words aside, and its cue words.</summary>
    public List<(HashSet<string> Signs, HashSet<Cue> Cues)> Of(IReadOnlyList<TextSpan> sentences)
    {
        var found = new List<(HashSet<string> Signs, HashSet<Cue> Cues)>(sentences.Count);
        var at = 0;
        foreach (var sentence in sentences)
        {
            var first = at;
            while (at < tokens.Count && tokens[at].Start < sentence.End)
                at++;

            found.Add(OfSentence(sentence, first, at, found.Count));
        }

        var neighbours = found.ConvertAll(Kind);
        for (var i = 0; i < found.Count; i++)
        {
            found[i].Signs.Add("after a sentence with " + (i == 0 ? "none" : neighbours[i - 1]));
            found[i].Signs.Add("before a sentence with " + (i == found.Count - 1 ? "none" : neighbours[i + 1]));
        }

        return found;
    }

    private static string Kind((HashSet<string> Signs, HashSet<Cue> Cues) sentence) =>
        sentence.Cues.Any(cue => cue.Word is "said" or "says" or "told" or "added") ? "speech" : sentence.Signs.Contains("quotes") ? "quotes" : "neither";

    private (HashSet<string> Signs, HashSet<Cue> Cues) OfSentence(TextSpan sentence, int first, int end, int number)
    {
        var (signs, cues) = (FormOf(sentence, end - first, number), new HashSet<Cue>());
        var (isOpen, read, all, outside) = (_open, sentence.Start, 0, 0);
        if (isOpen)
            signs.Add("goes on in quotes");

        for (var at = first; at < end; at++)
        {
            isOpen = Toggle(isOpen, read, tokens[at].Start);
            read = tokens[at].End;
            if (words.Find(Word(at)) is not { } cue)
                continue;

            cues.Add(cue);
            (all, outside) = (all + 1, outside + (isOpen ? 0 : 1));
            Surround(cue, at, first, end, isOpen, signs);
        }

        isOpen = Toggle(isOpen, read, sentence.End);
        if (_open && isOpen && !signs.Contains("quotes"))
            signs.Add("within quotes");

        // A quotation ends with its paragraph, closed or not.
        _open = isOpen && !(sentence.End < text.Length && text[sentence.End] == '\n');
        signs.Add($"{Math.Min(all, Most)} cues");
        signs.Add($"{Math.Min(outside, Most)} cues outside quotes");
        return (signs, cues);
    }

    private HashSet<string> FormOf(TextSpan sentence, int length, int number)
    {
        var inside = text.AsSpan(sentence.Start, sentence.Length);
        var marks = inside.Count('"') + inside.Count('“') + inside.Count('”');
        var signs = new HashSet<string>(StringComparer.Ordinal) { length switch { < 6 => "few words", < 12 => "up to 11 words", < 20 => "up to 19 words", < 30 => "up to 29 words", < 45 => "up to 44 words", _ => "many words" } };
        Add(marks > 0, "quotes");
        Add(marks > 1, "two quotes");
        Add(inside[^1] is '"' or '”', "ends in a quote");
        Add(inside[0] is '"' or '“', "begins with a quote");
        Add(inside.Contains('?'), "question");
        Add(inside.Contains(':'), "colon");
        Add(inside[^1] == ':', "ends in a colon");
        Add(number == 0, "first");
        Add(number < 3, "early");
        return signs;

        void Add(bool holds, string sign)
        {
            if (holds)
                signs.Add(sign);
        }
    }

    private void Surround(Cue cue, int at, int first, int end, bool isQuoted, HashSet<string> signs)
    {
        var (kind, form, after) = (cue.Kind, Form(cue.Word), After(at, first, end));
        var (subject, auxiliary) = Subject(at, first);
        signs.Add($"{kind} {form}");
        signs.Add($"{kind} after {Before(at, first)}");
        signs.Add($"{kind} before {after}");
        signs.Add($"{kind} of {subject}");
        signs.Add($"{form} of {subject}");
        signs.Add($"{form} before {after}");
        if (auxiliary is not null)
            signs.Add($"{kind} with {auxiliary}");

        if (isQuoted)
            signs.Add($"{kind} in quotes");
    }

    private static string Form(string word) => word.EndsWith("ing", StringComparison.Ordinal) ? "ing" : word.EndsWith("ed", StringComparison.Ordinal) ? "ed" : word.EndsWith('s') ? "s" : "plain";

    private string Before(int at, int first)
    {
        if (at == first)
            return "nothing";

        var word = Word(at - 1);
        return Pronouns.Contains(word) ? "pronoun"
            : word is "to" ? "to"
            : Be.Contains(word) ? "be"
            : Auxiliaries.Contains(word) ? "auxiliary"
            : IsDeterminer(at - 1) ? "determiner"
            : word.EndsWith("ly") ? "adverb"
            : tokens[at - 1].Is(TokenTraits.Capital) ? "name"
            : word is "and" or "or" or "but" ? "and"
            : Prepositions.Contains(word) ? "preposition"
            : "word";
    }

    private string After(int at, int first, int end)
    {
        var next = text.AsSpan(tokens[at].End, Math.Min(3, text.Length - tokens[at].End));
        if (next.IndexOfAny('“', '"') >= 0)
            return "quote";

        if (at + 1 == end)
            return "nothing";

        var word = Word(at + 1);
        return next[0] == ',' ? "comma"
            : next[0] == ':' ? "colon"
            : Clauses.Contains(word) ? "clause"
            : word is "to" ? "to"
            : Pronouns.Contains(word) ? "pronoun"
            : Prepositions.Contains(word) ? "preposition"
            : IsDeterminer(at + 1) ? "determiner"
            : tokens[at + 1].Is(TokenTraits.Capital) ? "name"
            : "word";
    }

    /// <summary>What stands before the cue when auxiliaries and adverbs are passed over, and the last kind of auxiliary that was.</summary>
    private (string Subject, string? Auxiliary) Subject(int at, int first)
    {
        var (before, auxiliary) = (at - 1, default(string));
        while (before >= first && at - before < FurthestSubject && (Auxiliaries.Contains(Word(before)) || Adverbs.Contains(Word(before)) || Word(before).EndsWith("ly")))
        {
            auxiliary = Word(before) is "has" or "have" or "had" ? "have" : Modals.Contains(Word(before)) ? "modal" : auxiliary;
            before--;
        }

        if (before < first)
            return ("nothing", auxiliary);

        var word = Word(before);
        var subject = word is "it" or "that" or "which" ? "it"
            : word is "i" or "we" or "I" or "We" ? "us"
            : word is "who" or "you" ? word.ToString()
            : Pronouns.Contains(word) ? "them"
            : word is "to" ? "to"
            : Be.Contains(word) ? "be"
            : IsDeterminer(before) ? "determiner"
            : tokens[before].Is(TokenTraits.Capital) && before > first ? "name"
            : word is "and" or "or" or "but" ? "and"
            : word.EndsWith('s') ? "plural"
            : "word";
        return (subject, auxiliary);
    }

    /// <summary>"Trump's claim" has one as well.</summary>
    private bool IsDeterminer(int at) => Determiners.Contains(Word(at)) || (tokens[at].End < text.Length && text[tokens[at].End] is '\'' or '’');

    private ReadOnlySpan<char> Word(int at) => text.AsSpan(tokens[at].Start, tokens[at].End - tokens[at].Start);

    private bool Toggle(bool isOpen, int from, int to)
    {
        for (var at = from; at < to; at++)
            isOpen = text[at] switch { '“' => true, '”' => false, '"' => !isOpen, _ => isOpen };

        return isOpen;
    }

    private static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Set(string listed) =>
        listed.Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
}
