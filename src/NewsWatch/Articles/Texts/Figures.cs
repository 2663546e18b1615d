using System.Collections.Frozen;
using System.Globalization;

namespace NewsWatch.Articles.Texts;

/// <summary>Finds numbers with their magnitude, currency, percent sign and the noun that they count.</summary>
internal static class Figures
{
    public const int Most = 400;

    private const string MagnitudeWords =
        "k 1e3,thousand 1e3,m 1e6,mn 1e6,mln 1e6,million 1e6,b 1e9,bn 1e9,bln 1e9,billion 1e9,tn 1e12,trn 1e12,trillion 1e12,"
        + "lakh 1e5,crore 1e7,cr 1e7,hundred 1e2,dozen 12,millionen 1e6,milliarden 1e9";

    private const string CurrencyWords =
        "$ usd,us$ usd,usd usd,dollar usd,dollars usd,\u20ac eur,eur eur,euro eur,euros eur,\u00a3 gbp,gbp gbp,pound gbp,pounds gbp,"
        + "\u00a5 cny,rmb cny,yuan cny,cny cny,yen jpy,jpy jpy,\u20b9 inr,rs inr,inr inr,rupees inr,won krw,\u20a9 krw,chf chf,francs chf,"
        + "美元 usd,欧元 eur,歐元 eur,英镑 gbp,英鎊 gbp,日元 jpy,日圆 jpy,韩元 krw,ドル usd,ユーロ eur,円 jpy,人民币 cny,元 cny,원 krw";

    private const int LongestSpacelessCurrency = 3;

