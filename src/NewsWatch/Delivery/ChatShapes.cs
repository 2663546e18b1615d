using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using NewsWatch.Alerts;

namespace NewsWatch.Delivery;

/// <summary>
/// A message as chat programs want it. What strangers wrote is escaped by each program's rules, so that it can be neither markup
/// nor a call to everybody in the room.
/// </summary>
internal static class ChatShapes
{
    private const int LongText = 3000;

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <returns>Where to post, and the JSON to post.</returns>
    public static (Uri Target, string Body) Of(string name, OutgoingMessage message, Uri address)
    {
        var brief = message.Brief ?? new Brief("", message.Line, message.Subject, "", "", [], null);
        return name switch
        {
            ChannelNames.Slack => (address, Slack(brief)),
            ChannelNames.Teams => (address, Teams(brief)),
            ChannelNames.Discord => (address, Discord(brief)),
            ChannelNames.Mattermost => (address, Mattermost(brief)),
            ChannelNames.Ntfy => (new Uri(address, "/"), Ntfy(brief, address)),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such chat program."),
        };
    }

    /// <summary>Incoming webhook: a fallback text for notifications, and blocks of mrkdwn.</summary>
    private static string Slack(Brief brief) => Json(new JsonObject
    {
        ["text"] = Cut(SlackText($"{brief.Label}: {brief.Sentence}"), LongText),
        ["unfurl_links"] = false,
        ["unfurl_media"] = false,
        ["blocks"] = new JsonArray(
            SlackBlock("section", $"*{SlackText(brief.Label)}*  {SlackText(brief.Sentence)}\n{SlackLink(brief.Url, brief.Title)}  {SlackText(brief.Outlet)}"),
            SlackContext(brief)),
    });

    private static JsonObject SlackBlock(string type, string text) =>
        new() { ["type"] = type, ["text"] = new JsonObject { ["type"] = "mrkdwn", ["text"] = Cut(text, LongText) } };

    private static JsonObject SlackContext(Brief brief)
    {
        var facts = string.Join("\n", brief.Facts.Select(SlackText).Concat(brief.Page is { } page ? [SlackLink(page, "The whole story")] : []));
        return new JsonObject
        {
            ["type"] = "context",
            ["elements"] = new JsonArray(new JsonObject { ["type"] = "mrkdwn", ["text"] = Cut(facts.Length == 0 ? " " : facts, LongText) }),
        };
    }

    // Slack's three control characters; the rest of its markup needs a word's edge, which a zero-width space takes away.
    private static string SlackText(string text) =>
        Guarded(text, "*_~`").Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    private static string SlackLink(string url, string words) => url.Length == 0
        ? SlackText(words)
        : $"<{url.Replace("|", "%7C").Replace(">", "%3E").Replace("<", "%3C").Replace("&", "&amp;")}|{SlackText(words)}>";

    /// <summary>A message with one adaptive card, as Teams' workflows take it.</summary>
    private static string Teams(Brief brief)
    {
        var body = new JsonArray(
            TeamsText(brief.Label, "Small", subtle: true),
            TeamsText(brief.Sentence, "Medium"),
            TeamsText(brief.Outlet.Length > 0 ? $"{brief.Title} ({brief.Outlet})" : brief.Title, "Default"));
        foreach (var fact in brief.Facts)
            body.Add(TeamsText(fact, "Small", subtle: true));

        var actions = new JsonArray();
        if (brief.Url.Length > 0)
            actions.Add(TeamsLink("Read it", brief.Url));
        if (brief.Page is { } page)
            actions.Add(TeamsLink("The whole story", page));

        return Json(new JsonObject
        {
            ["type"] = "message",
            ["attachments"] = new JsonArray(new JsonObject
            {
                ["contentType"] = "application/vnd.microsoft.card.adaptive",
                ["content"] = new JsonObject
                {
                    ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
                    ["type"] = "AdaptiveCard",
                    ["version"] = "1.4",
                    ["body"] = body,
                    ["actions"] = actions,
                },
            }),
        });
    }

