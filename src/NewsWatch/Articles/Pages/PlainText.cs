using System.Net;
using System.Text;

namespace NewsWatch.Articles.Pages;

/// <summary>Text out of a value that should be text and may hold markup: tags go, character references become characters. One pass.</summary>
internal static class PlainText
{
    /// <summary>The text without tags, white space collapsed.</summary>
    public static string Of(string value)
    {
        var decoded = value.Contains('&') ? WebUtility.HtmlDecode(value) : value;
        return Spaces.Collapse(WithoutTags(decoded));
    }

    /// <summary>As <see cref="Of"/>, with a line for each block.</summary>
    public static string Lines(string value)
    {
        var decoded = value.Contains('&') ? WebUtility.HtmlDecode(value) : value;
        var lines = WithoutTags(decoded).Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Select(Spaces.Collapse).Where(line => line.Length > 0);
        return string.Join('\n', lines);
    }

    /// <summary>Where no tag closes, what looks like an opening one is text.</summary>
    private static string WithoutTags(string text)
    {
        if (!text.Contains('<'))
            return text;

        var lastClose = text.LastIndexOf('>');
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var isTag = text[i] == '<' && i < lastClose && i + 1 < text.Length && (char.IsAsciiLetter(text[i + 1]) || text[i + 1] is '/' or '!');
            if (!isTag)
            {
                plain.Append(text[i]);
                continue;
            }

            var end = text.IndexOf('>', i);
            plain.Append(IsBlock(text.AsSpan(i + 1, end - i - 1)) ? '\n' : ' ');
            i = end;
        }

        return plain.ToString();
    }

    private static bool IsBlock(ReadOnlySpan<char> tag)
    {
        tag = tag.TrimStart('/');
        var end = tag.IndexOfAny(' ', '/');
        var name = end < 0 ? tag : tag[..end];
        return !BlockList.IsInline(name.ToString().ToLowerInvariant());
    }
}
