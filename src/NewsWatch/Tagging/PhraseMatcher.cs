using System.Collections.Frozen;

namespace NewsWatch.Tagging;

/// <summary>A phrase found: which, and its first and last word.</summary>
internal readonly record struct PhraseHit(int Phrase, int First, int Last);

/// <summary>
/// Finds every one of many phrases in a text in one pass, however many there are: a trie over words. A word ending in
/// <c>*</c> stands for every word that begins so. Matching takes time linear in the text (a phrase has at most
/// <see cref="Phrase.MostWords"/> words), so no pattern that a user writes can be slow.
/// </summary>
internal sealed class PhraseMatcher
{
    private const int LongestPhrase = Phrase.MostWords;
    private const int ShortestPrefix = Phrase.ShortestPrefix;
    private const int LongestPrefix = 24;

    private readonly FrozenDictionary<ulong, int> _exact;
    private readonly FrozenDictionary<ulong, int> _prefixes;
    private readonly ulong[] _prefixFilter = new ulong[1024];
    private readonly bool[] _opens;
    private readonly FrozenDictionary<ulong, int> _next;
    private readonly int[][] _ends;
    private readonly WordList[] _phrases;
    private readonly WordCase[]?[] _cases;

    public PhraseMatcher(IReadOnlyList<Phrase> phrases)
    {
        _phrases = new WordList[phrases.Count];
        _cases = new WordCase[phrases.Count][];
        var exact = new Dictionary<ulong, int>();
        var prefixes = new Dictionary<ulong, int>();
        var next = new Dictionary<ulong, int>();
        var ends = new List<List<int>> { new() };
        var opens = new HashSet<int>();
        var words = 0;
        for (var phrase = 0; phrase < phrases.Count; phrase++)
        {
            var list = _phrases[phrase] = phrases[phrase].Words();
            _cases[phrase] = phrases[phrase].Cases();
            var node = 0;
            for (var i = 0; i < list.Count; i++)
            {
                var word = list[i];
                var table = Phrase.HasWildcard(list, i) ? prefixes : exact;
                if (!table.TryGetValue(word.Hash, out var id))
                    table.Add(word.Hash, id = words++);
                if (ReferenceEquals(table, prefixes))
                    _prefixFilter[(word.Hash >> 6) & 1023] |= 1UL << (int)(word.Hash & 63);
                if (i == 0)
                    opens.Add(id);

                var key = Step(node, id, i == 0 ? 0 : GapOf(list, i));
                if (!next.TryGetValue(key, out node))
                {
                    next.Add(key, node = ends.Count);
                    ends.Add([]);
                }
            }

            ends[node].Add(phrase);
        }

        _exact = exact.ToFrozenDictionary();
        _prefixes = prefixes.ToFrozenDictionary();
        _next = next.ToFrozenDictionary();
        _ends = [.. ends.Select(list => list.ToArray())];
        _opens = new bool[words];
        foreach (var id in opens)
            _opens[id] = true;
    }

    /// <summary>Calls <paramref name="found"/> for every occurrence, by first word, shorter before longer.</summary>
    public void Match(WordList words, Action<PhraseHit> found)
    {
        if (_ends.Length == 1)
            return;

        // Where a word is in the vocabulary: its ids, exact first. Most words of a text are not.
        var vocabulary = new Vocabulary(words.Count);
        for (var i = 0; i < words.Count; i++)
            Look(words, i, vocabulary);

        Span<int> front = stackalloc int[64];
        Span<int> following = stackalloc int[64];
        for (var first = 0; first < words.Count; first++)
        {
            if (!vocabulary.Opens[first])
                continue;

            front[0] = 0;
            var width = 1;
            for (var at = first; at < words.Count && at - first < LongestPhrase && width > 0; at++)
            {
                var gap = at == first ? 0 : words[at].GapHash;
                var wide = 0;
                foreach (var id in vocabulary.Ids(at))
                    for (var f = 0; f < width; f++)
                        if (wide < following.Length && _next.TryGetValue(Step(front[f], id, gap), out var node))
                            following[wide++] = node;

                for (var f = 0; f < wide; f++)
                    foreach (var phrase in _ends[following[f]])
                        if (Fits(phrase, words, first))
                            found(new PhraseHit(phrase, first, at));

                var swap = front;
                front = following;
                following = swap;
                width = wide;
            }
        }
    }