    private static readonly FrozenDictionary<string, double> Magnitudes =
        Pairs(MagnitudeWords).ToFrozenDictionary(pair => pair[0], pair => double.Parse(pair[1], CultureInfo.InvariantCulture), StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, string> Currencies =
        Pairs(CurrencyWords).ToFrozenDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, double>.AlternateLookup<ReadOnlySpan<char>> MagnitudeLookup =
        Magnitudes.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> CurrencyLookup =
        Currencies.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The numbers in digits and those in words, in the order of the text.</summary>
    public static List<Figure> Find(string text, List<Token> tokens)
    {
        var found = Find(text);
        var inDigits = found.Count;
        foreach (var (value, start, end) in NumberWords.Find(text, tokens))
            if (found.Count < Most && Measured(text, value, null, start, end, Math.Min(text.Length, Tokenizer.LongestText)) is { } figure)
                found.Add(figure);

        if (found.Count > inDigits)
            found.Sort((one, other) => one.Start.CompareTo(other.Start));

        return found;
    }

    public static List<Figure> Find(string text)
    {
        var end = Math.Min(text.Length, Tokenizer.LongestText);
        var found = new List<Figure>();
        for (var at = 0; at < end && found.Count < Most; at++)
        {
            if (text.AsSpan(at, end - at).IndexOfAnyInRange('0', '9') is >= 0 and var next)
                at += next;
            else
                break;

            var last = EndOfNumber(text, at, end);
            // "GPT-4", "H100" and "3D" are names.
            var isPartOfName = (at > 0 && (char.IsLetter(text[at - 1]) && !Tokenizer.IsSpaceless(text[at - 1]) && CurrencyBefore(text, at) is null || IsNameHyphen(text, at - 1)));
            if (!isPartOfName && Read(text, at, last, end) is { } figure)
            {
                found.Add(figure);
                last = Math.Max(last, figure.End);
            }

            at = last;
        }

        return found;
    }

    private static Figure? Read(string text, int start, int last, int end)
    {
        var digits = text.AsSpan(start, last - start);
        var next = WordAfter(text, last, end);
        var isScaled = MagnitudeLookup.ContainsKey(text.AsSpan(next.Start, next.Length)) || IsPercent(text, last, next, end, out _);
        if (ValueOf(digits, isScaled) is not { } value)
            return null;

        var currency = CurrencyBefore(text, start);
        if (last < end && Tokenizer.IsSpaceless(text[last]))
            return ReadSpaceless(text, value, currency, start, last, end);

        return Measured(text, value, currency, start, last, end);
    }

    /// <summary>A number with what stands after it: its magnitude, a percent sign, a currency or the noun that it counts.</summary>
    private static Figure? Measured(string text, double value, string? currency, int start, int last, int end)
    {
        var at = last;
        var word = WordAfter(text, at, end);
        var isGlued = word.Start == last;
        if (MagnitudeLookup.TryGetValue(text.AsSpan(word.Start, word.Length), out var magnitude) && (isGlued || word.Length > 1))
        {
            value *= magnitude;
            at = word.End;
            word = WordAfter(text, at, end);
        }
        else if (isGlued && word.Length > 0)
        {
            return null;
        }

        if (IsPercent(text, at, word, end, out var percentEnd))
            return new Figure(value, FigureKind.Percent, 0, start, percentEnd);

        if (currency is null && CurrencyLookup.TryGetValue(text.AsSpan(word.Start, word.Length), out var after))
            return new Figure(value, FigureKind.Money, Terms.Of(after), start, word.End);

        if (currency is not null)
            return new Figure(value, FigureKind.Money, Terms.Of(currency), start, at);

        return IsYear(value, last - start) && at == last
            ? new Figure(value, FigureKind.Year, 0, start, last)
            : new Figure(value, FigureKind.Count, word.Length == 0 ? 0 : TermOf(text, word), start, at);
    }

    private static bool IsYear(double value, int digits) => digits == 4 && value is >= 1900 and < 2100;

    /// <summary>"29辆", "4800万元", "3亿美元": no space parts the number from what follows. Dates are no figures, but a year is.</summary>
    private static Figure? ReadSpaceless(string text, double value, string? currency, int start, int last, int end)
    {
        var at = last;
        for (; at < end && SpacelessMagnitude(text[at]) is > 1 and var magnitude; at++)
            value *= magnitude;

        for (var length = Math.Min(LongestSpacelessCurrency, end - at); length > 0 && currency is null; length--)
            if (CurrencyLookup.TryGetValue(text.AsSpan(at, length), out currency))
                at += length;

        if (currency is not null)
            return new Figure(value, FigureKind.Money, Terms.Of(currency), start, at);

        if (at < end && text[at] is '年' or '月' or '日' or '号' or '时' or '点' or '년' or '월' or '일')
            return text[at] is '年' or '년' && IsYear(value, at - start) ? new Figure(value, FigureKind.Year, 0, start, at) : null;

        return new Figure(value, FigureKind.Count, at < end && char.IsLetter(text[at]) ? Terms.Of(text[at].ToString()) : 0, start, at);
    }

    private static double SpacelessMagnitude(char letter) => letter switch
    {
        '十' => 1e1,
        '百' => 1e2,
        '千' or '천' => 1e3,
        '万' or '萬' or '만' => 1e4,
        '亿' or '億' or '억' => 1e8,
        '兆' or '조' => 1e12,
        _ => 1,
    };

    /// <summary>
    /// The value of digits with points and commas, whichever of the two parts thousands: "4,310", "4.310", "1,234.5", "1.234,5", "4,5".
    /// A single point before three digits parts thousands, unless a zero stands before it or a magnitude or percent sign follows: "1.352bn", "4.125%".
    /// </summary>
    private static double? ValueOf(ReadOnlySpan<char> digits, bool isScaled)
    {
        var (point, comma) = (digits.LastIndexOf('.'), digits.LastIndexOf(','));
        var last = Math.Max(point, comma);
        var isVersion = digits.Count('.') > 1 && digits.Length - last != 4;
        if (digits.Length > 24 || isVersion)
            return null;

        if (last < 0)
            return double.Parse(digits, CultureInfo.InvariantCulture);

        var isThousands = Math.Min(point, comma) < 0 && (digits.Count(digits[last]) > 1 || (digits.Length - last == 4 && digits[0] != '0' && last <= 3 && !(isScaled && point > 0)));
        Span<char> plain = stackalloc char[24];
        var length = 0;
        for (var i = 0; i < digits.Length; i++)
            if (char.IsAsciiDigit(digits[i]) || (i == last && !isThousands))
                plain[length++] = char.IsAsciiDigit(digits[i]) ? digits[i] : '.';

        return double.Parse(plain[..length], CultureInfo.InvariantCulture);
    }

    /// <summary>The noun that is counted; none where the next word carries grammar: "rose from 12 to 15".</summary>
    private static uint TermOf(string text, TextSpan word) => Terms.Of(text[word.Start..word.End]) is var term && FunctionWords.Holds(term) ? 0 : term;

    private static int EndOfNumber(string text, int at, int end)
    {
        while (at < end && (char.IsAsciiDigit(text[at]) || (text[at] is '.' or ',' && at + 1 < end && char.IsAsciiDigit(text[at + 1]))))
            at++;

        return at;
    }

    /// <summary>The letters that follow on the same line, glued or after one space or hyphen.</summary>
    private static TextSpan WordAfter(string text, int at, int end)
    {
        if (at < end && text[at] is ' ' or '\u00a0' or '-')
            at++;

        var start = at;
        while (at < end && at - start < 24 && char.IsLetter(text[at]))
            at++;

        return new TextSpan(start, at);
    }

    private static bool IsPercent(string text, int at, TextSpan word, int end, out int percentEnd)
    {
        percentEnd = at + 1;
        if (at < end && text[at] == '%')
            return true;

        var letters = text.AsSpan(word.Start, word.Length);
        percentEnd = word.End;
        if (letters.Equals("percent", StringComparison.OrdinalIgnoreCase) || letters.Equals("pc", StringComparison.Ordinal)
            || letters.Equals("prozent", StringComparison.OrdinalIgnoreCase))
            return true;

        var cent = letters.Equals("per", StringComparison.OrdinalIgnoreCase) ? WordAfter(text, word.End, end) : default;
        percentEnd = cent.End;
        return cent.Length == 4 && text.AsSpan(cent.Start, 4).Equals("cent", StringComparison.OrdinalIgnoreCase);
    }

    private static string? CurrencyBefore(string text, int at)
    {
        var end = at > 0 && text[at - 1] is ' ' or '\u00a0' ? at - 1 : at;
        var start = end;
        while (start > 0 && end - start < 4 && (char.IsLetter(text[start - 1]) || char.GetUnicodeCategory(text[start - 1]) == UnicodeCategory.CurrencySymbol))
            start--;

        if (start < end && CurrencyLookup.TryGetValue(text.AsSpan(start, end - start), out var currency))
            return currency;

        return end > 0 && CurrencyLookup.TryGetValue(text.AsSpan(end - 1, 1), out currency) && !char.IsLetter(text[end - 1]) ? currency : null;
    }

    private static bool IsNameHyphen(string text, int at) =>
        text[at] == '-' && at > 0 && char.IsUpper(text[at - 1]);

    private static IEnumerable<string[]> Pairs(string table) => table.Split(',').Select(pair => pair.Split(' '));
}
