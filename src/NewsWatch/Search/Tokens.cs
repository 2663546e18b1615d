using System.Buffers;
using System.Text;

namespace NewsWatch.Search;

/// <summary>
/// The one place where text becomes words for search, so that every index agrees: runs of letters and digits, folded (lower
/// case, no diacritics). A run of Chinese or Japanese characters becomes one word for each character, made of it and the next
/// (the last stands alone): a query of any two or more characters is then a phrase, one character a prefix.
/// </summary>
/// <remarks>
/// An index that splits by itself is given <see cref="Joined"/> and told to split at spaces only. In SQLite's FTS5 that is
/// <c>tokenize = 'ascii'</c>: all beyond ASCII is a word's part there, and nothing that this returns holds other ASCII than
/// lower-case letters and digits.
/// </remarks>
public static class Tokens
{
    /// <summary>Longer words are cut: nobody searches for more, and a stranger may send megabytes without a space.</summary>
    public const int LongestWord = 64;

    /// <summary>The words of a text, in its order, with their places in it.</summary>
    public static List<Token> Of(string text)
    {
        var tokens = new TokenList(new List<Token>((text.Length / 6) + 4));
        Split(text, ref tokens);
        return tokens.Tokens;
    }

    /// <summary>The words of a text with single spaces between them: what an index of another make is fed.</summary>
    public static string Joined(string text)
    {
        // No word is made a string of its own.
        var joined = new JoinedWords(new StringBuilder(text.Length));
        Split(text, ref joined);
        return joined.Text.ToString();
    }

    /// <summary>What <see cref="Joined"/> gives, in UTF-8, put at the end of a buffer.</summary>
    public static void Join(string text, ArrayBufferWriter<byte> buffer)
    {
        var joined = new JoinedBytes(buffer);
        Split(text, ref joined);
    }

    /// <summary>A value for exact comparison, such as a topic or an outlet's name: its words with single spaces between them.</summary>
    public static string Key(string value)
    {
        var joined = new StringBuilder(value.Length);
        foreach (var word in Wanted(value).Words)
            joined.Append(joined.Length > 0 ? " " : "").Append(word);

        return joined.ToString();
    }

    /// <summary>
    /// The words that a query's text asks for, next to each other. <c>Prefix</c> where the last is only a beginning: a single
    /// Chinese or Japanese character at the end begins a pair whose second half is not asked for.
    /// </summary>
    public static (IReadOnlyList<string> Words, bool Prefix) Wanted(string text)
    {
        var tokens = Of(text);
        if (tokens.Count == 0)
            return ([], false);

        var words = tokens.ConvertAll(token => token.Text);
        var last = tokens[^1];
        if (!Folding.IsUnspaced(Rune.GetRuneAt(text, last.Start).Value))
            return (words, false);

        // The last character of a run stands alone in a text; in a query the run may go on.
        var pairedBefore = tokens.Count > 1 && tokens[^2].End == last.End;
        return pairedBefore ? (words[..^1], false) : (words, true);
    }

    private static void Split<TWords>(string text, ref TWords words)
        where TWords : struct, IWords
    {
        Span<char> word = stackalloc char[LongestWord];
        var length = 0;
        var start = 0;
        var i = 0;
        while (i < text.Length)
        {
            if (text[i] < 128)
            {
                i = OfAscii(text, i, word, ref length, ref start, ref words);
                continue;
            }

            Rune.DecodeFromUtf16(text.AsSpan(i), out var rune, out var width);
            if (Folding.IsUnspaced(rune.Value))
            {
                End(ref words, word, ref length, start, i);
                i = Pairs(text, i, ref words);
                continue;
            }

            var parts = Folding.Of(rune);
            if (parts is null)
            {
                End(ref words, word, ref length, start, i);
            }
            else
            {
                // A mark that falls away neither begins a word nor ends one.
                foreach (var part in parts)
                    Append(word, ref length, ref start, part, i);
            }

            i += width;
        }

        End(ref words, word, ref length, start, text.Length);
    }

    /// <summary>
    /// A run of ASCII, from <paramref name="i"/>; returns where it ends. Most text is nothing else, so what changes with every
    /// character is held in variables of its own.
    /// </summary>
    private static int OfAscii<TWords>(string text, int i, Span<char> word, ref int length, ref int start, ref TWords words)
        where TWords : struct, IWords
    {
        var (held, begun) = (length, start);
        for (; i < text.Length && text[i] < 128; i++)
        {
            var folded = Folding.OfAscii(text[i]);
            if (folded != '\0')
            {
                if (held == 0)
                    begun = i;
                if (held < word.Length)
                    word[held++] = folded;
            }
            else if (held > 0)
            {
                length = held;
                End(ref words, word, ref length, begun, i);
                held = 0;
            }
        }

        (length, start) = (held, begun);
        return i;
    }

    private static void Append(Span<char> word, ref int length, ref int start, char part, int at)
    {
        if (length == 0)
            start = at;
        if (length < LongestWord)
            word[length++] = part;
    }

    private static void End<TWords>(ref TWords words, ReadOnlySpan<char> word, ref int length, int start, int at)
        where TWords : struct, IWords
    {
        if (length == 0)
            return;

        // Never half of a pair of surrogates.
        if (length == LongestWord && char.IsHighSurrogate(word[length - 1]))
            length--;

        words.Add(word[..length], start, at);
        length = 0;
    }

    /// <summary>A run of characters written without spaces, from <paramref name="i"/>; returns where it ends.</summary>
    private static int Pairs<TWords>(string text, int i, ref TWords words)
        where TWords : struct, IWords
    {
        while (true)
        {
            Rune.DecodeFromUtf16(text.AsSpan(i), out var rune, out var width);
            var next = i + width;
            var goesOn = false;
            var nextWidth = 0;
            var following = default(Rune);
            if (next < text.Length)
            {
                Rune.DecodeFromUtf16(text.AsSpan(next), out following, out nextWidth);
                goesOn = Folding.IsUnspaced(following.Value);
            }

            var first = Folding.Of(rune) ?? rune.ToString();
            if (!goesOn)
            {
                words.Add(first, i, next);
                return next;
            }

            words.Add(first + (Folding.Of(following) ?? following.ToString()), i, next + nextWidth);
            i = next;
        }
    }

    /// <summary>Takes the words as they are found.</summary>
    private interface IWords
    {
        void Add(ReadOnlySpan<char> word, int start, int end);
    }

    private readonly record struct TokenList(List<Token> Tokens) : IWords
    {
        public void Add(ReadOnlySpan<char> word, int start, int end) => Tokens.Add(new Token(new string(word), start, end));
    }

    private readonly record struct JoinedWords(StringBuilder Text) : IWords
    {
        public void Add(ReadOnlySpan<char> word, int start, int end)
        {
            if (Text.Length > 0)
                Text.Append(' ');

            Text.Append(word);
        }
    }

    private struct JoinedBytes(ArrayBufferWriter<byte> buffer) : IWords
    {
        private bool _goesOn;

        public void Add(ReadOnlySpan<char> word, int start, int end)
        {
            var room = buffer.GetSpan(1 + Encoding.UTF8.GetMaxByteCount(word.Length));
            room[0] = (byte)' ';
            var space = _goesOn ? 1 : 0;
            if (Ascii.FromUtf16(word, room[space..], out var written) is not OperationStatus.Done)
                written = Encoding.UTF8.GetBytes(word, room[space..]);

            buffer.Advance(space + written);
            _goesOn = true;
        }
    }
}
