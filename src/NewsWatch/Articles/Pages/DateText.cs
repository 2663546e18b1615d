using System.Collections.Frozen;
using System.Globalization;

namespace NewsWatch.Articles.Pages;

/// <summary>A date as written somewhere on a page.</summary>
/// <param name="Value">In the offset that was written; midnight UTC where only a day was.</param>
/// <param name="HasTime">False where only a day was written.</param>
internal readonly record struct WrittenDate(DateTimeOffset Value, bool HasTime)
{
    public DateOnly Day => DateOnly.FromDateTime(Value.DateTime);
}

/// <summary>
/// Reads dates in any order and language out of text: <c>2019-12-12T10:00:00+0100</c>, <c>12. Dezember 2019, 10:00</c>, <c>Dec 12th, 2019</c>,
/// <c>12/12/19</c>, <c>2019年12月12日</c>, <c>١٢ ديسمبر ٢٠١٩</c>. A date needs a day, a month and a year: nothing is filled in. Linear in the text's length.
/// </summary>
internal static class DateText
{
    private const int MaxLength = 4_000;

    private static readonly FrozenSet<string> Fillers = FrozenSet.ToFrozenSet(
        [
            "st", "nd", "rd", "th", "of", "the", "de", "del", "di", "den", "der", "do", "d", "er", "ère", "ta", "gada", "m", "года", "г", "року", "р", "год",
            "tháng", "thg", "năm", "ngày", "am", "kl", "um", "à", "at", "às", "a", "las", "alle", "ore", "o", "godz", "в", "о", "v", "ob", "om", "klo", "dne", "i", "ng",
        ], StringComparer.OrdinalIgnoreCase);

    // Hours from UTC. Zones that newspapers write; where two share a name, the one of more papers.
    private static readonly FrozenDictionary<string, double> Zones =
        "z 0 gmt 0 utc 0 wet 0 bst 1 cet 1 mez 1 cest 2 mesz 2 eet 2 eest 3 msk 3 ist 5.5 sgt 8 hkt 8 jst 9 kst 9 aest 10 aedt 11 est -5 edt -4 et -5 cst -6 cdt -5 mst -7 mdt -6 pst -8 pdt -7 pt -8"
            .Split(' ').Chunk(2).ToFrozenDictionary(pair => pair[0], pair => double.Parse(pair[1], CultureInfo.InvariantCulture), StringComparer.OrdinalIgnoreCase);

    /// <summary>A value that is meant to be a date: an attribute, a JSON property. Also seconds and milliseconds since 1970.</summary>
    public static WrittenDate? OfValue(string? value, string? language, bool monthFirst)
    {
        var trimmed = value?.Trim();
        if (string.IsNullOrEmpty(trimmed))
            return null;

        if (trimmed.Length is 10 or 13 && trimmed.All(char.IsAsciiDigit) && long.TryParse(trimmed, CultureInfo.InvariantCulture, out var epoch))
            return new WrittenDate(DateTimeOffset.FromUnixTimeMilliseconds(trimmed.Length == 13 ? epoch : epoch * 1000), true);

        return First(trimmed, language, monthFirst);
    }

    /// <summary>The first date in the text, or null.</summary>
    public static WrittenDate? First(string text, string? language, bool monthFirst) =>
        All(text, language, monthFirst).Select(found => (WrittenDate?)found.Date).FirstOrDefault();

    /// <summary>Every date in the text (its first 4,000 characters), with its place.</summary>
    public static IEnumerable<(WrittenDate Date, int At)> All(string text, string? language, bool monthFirst)
    {
        var tokens = Tokens(text);
        for (var i = 0; i < tokens.Count; i++)
        {
            var (day, next) = DayAt(tokens, i, language, monthFirst);
            if (day == default)
                continue;

            yield return (WithTime(day, tokens, next), tokens[i].At);
            i = next - 1;
        }
    }

