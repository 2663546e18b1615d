using NewsWatch.Feeds;

namespace NewsWatch.Tests.Feeds;

public sealed class FeedDateTests
{
    [Theory]
    [InlineData("Thu, 01 Jan 2004 19:48:21 GMT", "2004-01-01T19:48:21Z")]
    [InlineData("Thu, 1 Jan 2004 19:48 +0200", "2004-01-01T17:48:00Z")]
    [InlineData("1 Jan 2004 19:48:21", "2004-01-01T19:48:21Z")]
    [InlineData("Thu, 01 Jan 04 19:48:21 GMT", "2004-01-01T19:48:21Z")]
    [InlineData("Thu,01Jan2004 19:48:21GMT", "2004-01-01T19:48:21Z")]
    [InlineData("Thursday, 01 January 2004 19:48:21 GMT", "2004-01-01T19:48:21Z")]
    [InlineData("01-Jan-2004 19:48:21 GMT", "2004-01-01T19:48:21Z")]
    [InlineData("Mon, 13 Feb, 2012 06:28:00 UTC", "2012-02-13T06:28:00Z")]
    [InlineData("Wed, 19 Aug 2009 18:28:00 Etc/GMT", "2009-08-19T18:28:00Z")]
    [InlineData("Thu, 01 Jan 2004 19:48:21 EST", "2004-01-02T00:48:21Z")]
    [InlineData("Thu, 01 Jul 2004 19:48:21 PDT", "2004-07-02T02:48:21Z")]
    [InlineData("Thu, 01 Jul 2004 19:48:21 ET", "2004-07-01T23:48:21Z")]
    [InlineData("Thu, 01 Jan 2004 19:48:21 ET", "2004-01-02T00:48:21Z")]
    [InlineData("Fri, 03 May 2024 10:00:00 CEST", "2024-05-03T08:00:00Z")]
    [InlineData("Fri, 03 May 2024 10:00:00 GMT+0200", "2024-05-03T08:00:00Z")]
    [InlineData("Fri, 03 May 2024 10:00:00 UTC+02:00", "2024-05-03T08:00:00Z")]
    [InlineData("Fri, 03 May 2024 10:00:00 +0200 (CEST)", "2024-05-03T08:00:00Z")]
    [InlineData("Fri, 03 May 2024 10:00:00 Europe/Berlin", "2024-05-03T08:00:00Z")]
    [InlineData("Wed, 31 Dec 2003 24:00:00 GMT", "2004-01-01T00:00:00Z")]
    [InlineData("Sat, 31 Dec 2016 23:59:60 GMT", "2017-01-01T00:00:00Z")]
    [InlineData("Fri, 2006/09/15 08:19:53 EDT", "2006-09-15T12:19:53Z")]
    public void A_date_of_mail_and_its_wild_kin_is_read(string text, string expected) => Reads(text, expected);

    [Theory]
    [InlineData("2003-12-31T10:14:55Z", "2003-12-31T10:14:55Z")]
    [InlineData("2003-12-31T10:14:55.123Z", "2003-12-31T10:14:55.123Z")]
    [InlineData("2003-12-31T10:14:55,5-08:00", "2003-12-31T18:14:55.5Z")]
    [InlineData("2003-12-31T10:14Z", "2003-12-31T10:14:00Z")]
    [InlineData("2003-12-31 10:14:55 +0100", "2003-12-31T09:14:55Z")]
    [InlineData("2003-12-31 10:14:55 PST", "2003-12-31T18:14:55Z")]
    [InlineData("20031231T101455Z", "2003-12-31T10:14:55Z")]
    [InlineData("20031231101455", "2003-12-31T10:14:55Z")]
    [InlineData("2003-12-31", "2003-12-31T00:00:00Z")]
    [InlineData("2003/12/31", "2003-12-31T00:00:00Z")]
    [InlineData("20031231", "2003-12-31T00:00:00Z")]
    [InlineData("2003-12", "2003-12-01T00:00:00Z")]
    [InlineData("2003", "2003-01-01T00:00:00Z")]
    [InlineData("2003-335", "2003-12-01T00:00:00Z")]
    [InlineData("2003335", "2003-12-01T00:00:00Z")]
    [InlineData("2003-12-31T24:00:00Z", "2004-01-01T00:00:00Z")]
    [InlineData("2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z")]
    [InlineData("2003-12-31T10:14:55+00:00", "2003-12-31T10:14:55Z")]
    [InlineData("2003-12-31T10Z", "2003-12-31T10:00:00Z")]
    [InlineData(" 2003-12-31T10:14:55Z\n", "2003-12-31T10:14:55Z")]
    public void A_date_of_ISO_8601_is_read_whole_and_in_part(string text, string expected) => Reads(text, expected);

    [Theory]
    [InlineData("Sun Jan  4 16:29:06 2004", "2004-01-04T16:29:06Z")]
    [InlineData("Sun Jan  4 16:29:06 PST 2004", "2004-01-05T00:29:06Z")]
    [InlineData("May 3, 2020", "2020-05-03T00:00:00Z")]
    [InlineData("May 3rd, 2020 4:05 PM", "2020-05-03T16:05:00Z")]
    [InlineData("3 May 2020 12:30 am", "2020-05-03T00:30:00Z")]
    [InlineData("2020 May 3", "2020-05-03T00:00:00Z")]
    [InlineData("Posted 3 May 2020", "2020-05-03T00:00:00Z")]
    [InlineData("5/13/2020", "2020-05-13T00:00:00Z")]
    [InlineData("13/5/2020", "2020-05-13T00:00:00Z")]
    [InlineData("3.5.2020 14:30", "2020-05-03T14:30:00Z")]
    [InlineData("5/3/2020 4:05:06 PM", "2020-05-03T16:05:06Z")]
    [InlineData("1714730400", "2024-05-03T10:00:00Z")]
    [InlineData("1714730400000", "2024-05-03T10:00:00Z")]
    public void Other_orders_and_epoch_seconds_are_read(string text, string expected) => Reads(text, expected);

