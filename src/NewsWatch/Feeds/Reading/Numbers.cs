namespace NewsWatch.Feeds.Reading;

/// <summary>The numbers of a written date that are no time, in order, and what they can mean together.</summary>
internal sealed class Numbers
{
    private readonly List<(long Value, int Digits, char Before, char After)> _numbers = [];

    public int Count => _numbers.Count;

    /// <summary>Puts a number aside; false where there are more than any date has.</summary>
    public bool Add(long value, int digits, char before, char after)
    {
        _numbers.Add((value, digits, before, after));
        return _numbers.Count <= 4;
    }

    /// <summary>Seconds or milliseconds since 1970, where one number of that size is all there is.</summary>
    public bool IsEpoch(out long seconds)
    {
        seconds = 0;
        if (_numbers is not [{ Value: var value, Digits: var digits }])
            return false;
        seconds = digits == 13 ? value / 1000 : value;
        return digits is 9 or 10 or 13 && seconds is >= 300_000_000 and < 4_102_444_800;
    }

    /// <summary>Year and day beside a month's name: "3 May 2020", "May 3, 2020", "2020 May 3", "3-May-20".</summary>
    public (int Year, int Day)? AroundMonth(int before)
    {
        var numbers = _numbers.Where(n => n.Digits <= 4).ToList();
        if (numbers.Count < 2)
            return null;
        var year = numbers.FindIndex(n => n.Digits == 4);
        if (year >= 0)
        {
            var day = numbers.FindIndex(n => n.Digits <= 2);
            return day < 0 ? null : ((int)numbers[year].Value, (int)numbers[day].Value);
        }

        if (numbers.Any(n => n.Digits == 3))
            return null;

        // Two short numbers: the day comes first, whether before the month or after it, unless it can be none.
        var (first, second) = (numbers[0], numbers[1]);
        return before == 1 && first.Value > 31
            ? (DateParts.FullYear((int)first.Value, first.Digits), (int)second.Value)
            : (DateParts.FullYear((int)second.Value, second.Digits), (int)first.Value);
    }

    /// <summary>
    /// Year, month and day without a name: the year first, or last after day and month. "3.5.2020" is the fifth month;
    /// "5/3/2020" could be two days and is null, unless one of them is over twelve or the clock is American.
    /// </summary>
    public (int Year, int Month, int Day)? Alone(bool twelveHours)
    {
        if (_numbers is [{ Digits: 8, Value: var date }, ..])
            return ((int)(date / 10_000), (int)(date / 100 % 100), (int)(date % 100));
        if (_numbers.Count < 3)
            return null;
        var (a, b, c) = (_numbers[0], _numbers[1], _numbers[2]);
        if (a.Digits == 4 && b.Digits <= 2 && c.Digits <= 2)
            return ((int)a.Value, (int)b.Value, (int)c.Value);
        if (a.Digits > 2 || b.Digits > 2 || c.Digits is not (2 or 4))
            return null;
        var (first, second, year) = ((int)a.Value, (int)b.Value, DateParts.FullYear((int)c.Value, c.Digits));
        if (a.After == '.' || first > 12)
            return (year, second, first);
        if (second > 12 || twelveHours || first == second)
            return (year, first, second);
        return null;
    }
}
