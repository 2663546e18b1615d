using System.Globalization;

namespace NewsWatch.Feeds.Reading;

/// <summary>Reads what a feed says about itself, one child of its container at a time. Ranks as in <see cref="EntryReader"/>.</summary>
internal static class FeedElements
{
    private const int Own = 9;
    private const int DublinCore = 6;
    private const int Extension = 4;
    private const int Podcast = 2;

    /// <summary>Months and years as sy:updatePeriod counts them: long enough that their exact length does not matter.</summary>
    private const int DaysOfMonth = 30;
    private const int DaysOfYear = 365;

    public static void Read(XmlElement element, FeedBuilder feed)
    {
        switch (element.Vocabulary)
        {
            case Vocabulary.Rss:
                Rss(element, feed);
                break;
            case Vocabulary.Atom or Vocabulary.Atom03:
                Atom(element, feed);
                break;
            case Vocabulary.Dc or Vocabulary.DcTerms or Vocabulary.Prism:
                Dc(element, feed);
                break;
            case Vocabulary.Itunes:
                Itunes(element, feed);
                break;
            case Vocabulary.Syndication:
                Rhythm(element, feed);
                break;
            case Vocabulary.Media:
                Media(element, feed);
                break;
            case Vocabulary.Admin when element.Name is "generatoragent":
                feed.Generator ??= element.Attribute("resource") ?? element.Line(TextKind.Plain);
                break;
        }
    }

    private static void Rss(XmlElement element, FeedBuilder feed)
    {
        switch (element.Name)
        {
            case "title":
                feed.SetTitle(element.Line(TextKind.Html), Own);
                break;
            case "link":
                if (element.Attribute("href") is not null)
                    AtomLink(element, feed);
                else
                    feed.SetLink(element.Link(), Own);
                break;
            case "description" or "tagline" or "subtitle":
                feed.SetDescription(element.Body(TextKind.Html), Own);
                break;
            case "info":
                feed.SetDescription(element.Body(TextKind.Html), Extension);
                break;
            case "language":
                feed.Language = Languages.Tag(element.Line(TextKind.Plain)) ?? feed.Language;
                break;
            case "id" or "guid":
                feed.Id = element.Id() ?? feed.Id;
                break;
            case "pubdate" or "published" or "issued":
                feed.Published = element.Date() ?? feed.Published;
                break;
            case "lastbuilddate" or "updated" or "modified":
                feed.Updated = element.Date() ?? feed.Updated;
                break;
            case "managingeditor" or "author":
                feed.Add(PersonElement.Read(element));
                break;
            case "category":
                feed.Add(CategoryElement.Read(element));
                break;
            case "generator":
                feed.Generator = element.Line(TextKind.Html) ?? feed.Generator;
                break;
            case "copyright" or "rights":
                feed.Rights = element.Body(TextKind.Html) ?? feed.Rights;
                break;
            case "image":
                feed.SetImage(ImageElement.Read(element), Own);
                break;
            case "ttl":
                feed.Ttl = Minutes(element.Line(TextKind.Plain)) ?? feed.Ttl;
                break;
            case "skiphours":
                Hours(element, feed);
                break;
            case "skipdays":
                Days(element, feed);
                break;
        }
    }

    private static void Atom(XmlElement element, FeedBuilder feed)
    {
        switch (element.Name)
        {
            case "title":
                feed.SetTitle(element.Line(AtomText.Kind(element)), Own);
                break;
            case "subtitle" or "tagline":
                feed.SetDescription(element.Body(AtomText.Kind(element)), Own);
                break;
            case "info":
                feed.SetDescription(element.Body(AtomText.Kind(element)), Extension);
                break;
            case "link":
                AtomLink(element, feed);
                break;
            case "id":
                feed.Id = AtomText.ResolveId(element.Id(), element.Scope.Base) ?? feed.Id;
                break;
            case "updated" or "modified":
                feed.Updated = element.Date() ?? feed.Updated;
                break;
            case "published" or "issued" or "created":
                feed.Published = element.Date() ?? feed.Published;
                break;
            case "author":
                feed.Add(PersonElement.Read(element));
                break;
            case "category":
                feed.Add(CategoryElement.Read(element));
                break;
            case "generator":
                feed.Generator = element.Line(TextKind.Html) ?? feed.Generator;
                break;
            case "rights" or "copyright":
                feed.Rights = element.Body(AtomText.Kind(element)) ?? feed.Rights;
                break;
            case "logo":
                feed.SetImage(element.Link(), Own);
                break;
            case "icon":
                feed.SetImage(element.Link(), Extension);
                break;
        }
    }

