using System.Globalization;

namespace NewsWatch.Search;

/// <summary>Writes a query's tree in the query language, with brackets only where they are needed.</summary>
internal static class QueryPrinter
{
    public static string Print(Query query) => query switch
    {
        Everything => "*",
        Or or => string.Join(" OR ", or.Parts.Select(part => Inside(part, part is Or))),
        And and => string.Join(' ', and.Parts.Select(part => Inside(part, part is Or or And))),
        Not not => "NOT " + Inside(not.Part, not.Part is Or or And),
        Phrase phrase => Field(phrase.In) + Text(phrase.Text, phrase.Prefix),
        Near near => string.Create(CultureInfo.InvariantCulture, $"{Field(near.In)}\"{near.Text}\"~{near.Within}"),
        Has has => $"{QueryFields.Name(has.Field)}:{Text(has.Value, prefix: false)}",
        Sources sources => $"sources:{Sign(sources.Comparison)}{sources.Count.ToString(CultureInfo.InvariantCulture)}",
        Dated dated => $"{QueryFields.Name(dated.Side)}:{dated.Date}",
        _ => throw new ArgumentOutOfRangeException(nameof(query), query.GetType().Name, "A query of no known kind."),
    };

    private static string Inside(Query part, bool brackets) => brackets ? $"({Print(part)})" : Print(part);

    private static string Field(TextField field) => field is TextField.Title ? "title:" : "";

    private static string Text(string text, bool prefix)
    {
        var star = prefix ? "*" : "";
        return IsWord(text) ? text + star : $"\"{text}{star}\"";
    }

    // What the scanner would read back as this one word.
    private static bool IsWord(string text) => text is not ("AND" or "OR" or "NOT") && text.All(char.IsLetterOrDigit);

    private static string Sign(Comparison comparison) => comparison switch
    {
        Comparison.AtLeast => ">=",
        Comparison.MoreThan => ">",
        Comparison.AtMost => "<=",
        Comparison.LessThan => "<",
        _ => "",
    };
}