    /// <summary>The day that starts at this token and the index after it; the default day where there is none.</summary>
    private static (DateOnly Day, int Next) DayAt(List<Token> tokens, int i, string? language, bool monthFirst)
    {
        var first = tokens[i];
        if (first.IsNumber && first.Length is 8 or 12 or 14 && Compact(first.Text) is { } compact)
            return (compact, i + 1);

        if (i + 2 >= tokens.Count)
            return default;

        Token second = tokens[i + 1], third = tokens[i + 2];
        if (!second.IsNear || !third.IsNear)
            return default;

        var next = i + 3;
        if (first.IsShort && second.IsWord && third.IsWord && i + 3 < tokens.Count && MonthNames.Find(second.Text, language) is > 0 and var month
            && MonthNames.Find(third.Text, language) == month && tokens[i + 3].IsYear)
            // Arabic papers name the month twice, in the Levant's and in the Nile's way.
            return (Day(tokens[i + 3].Year, month, first.Number), i + 4);

        if (first.IsYear)
        {
            if (second.IsShort && third.IsShort && second.IsJoined && third.IsJoined)
                return (Day(first.Year, second.Number, third.Number), next);
            if (second.IsWord && third.IsShort)
                return (Day(first.Year, MonthNames.Find(second.Text, language), third.Number), next);
            if (second.IsShort && third.IsWord)
                return (Day(first.Year, MonthNames.Find(third.Text, language), second.Number), next);
        }
        else if (first.IsShort && second.IsShort && second.IsJoined && third.IsJoined && (third.IsYear || (third.IsShort && third.Length == 2 && !third.IsLoose)))
        {
            return (DayOrMonthFirst(first.Number, second.Number, third.Year, monthFirst && second.Separator != '.'), next);
        }
        else if (first.IsShort && second.IsWord && (third.IsYear || third.IsShortYear))
        {
            return (Day(third.Year, MonthNames.Find(second.Text, language), first.Number), next);
        }
        else if (first.IsWord && second.IsShort && (third.IsYear || third.IsShortYear))
        {
            return (Day(third.Year, MonthNames.Find(first.Text, language), second.Number), next);
        }

        return default;
    }

    private static DateOnly DayOrMonthFirst(int a, int b, int year, bool monthFirst)
    {
        if (a > 12 || (b <= 12 && !monthFirst))
            return Day(year, b, a);

        return Day(year, a, b);
    }

    private static DateOnly Day(int year, int month, int day) =>
        year is >= 1900 and <= 2200 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : default;

    private static DateOnly? Compact(string digits)
    {
        var day = Day(Number(digits.AsSpan(0, 4)), Number(digits.AsSpan(4, 2)), Number(digits.AsSpan(6, 2)));
        return day == default || day.Year is < 1990 or > 2100 ? null : day;
    }

    private static int Number(ReadOnlySpan<char> digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    private static WrittenDate WithTime(DateOnly day, List<Token> tokens, int i)
    {
        var dayOnly = new WrittenDate(new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero), false);
        while (i < tokens.Count && i < tokens.Count - 1 && tokens[i].IsWord && tokens[i].Length <= 4 && !tokens[i + 1].IsWord && tokens[i].IsNear)
            i++;

        if (i + 1 >= tokens.Count || !tokens[i].IsShort || !tokens[i].IsNear || tokens[i + 1] is not { IsShort: true, Length: 2, Separator: ':' or '.' or 'h' } minutes)
            return dayOnly;

        var hour = tokens[i].Number;
        var next = i + 2;
        var seconds = 0;
        if (next < tokens.Count && tokens[next] is { IsShort: true, Length: 2, Separator: ':' } third)
        {
            seconds = Math.Min(third.Number, 59);
            next++;
            if (next < tokens.Count && tokens[next] is { IsNumber: true, IsWord: false, Separator: '.' or ',' })
                next++;
        }

        if (next < tokens.Count && tokens[next].IsWord && tokens[next].IsNear && tokens[next].Text.ToLowerInvariant() is "am" or "pm" or "a" or "p")
        {
            var isAfternoon = tokens[next].Text[0] is 'p' or 'P';
            hour = hour % 12 + (isAfternoon ? 12 : 0);
            next += tokens[next].Length == 1 && next + 1 < tokens.Count && tokens[next + 1].Text is "m" or "M" ? 2 : 1;
        }

        if (hour > 23 || minutes.Number > 59)
            return dayOnly;

        var local = day.ToDateTime(new TimeOnly(hour, minutes.Number, seconds));
        return new WrittenDate(new DateTimeOffset(local, Offset(tokens, next)), true);
    }

    private static TimeSpan Offset(List<Token> tokens, int i)
    {
        if (i < tokens.Count && tokens[i].IsWord && tokens[i].IsNear && Zones.TryGetValue(tokens[i].Text, out var hours))
        {
            if (hours != 0 || i + 1 >= tokens.Count || tokens[i + 1].Sign == 0)
                return TimeSpan.FromHours(hours);

            i++;
        }

        if (i >= tokens.Count || tokens[i].Sign == 0 || !tokens[i].IsNumber)
            return TimeSpan.Zero;

        var token = tokens[i];
        var minutes = token.Length switch
        {
            <= 2 when i + 1 < tokens.Count && tokens[i + 1] is { IsShort: true, Length: 2, Separator: ':' } after => token.Number * 60 + after.Number,
            <= 2 => token.Number * 60,
            3 or 4 => token.Number / 100 * 60 + token.Number % 100,
            _ => 0,
        };
        return minutes <= 14 * 60 ? TimeSpan.FromMinutes(token.Sign * minutes) : TimeSpan.Zero;
    }