    [Theory]
    [InlineData("Fr, 03 Mai 2024 10:00:00 +0200", "2024-05-03T08:00:00Z")]
    [InlineData("Donnerstag, 5. März 2020, 14:30 Uhr", "2020-03-05T14:30:00Z")]
    [InlineData("5. Jänner 2020", "2020-01-05T00:00:00Z")]
    [InlineData("jeudi 5 février 2015 14h30", "2015-02-05T14:30:00Z")]
    [InlineData("1er août 2019 08:15", "2019-08-01T08:15:00Z")]
    [InlineData("jue, 05 dic 2019 10:00:00 +0100", "2019-12-05T09:00:00Z")]
    [InlineData("5 de septiembre de 2019", "2019-09-05T00:00:00Z")]
    [InlineData("gio, 05 giu 2019 10:00:00 +0200", "2019-06-05T08:00:00Z")]
    [InlineData("5 de março de 2019 10:00", "2019-03-05T10:00:00Z")]
    [InlineData("do, 05 mrt 2020 10:00:00 +0100", "2020-03-05T09:00:00Z")]
    [InlineData("Κυρ, 11 Ιούλ 2004 12:00:00 EST", "2004-07-11T17:00:00Z")]
    [InlineData("5 Μαΐου 2019 10:00", "2019-05-05T10:00:00Z")]
    [InlineData("2004-július-13T9:15-05:00", "2004-07-13T14:15:00Z")]
    [InlineData("2004. március 5. 10:00", "2004-03-05T10:00:00Z")]
    [InlineData("Чт, 05 мая 2022 10:00:00 +0300", "2022-05-05T07:00:00Z")]
    [InlineData("5 декабря 2022 г. 10:00", "2022-12-05T10:00:00Z")]
    [InlineData("czw, 05 paź 2023 10:00:00 +0200", "2023-10-05T08:00:00Z")]
    [InlineData("5 września 2023", "2023-09-05T00:00:00Z")]
    [InlineData("5 Ağustos 2023", "2023-08-05T00:00:00Z")]
    [InlineData("2004년 05월 28일  01:31:15", "2004-05-27T16:31:15Z")]
    [InlineData("2004-05-25 오후 11:23:17", "2004-05-25T14:23:17Z")]
    [InlineData("2024年5月3日 10:00", "2024-05-03T02:00:00Z")]
    [InlineData("2024年5月3日 下午3时20分", "2024-05-03T07:20:00Z")]
    [InlineData("2024年5月3日(金) 10時20分", "2024-05-03T01:20:00Z")]
    public void Months_are_read_in_the_languages_of_the_world(string text, string expected) => Reads(text, expected);

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("yesterday")]
    [InlineData("3 days ago")]
    [InlineData("10:30")]
    [InlineData("May")]
    [InlineData("Monday, 10:30 GMT")]
    [InlineData("0000-00-00 00:00:00")]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("-0001-11-30T00:00:00+00:00")]
    [InlineData("2003-13-01")]
    [InlineData("2003-02-30")]
    [InlineData("Thu, 32 Jan 2004 10:00:00 GMT")]
    [InlineData("Thu, 01 Jan 2004 25:00:00 GMT")]
    [InlineData("Thu, 01 Jan 2004 10:61:00 GMT")]
    [InlineData("9999-12-31T23:59:59Z")]
    [InlineData("5/3/2020")]
    [InlineData("Version 3.5.1")]
    [InlineData("42")]
    [InlineData("12345")]
    [InlineData("Our story of 3 May and how 20 people told it to each other")]
    public void What_names_no_day_or_not_surely_one_is_no_date(string text) => FeedDate.Parse(text).ShouldBeNull();

    [Fact]
    public void Every_day_of_three_years_is_read_back_from_each_common_form()
    {
        var culture = System.Globalization.CultureInfo.InvariantCulture;
        string[] forms = ["ddd, dd MMM yyyy HH:mm:ss 'GMT'", "yyyy-MM-ddTHH:mm:ssZ", "MMMM d, yyyy HH:mm:ss", "ddd MMM d HH:mm:ss yyyy", "d MMMM yyyy HH:mm:ss"];
        for (var day = new DateTime(2023, 1, 1, 13, 5, 9, DateTimeKind.Utc); day.Year < 2026; day = day.AddDays(1))
        {
            foreach (var form in forms)
                FeedDate.Parse(day.ToString(form, culture))!.Value.UtcDateTime.ShouldBe(day, form);
        }
    }

    [Fact]
    public void Any_text_at_all_is_a_date_or_none_but_never_a_fault()
    {
        var pieces = new[] { "May", "3", "2020", "-", ":", "+0200", "年", "PM", "٣", "😀", "T", "Z", "24", "60", "99999999999999999999", ".", "/", "月", "GMT", "(", "\0", "é" };
        var seed = new SeededBytes(7);
        for (var i = 0; i < 20_000; i++)
        {
            var text = string.Join(seed.Next(2) == 0 ? " " : "", Enumerable.Range(0, 1 + seed.Next(8)).Select(_ => pieces[seed.Next(pieces.Length)]));
            Should.NotThrow(() => FeedDate.Parse(text), text);
        }
    }

    private static void Reads(string text, string expected) =>
        FeedDate.Parse(text).ShouldBe(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), text);
}
