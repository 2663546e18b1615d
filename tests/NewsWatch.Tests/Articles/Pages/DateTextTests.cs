using System.Globalization;
using NewsWatch.Articles.Pages;

namespace NewsWatch.Tests.Articles.Pages;

public sealed class DateTextTests
{
    [Theory]
    [InlineData("2019-12-12T10:00:00+0100", "2019-12-12T10:00:00+01:00")]
    [InlineData("2019-12-12T10:00:00.123Z", "2019-12-12T10:00:00+00:00")]
    [InlineData("2019-12-12 22:35:29", "2019-12-12T22:35:29+00:00")]
    [InlineData("2019-12-12T23:30-05:00", "2019-12-12T23:30:00-05:00")]
    [InlineData("Thu, 12 Dec 2019 10:00:00 GMT", "2019-12-12T10:00:00+00:00")]
    [InlineData("Thu Dec 12 2019 10:05:00 GMT+0530", "2019-12-12T10:05:00+05:30")]
    [InlineData("Dec 12, 2019 4:05 p.m. EST", "2019-12-12T16:05:00-05:00")]
    [InlineData("December 12th, 2019, 12:30 AM", "2019-12-12T00:30:00+00:00")]
    [InlineData("1576144800", "2019-12-12T10:00:00+00:00")]
    [InlineData("1576144800000", "2019-12-12T10:00:00+00:00")]
    [InlineData("20191212", "2019-12-12T00:00:00+00:00")]
    public void Values_are_read_with_their_time_and_offset(string value, string expected) =>
        DateText.OfValue(value, "en", monthFirst: false)!.Value.Value.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture).ShouldBe(expected);

    [Theory]
    [InlineData("de", "Donnerstag, 12. Dezember 2019, 10:00 Uhr")]
    [InlineData("de", "Stand: 12.12.2019")]
    [InlineData("de", "12.12.19")]
    [InlineData("fr", "Publié le 12 décembre 2019 à 10h30")]
    [InlineData("es", "12 de diciembre de 2019 a las 10:00")]
    [InlineData("pt", "12 de dezembro de 2019 às 10h00")]
    [InlineData("it", "Giovedì 12 dicembre 2019")]
    [InlineData("nl", "12 december 2019 om 10:00")]
    [InlineData("pl", "12 grudnia 2019")]
    [InlineData("cs", "12. prosince 2019")]
    [InlineData("hu", "2019. december 12.")]
    [InlineData("lt", "2019 m. gruodžio 12 d.")]
    [InlineData("lv", "2019. gada 12. decembris")]
    [InlineData("ru", "12 декабря 2019 г., 10:00")]
    [InlineData("uk", "12 грудня 2019 року")]
    [InlineData("el", "12 Δεκεμβρίου 2019")]
    [InlineData("tr", "12 Aralık 2019 10:00")]
    [InlineData("fi", "12. joulukuuta 2019")]
    [InlineData("ar", "١٢ ديسمبر ٢٠١٩")]
    [InlineData("ar", "12 كانون الأول / ديسمبر 2019")]
    [InlineData("ar", "الخميس 12 كانون الأول 2019")]
    [InlineData("hi", "12 दिसंबर 2019")]
    [InlineData("th", "12 ธันวาคม 2562")]
    [InlineData("vi", "Ngày 12 tháng 12 năm 2019")]
    [InlineData("ja", "2019年12月12日 10時00分")]
    [InlineData("ko", "2019년 12월 12일")]
    [InlineData("zh", "发布于2019年12月12日")]
    [InlineData("en", "12 | 12 | 2019")]
    [InlineData("en", "12-Dec-19")]
    [InlineData("en", "Posted on Thursday, December 12, 2019 in News")]
    public void Days_are_read_in_the_languages_of_the_press(string language, string text) =>
        DateText.First(text, language, monthFirst: false)!.Value.Day.ShouldBe(new DateOnly(2019, 12, 12));

    [Theory]
    [InlineData(true, 4, 5)]
    [InlineData(false, 5, 4)]
    public void Five_four_is_read_as_the_page_writes_dates(bool monthFirst, int month, int day) =>
        DateText.First("04/05/2020", "en", monthFirst)!.Value.Day.ShouldBe(new DateOnly(2020, month, day));

    [Fact]
    public void A_number_above_twelve_is_the_day_whatever_the_page_writes()
    {
        DateText.First("13/05/2020", "en", monthFirst: true)!.Value.Day.ShouldBe(new DateOnly(2020, 5, 13));
        DateText.First("05/13/2020", "en", monthFirst: false)!.Value.Day.ShouldBe(new DateOnly(2020, 5, 13));
    }

    [Theory]
    [InlineData("hr", "1. listopada 2020", 10)]
    [InlineData("cs", "1. listopadu 2020", 11)]
    [InlineData("pl", "1 listopada 2020", 11)]
    public void A_name_of_two_months_is_read_in_the_pages_language(string language, string text, int month) =>
        DateText.First(text, language, monthFirst: false)!.Value.Day.Month.ShouldBe(month);

    [Theory]
    [InlineData("12 December")]
    [InlineData("December 2019")]
    [InlineData("yesterday at 10:00")]
    [InlineData("31.02.2020")]
    [InlineData("version 1.2.3")]
    [InlineData("call 030 1234567")]
    [InlineData("0000-00-00")]
    [InlineData("")]
    public void Nothing_is_filled_in(string text) => DateText.OfValue(text, "en", monthFirst: false).ShouldBeNull();

    [Fact]
    public void Four_thousand_digits_and_dots_take_no_time() =>
        DateText.All(string.Concat(Enumerable.Repeat("1.2.20 ", 100_000)), "en", false).Count().ShouldBeLessThan(1_000);
}