    private static List<Token> Tokens(string text)
    {
        var tokens = new List<Token>();
        var end = Math.Min(text.Length, MaxLength);
        var gapStart = 0;
        var fillers = 0;
        for (var i = 0; i < end;)
        {
            var start = i;
            if (tokens is [.., { Text: "كانون" or "تشرين" } stem] && IsLetter(text[i]))
            {
                // The Levant's two Kanuns and two Tishrins are told apart by the word behind.
                while (i < end && IsLetter(text[i]))
                    i++;

                tokens[^1] = stem with { Text = $"{stem.Text}_{text[start..i]}" };
            }
            else if (char.IsDigit(text[i]))
            {
                while (i < end && char.IsDigit(text[i]) && i - start < 20)
                    i++;

                tokens.Add(Token.OfNumber(Digits(text.AsSpan(start, i - start)), start, text[gapStart..start], fillers));
            }
            else if (IsLetter(text[i]) && !IsUnit(text[i]))
            {
                while (i < end && IsLetter(text[i]) && !IsUnit(text[i]))
                    i++;

                var word = text[start..i];
                // "d" and "of" between the parts of a date say nothing; "T" before a time and "h" in it are read as signs.
                if (tokens.Count > 0 && Fillers.Contains(word) && !IsHalfOfDay(text, start, word) && fillers < 3)
                {
                    fillers++;
                    continue;
                }

                if (word is "T" or "t" && tokens.Count > 0 && i < end && char.IsDigit(text[i]))
                    continue;
                if (word is "h" or "H" or "Uhr" && i < end && char.IsDigit(text[i]))
                    continue;

                tokens.Add(Token.OfWord(word, start, text[gapStart..start], fillers));
            }
            else
            {
                i++;
                continue;
            }

            gapStart = i;
            fillers = 0;
        }

        return tokens;
    }

    /// <summary>"am" and "a.m." after a time, against the German "am 12. Mai".</summary>
    private static bool IsHalfOfDay(string text, int start, string word) =>
        word.ToLowerInvariant() is "am" or "a" && start >= 3 && text.AsSpan(Math.Max(0, start - 4), Math.Min(start, 4)).Trim().IndexOf(':') >= 0;

    private static bool IsLetter(char c) => char.IsLetter(c) || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark || c == '\u200C';

    /// <summary>Year, month, day, hour and minute signs of Chinese, Japanese and Korean part numbers; they are no words.</summary>
    private static bool IsUnit(char c) => c is '年' or '月' or '日' or '년' or '월' or '일' or '時' or '时' or '分' or '시' or '분';

    private static string Digits(ReadOnlySpan<char> digits)
    {
        Span<char> ascii = stackalloc char[digits.Length];
        for (var i = 0; i < digits.Length; i++)
            ascii[i] = (char)('0' + (int)char.GetNumericValue(digits[i]));

        return ascii.ToString();
    }

    private readonly record struct Token(string Text, int At, bool IsNumber, int Number, char Separator, bool IsNear, bool IsJoined, bool IsLoose, bool IsQuoted, int Sign)
    {
        public int Length => Text.Length;

        public bool IsWord => !IsNumber;

        /// <summary>One or two digits: a day, a month, an hour.</summary>
        public bool IsShort => IsNumber && Length <= 2;

        public bool IsYear => IsNumber && Length == 4 && (Number is >= 1900 and <= 2200 or >= 2530 and <= 2600);

        /// <summary>'19, or the 19 of "12-Dec-19".</summary>
        public bool IsShortYear => IsNumber && Length == 2 && (IsQuoted || Separator is '-' or '/');

        /// <summary>Two digits are of this century or the end of the last; the Thai calendar is 543 years ahead.</summary>
        public int Year => Length == 2 ? (Number < 70 ? 2000 : 1900) + Number : Number >= 2530 ? Number - 543 : Number;

        public static Token OfNumber(string digits, int at, string gap, int fillers) =>
            Of(digits, at, gap, fillers, true, digits.Length <= 9 ? int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture) : 0);

        public static Token OfWord(string word, int at, string gap, int fillers) => Of(word, at, gap, fillers, false, 0);

        private static Token Of(string text, int at, string gap, int fillers, bool isNumber, int number)
        {
            var trimmed = gap.AsSpan().Trim();
            var separator = trimmed.Length > 0 ? trimmed[0] : gap.Length > 0 ? ' ' : '\0';
            var isNear = gap.Length <= 6 + fillers * 6 && !trimmed.ContainsAny('(', ';');
            var isJoined = isNear && (fillers > 0 || (trimmed.Length is 1 or 2 && (IsUnit(trimmed[0]) || trimmed[0] is '-' or '/' or '.' or '‐' or '–' or '|')));
            var sign = gap.Length > 0 ? gap[^1] switch { '+' => 1, '-' or '−' => -1, _ => 0 } : 0;
            return new Token(text, at, isNumber, number, separator, isNear, isJoined, gap.Length > 1, trimmed is ['\'' or '’' or '‘', ..], sign);
        }
    }
}
