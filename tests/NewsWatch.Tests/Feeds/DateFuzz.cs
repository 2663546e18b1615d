using System.Text;
using NewsWatch.Articles.Pages;
using NewsWatch.Feeds;

namespace NewsWatch.Tests.Feeds;

/// <summary>The fuzz target "date": pieces that dates are made of in any order, read as feeds and as pages read them.</summary>
internal static class DateFuzz
{
    private const int Texts = 200;

    private static readonly string[] Pieces =
    [
        "May", "mai", "Dezember", "févr.", "мая", "ديسمبر", "كانون", "الأول", "Mon", "Thursday", "3", "03", "31", "2020", "20", "1999", "2563", "9999", "0000", "-", ":", "+0200", "-", "+99:99",
        "年", "月", "日", "년", "PM", "am", "下午", "오후", "٣", "２", "😀", "T", "Z", "t", "24", "25", "60", "99999999999999999999", ".", "/", "GMT", "EST", "PDT", "(", ")", ",", "\0", "é", "\u0301", "\uD800",
        "1714730400", "1714730400000", "th", "of", "de", "um", "Uhr", "h", "\n", "\u00A0", "W12", "366",
    ];

    /// <summary>Reads some hundred texts: what comes out names a day between year 1 and 9999, or nothing does.</summary>
    public static void Round(ulong seed)
    {
        var random = new SeededBytes(seed);
        for (var i = 0; i < Texts; i++)
        {
            var text = Text(random);
            FeedDate.Parse(text)?.Offset.ShouldBe(TimeSpan.Zero, text);
            foreach (var (_, at) in DateText.All(text, random.Next(2) == 0 ? "de" : null, random.Next(2) == 0))
                at.ShouldBeInRange(0, text.Length, text);
            DateText.OfValue(text, null, monthFirst: true);
        }
    }

    private static string Text(SeededBytes random)
    {
        var text = new StringBuilder();
        var separator = random.Next(3) switch { 0 => "", 1 => " ", _ => ", " };
        for (var piece = random.Next(random.Next(20) == 0 ? 400 : 12); piece >= 0; piece--)
            text.Append(Pieces[random.Next(Pieces.Length)]).Append(separator);
        return text.ToString();
    }
}
