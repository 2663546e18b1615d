using NewsWatch.Delivery;

namespace NewsWatch.Digests;

/// <summary>The chart of a period as table cells: no image to block, and numbers that stand without the bars.</summary>
internal static class DigestChartHtml
{
    private const int Height = 64;

    public static Markup Of(Digest digest)
    {
        var most = Math.Max(1, digest.Chart.Max(bar => bar.Articles));
        var width = 100 / digest.Chart.Count;
        return MailPage.Row("12px 36px 0", Markup.Of(
            $"""
            <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">
            <tr>{Markup.Join(digest.Chart.Select(bar => Bar(bar, width, bar.Articles * Height / most)), "")}</tr>
            <tr>{Markup.Join(digest.Chart.Select(bar => Label(digest, bar)), "")}</tr>
            </table>
            """));
    }

    private static Markup Bar(DigestBar bar, int width, int height) => Markup.Of(
        $"""<td width="{width}%" align="center" valign="bottom" style="padding:0 3px;vertical-align:bottom"><div class="ink" style="{new Markup(MailPage.Sans)};font-size:12px;line-height:18px;color:#1d1b18">{DigestWords.Number(bar.Articles)}</div><div class="bar" style="max-width:44px;height:{Math.Max(2, height)}px;font-size:0;line-height:0;background:#b9573f;border-radius:2px 2px 0 0">&nbsp;</div></td>""");

    private static Markup Label(Digest digest, DigestBar bar) => Markup.Of(
        $"""<td class="rule quiet" align="center" style="padding:4px 0 0;border-top:1px solid #e3dfd6;{new Markup(MailPage.Sans)};font-size:12px;line-height:18px;color:#6b665c">{DigestWords.Label(digest, bar)}</td>""");
}