    /// <summary>The key of a step in the trie: 64 mixed bits, so that two steps alike are not to be expected in any registry.</summary>
    private static ulong Step(int node, int word, ulong gap)
    {
        var key = (((ulong)(uint)node << 32) | (uint)word) + (gap * 0x9E3779B97F4A7C15);
        key = (key ^ (key >> 30)) * 0xBF58476D1CE4E5B9;
        return key ^ (key >> 27);
    }

    private bool Fits(int phrase, WordList words, int first)
    {
        if (_cases[phrase] is not { } cases)
            return true;

        for (var i = 0; i < cases.Length; i++)
        {
            var fits = cases[i] switch
            {
                WordCase.Any => true,
                WordCase.Capital => char.IsUpper(words.Text[words[first + i].Start]),
                _ => words.Span(first + i).StartsWith(_phrases[phrase].Span(i)),
            };
            if (!fits)
                return false;
        }

        return true;
    }

    private void Look(WordList words, int index, Vocabulary vocabulary)
    {
        var word = words[index];
        var opens = false;
        if (_exact.TryGetValue(word.Hash, out var id))
        {
            vocabulary.Add(id);
            opens = _opens[id];
        }

        var span = words.Span(index);
        if (char.IsAsciiDigit(span[0]))
            opens |= LookNumber(words, word, vocabulary);

        if (_prefixes.Count > 0)
        {
            var hash = WordList.Start;
            var longest = Math.Min(span.Length, LongestPrefix);
            for (var i = 0; i < longest; i++)
            {
                hash = WordList.Add(hash, span[i]);
                if (i + 1 >= ShortestPrefix)
                    if ((_prefixFilter[(hash >> 6) & 1023] & (1UL << (int)(hash & 63))) != 0
                        && _prefixes.TryGetValue(hash, out id))
                    {
                        vocabulary.Add(id);
                        opens |= _opens[id];
                    }
            }
        }

        vocabulary.Close(index, opens);
    }

    /// <summary>A number also matches <c>#</c> with the letters that follow its digits, and <c>$#</c> after a sign of money.</summary>
    private bool LookNumber(WordList words, Word word, Vocabulary vocabulary)
    {
        var span = words.Text.AsSpan(word.Start, word.Length);
        var letters = span.TrimStart("0123456789");
        var opens = Look(WordList.AnyNumber, letters);
        if (word.Start > 0 && words.Text[word.Start - 1] is '$' or '€' or '£' or '₹' or '¥')
            opens |= Look(WordList.AnyMoney, []);
        return opens;

        bool Look(char any, ReadOnlySpan<char> letters)
        {
            var hash = WordList.Add(WordList.Start, any);
            foreach (var c in letters)
                hash = WordList.Add(hash, c);
            if (!_exact.TryGetValue(hash, out var id))
                return false;

            vocabulary.Add(id);
            return _opens[id];
        }
    }

    /// <summary>The gap before a word of a phrase; a wildcard star is no part of it.</summary>
    private static ulong GapOf(WordList list, int index)
    {
        if (!Phrase.HasWildcard(list, index - 1))
            return list[index].GapHash;

        var gap = list.Text.AsSpan(list[index - 1].End + 1, list[index].Start - list[index - 1].End - 1);
        return gap is " " or "-" or "" ? 0 : list[index].GapHash;
    }

    /// <summary>The vocabulary's ids of each word of one text, end to end.</summary>
    private sealed class Vocabulary(int words)
    {
        private readonly List<int> _ids = new(words);
        private readonly int[] _starts = new int[words + 1];

        public bool[] Opens { get; } = new bool[words];

        public void Add(int id) => _ids.Add(id);

        public void Close(int word, bool opens)
        {
            _starts[word + 1] = _ids.Count;
            Opens[word] = opens;
        }

        public ReadOnlySpan<int> Ids(int word) =>
            System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_ids)[_starts[word].._starts[word + 1]];
    }
}
