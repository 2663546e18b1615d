namespace NewsWatch.Feeds.Reading;

/// <summary>
/// Notes what was repaired and where. Offsets become lines and positions once, at the end, in one pass over the text,
/// so that a document full of faults costs no more than one with few.
/// </summary>
internal sealed class Repairs
{
    private readonly List<(int Offset, string Message)> _noted = [];
    private int _more;

    public int Count => _noted.Count + _more;

    /// <summary>Notes a repair at a character offset; -1 where the whole document is meant.</summary>
    public void Note(int offset, string message)
    {
        if (_noted.Count < FeedLimits.Warnings)
            _noted.Add((offset, message));
        else
            _more++;
    }

    /// <summary>Notes a repair whose message costs something to write: it is not written once the list is full.</summary>
    public void Note(int offset, string message, ReadOnlySpan<char> subject)
    {
        if (_noted.Count < FeedLimits.Warnings)
            _noted.Add((offset, string.Format(null, message, Shown(subject))));
        else
            _more++;
    }

    public IReadOnlyList<ParseWarning> ToWarnings(ReadOnlySpan<char> text)
    {
        if (_noted.Count == 0)
            return [];
        var warnings = new List<ParseWarning>(_noted.Count + 1);
        var (line, lineStart, counted) = (1, 0, 0);
        foreach (var (offset, message) in _noted.OrderBy(n => n.Offset))
        {
            if (offset < 0)
            {
                warnings.Add(new ParseWarning(message));
                continue;
            }

            var end = Math.Min(offset, text.Length);
            for (int next; (next = text[counted..end].IndexOf('\n')) >= 0; counted = lineStart)
            {
                line++;
                lineStart = counted + next + 1;
            }

            counted = Math.Max(counted, lineStart);
            warnings.Add(new ParseWarning(message, line, end - lineStart + 1));
        }

        if (_more > 0)
            warnings.Add(new ParseWarning($"{_more} more repairs of this kind are not listed."));
        return warnings;
    }

    // A subject is a stranger's text: short, one line, and without what a terminal or a page would act on.
    private static string Shown(ReadOnlySpan<char> subject)
    {
        var shown = subject[..Math.Min(subject.Length, 60)].ToArray();
        for (var i = 0; i < shown.Length; i++)
        {
            if (char.IsControl(shown[i]) || char.IsSurrogate(shown[i]) || shown[i] is '<' or '>' or '"')
                shown[i] = '·';
        }

        return new string(shown);
    }
}
