using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace NewsWatch.Feeds.Reading;

/// <summary>
/// Names of months, full, inflected and abbreviated. One line a month; names are compared without case and accents.
/// A name that is one month in one language and another in the next ("listopad") stands where more feeds use it.
/// </summary>
internal static class MonthNames
{
    private const string Table =
        """
        january jan januar janner janvier janv enero ene gennaio gen janeiro januari ιανουαριος ιανουαριου ιαν januar januara januarja styczen stycznia sty leden ledna январь января янв січень січня січ ianuarie ian gener gen tammikuu tammikuuta ocak oca sijecanj sijecnja
        february feb februar feber fevrier fevr fev febrero febbraio fevereiro februari φεβρουαριος φεβρουαριου φεβ φεβρ februar februara februari febr luty lutego lut unor unora февраль февраля фев февр лютий лютого лют februarie febrer helmikuu helmikuuta subat sub veljaca veljace
        march mar marz maerz mrz mars marzo marco maart mrt μαρτιος μαρτιου μαρ μαρτ μαω marcius marc marca marzec brezen brezna март марта мар березень березня бер martie marts maret maaliskuu maaliskuuta mart ozujak ozujka marec
        april apr avril avr abril abr aprile απριλιος απριλιου απρ aprilis kwiecien kwietnia kwi duben dubna апрель апреля апр квітень квітня квіт aprilie huhtikuu huhtikuuta nisan nis travanj travnja aprila
        may mai mayo maggio mag maio mei μαιος μαιου μαι majus maujus maj maja kveten kvetna май мая травень травня трав maig toukokuu toukokuuta mayis svibanj svibnja maja
        june jun juni juin junio giugno giu junho ιουνιος ιουνιου ιουν ιον junius juna czerwiec czerwca cze cerven cervna июнь июня июн червень червня черв iunie iun juny kesakuu kesakuuta haziran haz lipanj lipnja
        july jul juli juillet juil julio luglio lug julho ιουλιος ιουλιου ιουλ ιολ julius jula lipiec lipca lip cervenec cervence июль июля июл липень липня лип iulie iul juliol heinakuu heinakuuta temmuz tem srpanj
        august aug aout agosto ago augustus αυγουστος αυγουστου αυγ augusztus augusta sierpien sierpnia sie srpen srpna август августа авг серпень серпня серп agost augusti agustus elokuu elokuuta agustos agu kolovoz kolovoza
        september sep sept septembre septiembre setiembre settembre set setembro σεπτεμβριος σεπτεμβριου σεπ σεπτ szeptember szept septembra wrzesien wrzesnia wrz zari сентябрь сентября сен сент вересень вересня вер septembrie setembre syyskuu syyskuuta eylul eyl rujan rujna
        october oct oktober okt octobre octubre ottobre ott outubro out οκτωβριος οκτωβριου οκτ oktobra pazdziernik pazdziernika paz rijen rijna октябрь октября окт жовтень жовтня жовт octombrie lokakuu lokakuuta ekim eki
        november nov novembre noviembre novembro νοεμβριος νοεμβριου νοε νοεμ novembra listopad listopada listopadu lis ноябрь ноября ноя нояб листопад листопада лист noiembrie noi marraskuu marraskuuta kasim kas studeni studenoga
        december dec dezember dez decembre diciembre dic dicembre dezembro δεκεμβριος δεκεμβριου δεκ decembra grudzien grudnia gru prosinec prosince декабрь декабря дек грудень грудня груд decembrie desembre desember des joulukuu joulukuuta aralik ara prosinac prosinca
        """;

    private static readonly FrozenDictionary<string, int> Months = Table.Split('\n')
        .SelectMany((line, i) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(name => (name: Plain(name), Month: i + 1)))
        .DistinctBy(m => m.name).ToFrozenDictionary(m => m.name, m => m.Month);

    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> ByName =
        Months.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The month of this name, 1 to 12; 0 where it is none.</summary>
    public static int Find(ReadOnlySpan<char> word)
    {
        Span<char> plain = stackalloc char[24];
        if (word.Length > plain.Length)
            return 0;
        if (System.Text.Ascii.IsValid(word))
        {
            plain = plain[..word.ToLowerInvariant(plain)];
            return ByName.TryGetValue(plain, out var month) ? month : 0;
        }

        return ByName.TryGetValue(Plain(word), out var accented) ? accented : 0;
    }

    private static string Plain(ReadOnlySpan<char> word)
    {
        var plain = new StringBuilder(word.Length);
        foreach (var c in word.ToString().ToLowerInvariant().Normalize(NormalizationForm.FormD))
        {
            if (char.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
                plain.Append(c switch { 'ı' => 'i', 'ς' => 'σ', 'ł' => 'l', _ => c });
        }

        return plain.ToString();
    }
}
