namespace NewsWatch.Feeds.Reading;

/// <summary>
/// A date written for people: words and numbers in many orders. The text is read once, left to right; each number is put
/// aside with what stands around it and given its meaning at the end.
/// </summary>
internal ref struct WrittenDate
{
    /// <summary>Words that say nothing here: a weekday and a zone nobody knows. With more, the text is prose.</summary>
    private const int MostUnknownWords = 3;

    private readonly ReadOnlySpan<char> _text;
    private readonly Numbers _numbers = new();
    private int _month;
    private int _monthAfter;
    private int _hour = -1;
    private int _minute;
    private int _second;
    private int _ticks;
    private int _markedYear;
    private int _markedMonth;
    private int _markedDay;
    private int _zoneAt = -1;
    private int _unknown;
    private bool _afternoon;
    private bool _forenoon;
    private TimeSpan? _marksOffset;

    public WrittenDate(ReadOnlySpan<char> text)
    {
        _text = text;
        if (Scan())
            Parts = Assemble();
    }

    /// <summary>What was understood; null where the text names no day, or not surely one.</summary>
    public DateParts? Parts { get; }

    private bool Scan()
    {
        for (var at = 0; at < _text.Length;)
        {
            var c = _text[at];
            if (char.IsAsciiDigit(c))
            {
                if (!Number(ref at))
                    return false;
            }
            else if (char.IsLetter(c))
            {
                Word(ref at);
            }
            else
            {
                if (c is '+' or '-' or '\u2212' && _hour >= 0 && _zoneAt < 0 && at + 1 < _text.Length && char.IsAsciiDigit(_text[at + 1]) && !IsRest(at))
                {
                    _zoneAt = at;
                    at++;
                    while (at < _text.Length && (char.IsAsciiDigit(_text[at]) || _text[at] == ':'))
                        at++;
                    continue;
                }

                if (c == '(' && _zoneAt >= 0)
                    return true;
                at++;
            }
        }

        return _unknown <= MostUnknownWords;
    }

    // "14:30:00 - 3 May 2020": after a time, a hyphen with spaces around parts, and is no sign.
    private readonly bool IsRest(int at) => _text[at] == '-' && at > 0 && _text[at - 1] == ' ' && at + 2 < _text.Length && _text[at + 1] == ' ';

    private bool Number(ref int at)
    {
        var start = at;
        var value = Digits(ref at);
        if (at < _text.Length && _text[at] == ':' && _hour < 0 && at - start <= 2)
            return Clock(value, ref at);
        if (at + 1 < _text.Length && _text[at] is 'h' or 'H' && char.IsAsciiDigit(_text[at + 1]) && _hour < 0 && at - start <= 2)
            return Clock(value, ref at);
        if (at + 1 < _text.Length && _text[at] is '時' or '时' or '點' or '点' or '시' && at - start <= 2)
        {
            _hour = (int)value;
            at++;
            return true;
        }

        if (at < _text.Length && _hour >= 0 && _text[at] is '分' or '분' or '秒' or '초')
        {
            if (_text[at] is '分' or '분')
                _minute = (int)value;
            else
                _second = (int)value;
            at++;
            return true;
        }

        if (at < _text.Length && Mark(_text[at], (int)Math.Min(value, 9999)))
        {
            at++;
            return true;
        }

        return _numbers.Add(value, at - start, start > 0 ? _text[start - 1] : ' ', at < _text.Length ? _text[at] : ' ');
    }

    private bool Mark(char c, int value)
    {
        switch (c)
        {
            case '年' or '년':
                _markedYear = value;
                break;
            case '月' or '월':
                _markedMonth = value;
                break;
            case '日' or '号' or '일':
                _markedDay = value;
                break;
            default:
                return false;
        }

        _marksOffset ??= TimeSpan.FromHours(c is '년' or '월' or '일' ? 9 : 8);
        return true;
    }

    private bool Clock(long hour, ref int at)
    {
        _hour = (int)hour;
        at++;
        var start = at;
        _minute = (int)Digits(ref at);
        if (at - start is not (1 or 2))
            return false;
        if (at >= _text.Length || _text[at] is not (':' or '.') || at + 1 >= _text.Length || !char.IsAsciiDigit(_text[at + 1]))
            return true;
        at++;
        start = at;
        _second = (int)Digits(ref at);
        if (at - start is not (1 or 2))
            return false;
        if (at < _text.Length && _text[at] is '.' or ',')
            _ticks = IsoDate.Fraction(_text, ref at);
        return true;
    }

    private long Digits(ref int at)
    {
        var value = 0L;
        for (var end = at + 18; at < _text.Length && at < end && char.IsAsciiDigit(_text[at]); at++)
            value = (value * 10) + _text[at] - '0';
        return value;
    }

    private void Word(ref int at)
    {
        var start = at;
        while (at < _text.Length && (char.IsLetter(_text[at]) || char.GetUnicodeCategory(_text[at]) == System.Globalization.UnicodeCategory.NonSpacingMark))
            at++;
        var word = _text[start..at];
        if (_month == 0 && MonthNames.Find(word) is > 0 and var month)
        {
            (_month, _monthAfter) = (month, _numbers.Count);
            return;
        }

        switch (word)
        {
            case "오후" or "午後":
                (_afternoon, _marksOffset) = (true, TimeSpan.FromHours(9));
                break;
            case "오전" or "오" or "午前":
                (_forenoon, _marksOffset) = (true, TimeSpan.FromHours(9));
                break;
            case "PM" or "pm" or "Pm" or "下午" or "晚上" or "p" or "μμ" or "ΜΜ":
                _afternoon = true;
                break;
            case "AM" or "am" or "Am" or "上午" or "早上" or "a" or "πμ" or "ΠΜ":
                _forenoon = true;
                break;
            case "T" or "t" or "st" or "nd" or "rd" or "th" or "er" or "m" or "de" or "del" or "of" or "at" or "um" or "Uhr" or "kl" or "г" or "р"
                or "den" or "the" or "le" or "à" or "alle" or "ore" or "klo" or "в" or "om":
                break;
            case "Etc" when _zoneAt < 0:
                _zoneAt = start;
                at = _text.Length;
                break;
            default:
                if (word[0] is >= '\uAC00' and <= '\uD7A3')
                    _marksOffset = TimeSpan.FromHours(9);
                if (_zoneAt < 0 && (_hour >= 0 || _numbers.Count >= 2 || _markedDay > 0) && TimeZones.Offset(_text[start..], default) is not null)
                {
                    _zoneAt = start;
                    at = ZoneEnd(at);
                }
                else
                {
                    Asian(word);
                }

                break;
        }
    }

    // "GMT+0200", "America/New_York": the signs and digits that belong to a zone's name.
    private readonly int ZoneEnd(int at)
    {
        if (at < _text.Length && _text[at] is '+' or '-' or '/')
        {
            while (at < _text.Length && !char.IsWhiteSpace(_text[at]))
                at++;
        }

        return at;
    }

    private void Asian(ReadOnlySpan<char> word)
    {
        // A weekday's sign alone is Japanese; in Chinese a word for "week" goes before it.
        if (word[0] is >= '\u3040' and <= '\u30FF' || word.Contains('曜') || word is "月" or "火" or "水" or "木" or "金" or "土" or "日")
            _marksOffset = TimeSpan.FromHours(9);
        if (word.EndsWith("下午") || word.EndsWith("午後") || word.EndsWith("오후"))
            _afternoon = true;
        if (word[0] < '\u3000')
            _unknown++;
    }

    private readonly DateParts? Assemble()
    {
        if (_markedDay > 0 && _markedMonth > 0 && _markedYear > 0)
            return WithTime(_markedYear, _markedMonth, _markedDay);
        if (_markedYear + _markedMonth + _markedDay > 0)
            return null;
        if (_month > 0)
            return _numbers.AroundMonth(_monthAfter) is var (year, day) ? WithTime(year, _month, day) : null;
        if (_numbers.IsEpoch(out var seconds) && _hour < 0)
        {
            var epoch = DateTimeOffset.FromUnixTimeSeconds(seconds);
            return new DateParts(epoch.Year, epoch.Month, epoch.Day, epoch.Hour, epoch.Minute, epoch.Second, TimeSpan.Zero);
        }

        return _numbers.Alone(twelveHours: _afternoon || _forenoon) is var (y, m, d) ? WithTime(y, m, d) : null;
    }

    private readonly DateParts? WithTime(int year, int month, int day)
    {
        var parts = new DateParts(year, month, day, Math.Max(0, _hour), _minute, _second, _marksOffset ?? TimeSpan.Zero) { Ticks = _ticks };
        if (_afternoon && _hour is > 0 and < 12)
            parts = parts with { Hour = _hour + 12 };
        else if (_forenoon && !_afternoon && _hour == 12)
            parts = parts with { Hour = 0 };
        if (_hour < 0)
            parts = parts with { Minute = 0, Second = 0 };
        return _zoneAt >= 0 && TimeZones.Offset(_text[_zoneAt..], parts) is { } offset ? parts with { Offset = offset } : parts;
    }
}