    private static void Dc(XmlElement element, FeedBuilder feed)
    {
        switch (element.Name)
        {
            case "title":
                feed.SetTitle(element.Line(TextKind.Html), DublinCore);
                break;
            case "description":
                feed.SetDescription(element.Body(TextKind.Html), DublinCore);
                break;
            case "creator" or "author":
                feed.Add(PersonElement.Read(element));
                break;
            case "subject":
                feed.Add(CategoryElement.Read(element));
                break;
            case "language":
                feed.Language ??= Languages.Tag(element.Line(TextKind.Plain));
                break;
            case "rights":
                feed.Rights ??= element.Body(TextKind.Html);
                break;
            case "date":
                var date = element.Date();
                feed.Published ??= date;
                feed.Updated ??= date;
                break;
            case "issued" or "created":
                feed.Published ??= element.Date();
                break;
            case "modified":
                feed.Updated ??= element.Date();
                break;
        }
    }

    private static void Itunes(XmlElement element, FeedBuilder feed)
    {
        switch (element.Name)
        {
            case "title":
                feed.SetTitle(element.Line(TextKind.Html), Podcast);
                break;
            case "subtitle":
                feed.SetDescription(element.Body(TextKind.Html), 1);
                break;
            case "summary" or "description":
                feed.SetDescription(element.Body(TextKind.Html), Podcast);
                break;
            case "author":
                feed.SpareAuthor ??= AuthorText.Parse(element.Line(TextKind.Html));
                break;
            case "image" or "link":
                feed.SetImage(ImageElement.Read(element), Podcast);
                break;
            case "category":
                Categories(element, feed);
                break;
            case "keywords":
                foreach (var word in Lists.Words(element.Line(TextKind.Html)))
                    feed.Add(new FeedCategory(word, null, "http://www.itunes.com/"));
                break;
        }
    }

    private static void Media(XmlElement element, FeedBuilder feed)
    {
        switch (element.Name)
        {
            case "thumbnail":
                feed.SetImage(element.LinkIn("url"), Podcast);
                break;
            case "category":
                feed.Add(CategoryElement.Read(element));
                break;
        }
    }

    private static void Categories(XmlElement element, FeedBuilder feed)
    {
        if (element.Label("text") is { } text)
            feed.Add(new FeedCategory(text, null, "http://www.itunes.com/"));
        var (depth, scope) = (element.Scanner.Depth, element.Scope);
        while (element.Scanner.NextChild(depth))
        {
            element.Enter(scope);
            if (element.Vocabulary == Vocabulary.Itunes && element.Name is "category" && element.Label("text") is { } inner)
                feed.Add(new FeedCategory(inner, null, "http://www.itunes.com/"));
        }
    }

    private static void AtomLink(XmlElement element, FeedBuilder feed)
    {
        var rel = element.Attribute("rel")?.Trim().ToLowerInvariant();
        var type = element.Attribute("type");
        var link = element.LinkIn("href") ?? (element.Attribute("href") is null ? element.Link() : null);
        switch (rel)
        {
            case null or "" or "alternate":
                feed.SetLink(link, type is null || type.Contains("html", StringComparison.OrdinalIgnoreCase) ? Own - 1 : Extension);
                break;
            case "self" or "http://www.iana.org/assignments/relation/self":
                feed.Self ??= link;
                break;
            case "hub":
                feed.Hub ??= link;
                break;
        }
    }

    private static void Rhythm(XmlElement element, FeedBuilder feed)
    {
        var text = element.Name is "updateperiod" or "updatefrequency" ? (element.Name.ToString(), element.Line(TextKind.Plain)) : default;
        if (text is ("updatefrequency", { } number) && double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var frequency) && frequency is >= 0.001 and <= 10_000)
            feed.Frequency = frequency;
        if (text is not ("updateperiod", { } period))
            return;
        feed.Period = period.ToLowerInvariant() switch
        {
            "hourly" => TimeSpan.FromHours(1),
            "daily" => TimeSpan.FromDays(1),
            "weekly" => TimeSpan.FromDays(7),
            "monthly" => TimeSpan.FromDays(DaysOfMonth),
            "yearly" => TimeSpan.FromDays(DaysOfYear),
            _ => null,
        };
    }

    private static TimeSpan? Minutes(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var minutes) && minutes is > 0 and < 10_000_000
            ? TimeSpan.FromMinutes(minutes)
            : null;

    private static void Hours(XmlElement element, FeedBuilder feed)
    {
        var (depth, scope) = (element.Scanner.Depth, element.Scope);
        while (element.Scanner.NextChild(depth))
        {
            element.Enter(scope);
            if (element.Name is "hour" && int.TryParse(element.Line(TextKind.Plain), NumberStyles.None, CultureInfo.InvariantCulture, out var hour)
                && hour <= 24 && !feed.SkipHours.Contains(hour % 24))
            {
                feed.SkipHours.Add(hour % 24);
            }
        }
    }

    private static void Days(XmlElement element, FeedBuilder feed)
    {
        var (depth, scope) = (element.Scanner.Depth, element.Scope);
        while (element.Scanner.NextChild(depth))
        {
            element.Enter(scope);
            if (element.Name is "day" && element.Line(TextKind.Plain) is { Length: > 2 } name && char.IsAsciiLetter(name[0])
                && Enum.TryParse<DayOfWeek>(name, ignoreCase: true, out var day) && !feed.SkipDays.Contains(day))
            {
                feed.SkipDays.Add(day);
            }
        }
    }
}
