using System.Collections;
using NewsWatch.Articles.Texts;

namespace NewsWatch.Stories;

/// <summary>A sentence of a reading: where it stands and its content terms, ascending and distinct.</summary>
/// <param name="Span">Where it stands.</param>
/// <param name="Terms">Its content terms.</param>
/// <param name="Speaks">Somebody says something in it.</param>
internal readonly record struct ReadSentence(TextSpan Span, ArraySegment<uint> Terms, bool Speaks);

/// <summary>The sentences of a reading, twelve bytes each beside their terms: the window holds some millions.</summary>
internal sealed class SentenceList : IReadOnlyList<ReadSentence>
{
    private readonly uint[] _terms;
    private readonly Mark[] _marks;

    private SentenceList(uint[] terms, Mark[] marks) => (_terms, _marks) = (terms, marks);

    public static SentenceList Empty { get; } = new([], []);

    public int Count => _marks.Length;

    /// <summary>The terms of all sentences, one sentence after the other.</summary>
    public ReadOnlySpan<uint> Terms => _terms;

    public ReadSentence this[int index]
    {
        get
        {
            var (mark, first) = (_marks[index], index == 0 ? 0 : _marks[index - 1].End);
            return new ReadSentence(new TextSpan(mark.Start, mark.Start + mark.Length), new ArraySegment<uint>(_terms, first, mark.End - first), mark.Speaks);
        }
    }

    public IEnumerator<ReadSentence> GetEnumerator()
    {
        for (var i = 0; i < _marks.Length; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Takes sentences in, in order; their terms stand in one array, each sentence's ascending and distinct.</summary>
    internal sealed class Writer(int sentences, int terms)
    {
        private readonly Mark[] _marks = new Mark[sentences];
        private readonly uint[] _terms = new uint[terms];
        private int _sentence;
        private int _first;
        private int _next;

        public bool IsFull => _sentence == _marks.Length;

        /// <summary>A term of the next sentence; left out where there is no room.</summary>
        public void Add(uint term)
        {
            if (_next < _terms.Length)
                _terms[_next++] = term;
        }

        public void Close(TextSpan span, bool speaks)
        {
            var own = _terms.AsSpan(_first, _next - _first);
            own.Sort();
            _next = _first + SortedTerms.Distinct(own);
            _marks[_sentence++] = new Mark(span.Start, span.Length, _next, speaks);
            _first = _next;
        }

        public SentenceList ToList() => new(_next == _terms.Length ? _terms : _terms[.._next], _marks);
    }

    private readonly struct Mark(int start, int length, int end, bool speaks)
    {
        private readonly int _endAndVoice = (end << 1) | (speaks ? 1 : 0);

        public readonly int Start = start;
        public readonly int Length = length;

        /// <summary>Where its terms end.</summary>
        public int End => _endAndVoice >> 1;

        public bool Speaks => (_endAndVoice & 1) != 0;
    }
}
