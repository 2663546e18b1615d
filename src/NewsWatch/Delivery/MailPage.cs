namespace NewsWatch.Delivery;

/// <summary>
/// The frame of every mail: one column of at most 600 pixels, system letters, no image and nothing fetched. Tables because mail
/// clients lay out little else; colours inline for those that drop style sheets, and in a style sheet for dark mode.
/// </summary>
internal static class MailPage
{
    // Serif for what was reported, sans-serif for what we say about it.
    public const string Serif = "font-family:Georgia,'Times New Roman',serif";
    public const string Sans = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

    /// <param name="title">The document's title; mail clients rarely show it, browsers do.</param>
    /// <param name="preview">What an inbox shows behind the subject.</param>
    /// <param name="body">Table rows' content: everything inside the column.</param>
    /// <param name="footer">Below the column: why it came and how to leave.</param>
    public static string Frame(string title, string preview, Markup body, Markup footer) => Markup.Of(
        $$"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="supported-color-schemes" content="light dark">
        <title>{{title}}</title>
        <style>
        :root { color-scheme: light dark; supported-color-schemes: light dark; }
        body { margin: 0; padding: 0; -webkit-text-size-adjust: 100%; }
        a { text-decoration: underline; text-decoration-thickness: 1px; text-underline-offset: 2px; }
        @media (max-width: 480px) {
          .gutter { padding-left: 20px !important; padding-right: 20px !important; }
          .outer { padding: 0 !important; }
          .card { border-radius: 0 !important; border-left: 0 !important; border-right: 0 !important; }
          .h1 { font-size: 23px !important; }
        }
        @media (prefers-color-scheme: dark) {
          .page { background: #151412 !important; }
          .card { background: #1e1d1a !important; border-color: #33302b !important; }
          .ink, .ink a { color: #ece8df !important; }
          .quiet, .quiet a { color: #a8a297 !important; }
          .accent, .accent a { color: #e2927c !important; }
          .rule { border-color: #33302b !important; }
          .tint { background: #272521 !important; }
          .bar { background: #c4705a !important; }
        }
        </style>
        </head>
        <body class="page" style="margin:0;padding:0;background:#f4f2ed">
        <div style="display:none;max-height:0;overflow:hidden;mso-hide:all">{{preview}}</div>
        <table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:#f4f2ed">
        <tr><td class="outer" align="center" style="padding:28px 12px">
        <table role="presentation" class="card" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:600px;background:#ffffff;border:1px solid #e3dfd6;border-radius:6px;border-collapse:separate">
        {{body}}
        </table>
        <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:600px">
        <tr><td class="gutter quiet" style="padding:18px 36px 28px;{{new Markup(Sans)}};font-size:12px;line-height:19px;color:#6b665c">
        {{footer}}
        </td></tr>
        </table>
        </td></tr>
        </table>
        </body>
        </html>

        """).Html;

    /// <summary>One full-width row of the column.</summary>
    public static Markup Row(string padding, Markup content) => Markup.Of(
        $"""<tr><td class="gutter" style="padding:{padding}">{content}</td></tr>""");

    /// <summary>A hairline across the column.</summary>
    public static Markup Rule() => new(
        """<tr><td class="gutter" style="padding:0 36px"><div class="rule" style="border-top:1px solid #e3dfd6;font-size:0;line-height:0">&nbsp;</div></td></tr>""");

    /// <summary>A link where the address is absolute http(s), else only its words; a stranger's words keep their own direction.</summary>
    public static Markup Link(string? address, string words, string style = "color:inherit") =>
        Plain.IsWeb(address, out _)
            ? Markup.Of($"""<a href="{Plain.Address(address)}" style="{style}"><bdi>{words}</bdi></a>""")
            : Markup.Of($"<bdi>{words}</bdi>");
}