    private static JsonObject TeamsText(string text, string size, bool subtle = false) => new()
    {
        ["type"] = "TextBlock",
        ["text"] = Escaped(text),
        ["wrap"] = true,
        ["size"] = size,
        ["isSubtle"] = subtle,
        ["spacing"] = "Small",
    };

    private static JsonObject TeamsLink(string title, string url) => new() { ["type"] = "Action.OpenUrl", ["title"] = title, ["url"] = url };

    /// <summary>Execute webhook: one embed; nobody may be called.</summary>
    private static string Discord(Brief brief)
    {
        var embed = new JsonObject
        {
            ["title"] = Cut(Escaped(brief.Title), 256),
            ["description"] = Cut($"**{Escaped(brief.Label)}**  {Escaped(brief.Sentence)}", 4096),
            ["footer"] = new JsonObject { ["text"] = Cut(string.Join("\n", brief.Facts), 2048) },
        };
        if (brief.Url.Length > 0)
            embed["url"] = brief.Url;
        if (brief.Outlet.Length > 0)
            embed["author"] = new JsonObject { ["name"] = Cut(brief.Outlet, 256) };

        return Json(new JsonObject { ["embeds"] = new JsonArray(embed), ["allowed_mentions"] = new JsonObject { ["parse"] = new JsonArray() } });
    }

    /// <summary>Incoming webhook: Markdown.</summary>
    private static string Mattermost(Brief brief)
    {
        var text = new StringBuilder($"**{Escaped(brief.Label)}**  {Escaped(brief.Sentence)}\n");
        text.Append(brief.Url.Length > 0 ? $"[{Escaped(brief.Title)}]({MarkdownUrl(brief.Url)})" : Escaped(brief.Title)).Append("  ").Append(Escaped(brief.Outlet)).Append('\n');
        foreach (var fact in brief.Facts)
            text.Append("> ").Append(Escaped(fact)).Append('\n');
        if (brief.Page is { } page)
            text.Append("[The whole story](").Append(MarkdownUrl(page)).Append(')');

        return Json(new JsonObject { ["text"] = Cut(text.ToString(), 15_000) });
    }

    /// <summary>ntfy's JSON form: posted to the server's root, the topic inside, so that no stranger's word becomes a header.</summary>
    private static string Ntfy(Brief brief, Uri address)
    {
        var message = new JsonObject
        {
            ["topic"] = Uri.UnescapeDataString(address.AbsolutePath.Trim('/')),
            ["title"] = Cut(brief.Label.Length > 0 ? $"{brief.Label}: {brief.Title}" : brief.Title, 250),
            ["message"] = Cut($"{brief.Sentence}\n{brief.Outlet}\n{string.Join("\n", brief.Facts)}", LongText),
        };
        if (brief.Url.Length > 0)
            message["click"] = brief.Url;

        return Json(message);
    }

    /// <summary>Markdown's own characters with a backslash before them; no word that calls somebody.</summary>
    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        foreach (var c in text)
        {
            if (c is '\\' or '`' or '*' or '_' or '{' or '}' or '[' or ']' or '(' or ')' or '<' or '>' or '#' or '|' or '~' or '!')
                escaped.Append('\\');

            escaped.Append(c);
            if (c == '@')
                escaped.Append('\u200B');
        }

        return escaped.ToString();
    }

    private static string Guarded(string text, string characters)
    {
        var guarded = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            guarded.Append(c);
            if (characters.Contains(c) || c == '@')
                guarded.Append('\u200B');
        }

        return guarded.ToString();
    }

    private static string MarkdownUrl(string url) => url.Replace("(", "%28").Replace(")", "%29");

    private static string Cut(string text, int length)
    {
        if (text.Length <= length)
            return text;

        // Not between a backslash or half a pair and what belongs to it.
        var end = length - 1;
        while (end > 0 && (text[end - 1] == '\\' || char.IsHighSurrogate(text[end - 1])))
            end--;

        return text[..end] + "…";
    }

    private static string Json(JsonObject body) => body.ToJsonString(Readable);
}
