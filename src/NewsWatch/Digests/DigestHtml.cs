using NewsWatch.Alerts;
using NewsWatch.Delivery;
using NewsWatch.Stories;

namespace NewsWatch.Digests;

/// <summary>A digest as a mail: one column, stories in the order of their weight, numbers last.</summary>
internal static class DigestHtml
{
    private static readonly Markup Sans = new(MailPage.Sans);
    private static readonly Markup Serif = new(MailPage.Serif);

    public static string Compose(Digest digest) => MailPage.Frame(
        $"{DigestWords.Name(digest.Subscription.Name)}: {DigestWords.Period(digest)}", Preview(digest), Body(digest), Footer(digest));

    private static string Preview(Digest digest) => digest.New.Concat(digest.Continued).FirstOrDefault() is { } first
        ? $"{Plain.Line(first.Story.Facts.Title, 90)} · {DigestWords.Summary(digest)}"
        : DigestWords.Summary(digest);

    private static Markup Body(Digest digest) => Markup.Join(
    [
        MailPage.Row("34px 36px 26px", Markup.Of(
            $"""
            <p class="accent" style="margin:0;{Sans};font-size:12px;line-height:18px;font-weight:600;letter-spacing:.06em;text-transform:uppercase;color:#9a3b26">{DigestWords.Period(digest)}</p>
            <h1 class="ink h1" style="margin:6px 0 0;{Serif};font-weight:normal;font-size:29px;line-height:1.25;color:#1d1b18"><bdi>{DigestWords.Name(digest.Subscription.Name)}</bdi></h1>
            <p class="quiet" style="margin:8px 0 0;{Sans};font-size:14px;line-height:21px;color:#6b665c">{DigestWords.Summary(digest)}</p>
            """)),
        Section("New", digest.New.Select((story, i) => Story(story, i == 0, i == 0, digest))),
        Section("What changed since the last digest", digest.Continued.Select((story, i) => Story(story, lead: false, i == 0, digest))),
        Section("Corrections", digest.Corrections.Select(correction => Correction(correction, digest))),
        Section("Also new", digest.Further.Count == 0 ? [] : [Further(digest)]),
        Section(digest.Chart.Count == 0 ? "" : DigestWords.ChartTitle(digest), digest.Chart.Count == 0 ? [] : [DigestChartHtml.Of(digest)]),
        Section("Left out", DigestWords.HeldBack(digest) is { } held ? [LeftOut(held)] : []),
        MailPage.Row("0 36px 12px", Markup.Empty),
    ]);

    private static Markup Section(string title, IEnumerable<Markup> entries)
    {
        var rows = entries.ToList();
        if (rows.Count == 0)
            return Markup.Empty;

        return Markup.Join(
        [
            MailPage.Rule(),
            MailPage.Row("22px 36px 0", Markup.Of(
                $"""<h2 class="quiet" style="margin:0;{Sans};font-size:14px;line-height:20px;font-weight:600;color:#6b665c">{title}</h2>""")),
            .. rows,
            MailPage.Row("0 36px 26px", Markup.Empty),
        ]);
    }

    private static Markup Story(RankedStory ranked, bool lead, bool first, Digest digest)
    {
        var story = ranked.Story;
        var zone = digest.Subscription.Zone;
        var title = MailPage.Link(
            story.Page?.AbsoluteUri ?? story.Facts.First.Url, Plain.Line(story.Facts.Title, DigestWords.TitleLength), "color:inherit;text-decoration:none");
        var size = new Markup(lead ? "font-size:23px;line-height:1.3" : "font-size:19px;line-height:1.35");
        var more = story.Developments.Count - DigestWords.DevelopmentsShown;
        return MailPage.Row(first ? "12px 36px 0" : "24px 36px 0", Markup.Of(
            $"""
            <h3 class="ink" style="margin:0;{Serif};font-weight:normal;{size};color:#1d1b18">{title}</h3>
            {Markup.Join(story.Developments.Take(DigestWords.DevelopmentsShown).Select(development => Development(development, zone)))}
            {(more > 0 ? Small($"and {DigestWords.Count(more, "further development")}") : Markup.Empty)}
            {Small(DigestWords.Standing(story, zone))}
            {(DigestWords.Repeaters(story) is { } repeaters ? Small(repeaters) : Markup.Empty)}
            """));
    }

    private static Markup Development(DigestDevelopment development, TimeZoneInfo zone) => Markup.Of(
        $"""
        <p class="ink" style="margin:8px 0 0;{Sans};font-size:15px;line-height:23px;color:#1d1b18">{Label(development.Kind)}<bdi>{Plain.Line(development.Sentence, DigestWords.SentenceLength)}</bdi> <span class="quiet" style="font-size:13px;color:#6b665c">{MailPage.Link(development.Url, Plain.Line(development.Outlet, DigestWords.NameLength))}</span></p>
        """);

    // That a new story begins with a first report is said by its place.
    private static Markup Label(DevelopmentKind kind) => kind is DevelopmentKind.FirstReport
        ? Markup.Empty
        : Markup.Of($"""<span class="accent" style="font-size:13px;font-weight:600;color:#9a3b26">{DevelopmentWords.Label(kind)}</span>&ensp;""");

    private static Markup Correction(StoryCorrection correction, Digest digest) => MailPage.Row("10px 36px 0", Markup.Of(
        $"""
        {Development(correction.Correction, digest.Subscription.Zone)}
        {Small($"in “{Plain.Isolated(correction.Story.Facts.Title, DigestWords.TitleLength)}”, {When.Short(correction.Correction.At, digest.Subscription.Zone)}")}
        """));

    private static Markup Further(Digest digest) => MailPage.Row("8px 36px 0", Markup.Join(digest.Further.Select(ranked =>
    {
        var facts = ranked.Story.Facts;
        var title = MailPage.Link(
            ranked.Story.Page?.AbsoluteUri ?? facts.First.Url, Plain.Line(facts.Title, DigestWords.TitleLength), "color:inherit;text-decoration:none");
        return Markup.Of(
            $"""<p class="ink" style="margin:6px 0 0;{Serif};font-size:16px;line-height:23px;color:#1d1b18">{title} <span class="quiet" style="{Sans};font-size:13px;color:#6b665c"><bdi>{DigestWords.Name(facts.First.Outlet)}</bdi></span></p>""");
    })));

    private static Markup LeftOut(string held) => MailPage.Row("8px 36px 0", Markup.Of(
        $"""<p class="ink" style="margin:0;{Sans};font-size:14px;line-height:21px;color:#1d1b18">{held}</p>"""));

    private static Markup Small(string words) => Markup.Of(
        $"""<p class="quiet" style="margin:5px 0 0;{Sans};font-size:13px;line-height:19px;color:#6b665c">{words}</p>""");

    private static Markup Footer(Digest digest) => Markup.Of(
        $"""{DigestWords.Why(digest)}{(digest.Links.Unsubscribe is { } unsubscribe ? Markup.Of($"<br>{MailPage.Link(unsubscribe.AbsoluteUri, "Unsubscribe")}") : Markup.Empty)}""");
}
