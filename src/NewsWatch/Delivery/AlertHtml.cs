namespace NewsWatch.Delivery;

/// <summary>An alert as a mail: the news large, all about it below in the order an editor asks.</summary>
internal static class AlertHtml
{
    public static string Compose(AlertFacts facts) =>
        MailPage.Frame(facts.Title, $"{facts.Label}: {facts.Sentence}", Body(facts), Footer(facts));

    private static Markup Body(AlertFacts facts) => Markup.Join(
    [
        MailPage.Row("30px 36px 0", Markup.Of(
            $"""
            <p class="accent" style="margin:0;{new Markup(MailPage.Sans)};font-size:12px;line-height:18px;font-weight:600;letter-spacing:.06em;text-transform:uppercase;color:#9a3b26">{facts.Label}</p>
            <p class="ink h1" style="margin:8px 0 0;{new Markup(MailPage.Serif)};font-size:25px;line-height:1.32;color:#1d1b18"><bdi>{facts.Sentence}</bdi></p>
            """)),
        .. facts.Also.Select(also => MailPage.Row("14px 36px 0", Markup.Of(
            $"""<p class="ink" style="margin:0;{new Markup(MailPage.Serif)};font-size:17px;line-height:1.5;color:#1d1b18"><span class="accent" style="{new Markup(MailPage.Sans)};font-size:13px;font-weight:600;color:#9a3b26">{also.Label}</span>&ensp;<bdi>{also.Sentence}</bdi></p>"""))),
        MailPage.Row("20px 36px 26px", Markup.Of(
            $"""
            <p class="ink" style="margin:0;{new Markup(MailPage.Sans)};font-size:15px;line-height:22px;font-weight:600;color:#1d1b18">{MailPage.Link(facts.Address, facts.Headline)}</p>
            <p class="quiet" style="margin:3px 0 0;{new Markup(MailPage.Sans)};font-size:13px;line-height:20px;color:#6b665c"><bdi>{facts.Outlet}</bdi> · {facts.Published}</p>
            {Doubt(facts)}{Line(facts.Released)}
            """)),
        MailPage.Rule(),
        MailPage.Row("22px 36px 28px", Markup.Of(
            $"""
            <p class="quiet" style="margin:0;{new Markup(MailPage.Sans)};font-size:12px;line-height:18px;color:#6b665c">The story</p>
            <p class="ink" style="margin:2px 0 10px;{new Markup(MailPage.Serif)};font-size:18px;line-height:1.4;color:#1d1b18">{MailPage.Link(facts.StoryPage, facts.Title)}</p>
            {Line(facts.First)}{Line(facts.Sources + ".")}{Line(facts.Repeaters)}
            """)),
    ]);

    private static Markup Doubt(AlertFacts facts) => facts.Doubt is null
        ? Markup.Empty
        : Markup.Of($"""<p class="ink tint" style="margin:14px 0 0;padding:9px 12px;border-radius:4px;background:#f6f3ec;{new Markup(MailPage.Sans)};font-size:13px;line-height:20px;color:#1d1b18">Not certain: <bdi>{facts.Doubt}</bdi>.</p>""");

    private static Markup Line(string? words) => words is null
        ? Markup.Empty
        : Markup.Of($"""<p class="ink" style="margin:4px 0 0;{new Markup(MailPage.Sans)};font-size:14px;line-height:21px;color:#1d1b18">{words}</p>""");

    private static Markup Footer(AlertFacts facts) => Markup.Of(
        $"""{facts.Why}{(facts.UnsubscribePage is null ? Markup.Empty : Markup.Of($"<br>{MailPage.Link(facts.UnsubscribePage, "Unsubscribe")}"))}""");
}
