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
        + "\u00a5 cny,rmb cny,yuan cny,cny cny,yen jpy,jpy jpy,\u20b9 inr,rs inr,inr inr,rupees inr,won krw,\u20a9 krw,chf chf,francs chf";

    private static readonly FrozenDictionary<string, double> Magnitudes =
        Pairs(MagnitudeWords).ToFrozenDictionary(pair => pair[0], pair => double.Parse(pair[1], CultureInfo.InvariantCulture), StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, string> Currencies =
        Pairs(CurrencyWords).ToFrozenDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, double>.AlternateLookup<ReadOnlySpan<char>> MagnitudeLookup =
        Magnitudes.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> CurrencyLookup =
        Currencies.GetAlternateLookup<ReadOnlySpan<char>>();

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
            var isPartOfName = (at > 0 && (char.IsLetter(text[at - 1]) && CurrencyBefore(text, at) is null || IsNameHyphen(text, at - 1)));
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
        if (digits.Length > 24 || !double.TryParse(digits, NumberStyles.AllowThousands | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
            return null;

        var currency = CurrencyBefore(text, start);
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

        var isYear = last - start == 4 && value is >= 1900 and < 2100 && at == last;
        return isYear
            ? new Figure(value, FigureKind.Year, 0, start, last)
            : new Figure(value, FigureKind.Count, word.Length == 0 ? 0 : TermOf(text, word), start, at);
    }

    private static uint TermOf(string text, TextSpan word) => Terms.Of(text[word.Start..word.End]);

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
