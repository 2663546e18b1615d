using System.Globalization;
using System.Text.RegularExpressions;

namespace NewsWatch.Articles.Pages;

/// <summary>The day in an article's address: <c>/2019/12/31/</c>, <c>/2019-12-31-</c>, <c>/20191231/</c>, <c>-20191231.html</c>, <c>/2019/dec/31/</c>.</summary>
internal static partial class UrlDate
{
    public static DateOnly? Day(Uri address)
    {
        var path = address.AbsolutePath;
        return Numbers(Parted().Match(path)) ?? Numbers(Compact().Match(path)) ?? Named(WithMonthName().Match(path)) ?? Numbers(DayFirst().Match(path))
            ?? Numbers(Parted().Match(address.Query));
    }

    private static DateOnly? Numbers(Match match) =>
        match.Success ? Made(match.Groups["y"].ValueSpan, int.Parse(match.Groups["m"].ValueSpan, CultureInfo.InvariantCulture), match.Groups["d"].ValueSpan) : null;

    private static DateOnly? Named(Match match) =>
        match.Success ? Made(match.Groups["y"].ValueSpan, MonthNames.Find(match.Groups["m"].Value, "en"), match.Groups["d"].ValueSpan) : null;

    private static DateOnly? Made(ReadOnlySpan<char> yearDigits, int month, ReadOnlySpan<char> dayDigits)
    {
        var year = int.Parse(yearDigits, CultureInfo.InvariantCulture);
        var day = int.Parse(dayDigits, CultureInfo.InvariantCulture);
        return month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;
    }

    [GeneratedRegex(@"(?:^|[^0-9])(?<y>(?:19[89]|20[0-4])\d)[-/_.](?<m>0?[1-9]|1[0-2])[-/_.](?<d>[0-2]?\d|3[01])(?:[^0-9]|$)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Parted();

    [GeneratedRegex(@"(?:^|[^0-9])(?<y>20[0-4]\d)(?<m>0[1-9]|1[0-2])(?<d>[0-2]\d|3[01])(?:[^0-9]|$)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Compact();

    [GeneratedRegex(@"/(?<y>(?:19[89]|20[0-4])\d)/(?<m>[a-z]{3,9})/(?<d>\d{1,2})/", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex WithMonthName();

    [GeneratedRegex(@"(?:^|[^0-9])(?<d>[0-2]\d|3[01])[-/_.](?<m>0[1-9]|1[0-2])[-/_.](?<y>20[0-4]\d)(?:[^0-9]|$)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex DayFirst();
}
