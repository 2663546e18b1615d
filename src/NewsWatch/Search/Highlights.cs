namespace NewsWatch.Search;

/// <summary>A place in a text that a query met: UTF-16 units, for whoever shows the text to mark; never markup.</summary>
public readonly record struct Highlight(int Start, int End);

/// <summary>
/// The places of a query's words in a title or a text: all that it asks for, whether or not this article matched by it; nothing
/// of what it rules out. Phrases are marked where they stand as phrases.
/// </summary>
public static class Highlights
{
    /// <param name="query">The query.</param>
    /// <param name="text">A title or a text.</param>
    /// <param name="isTitle">Whether it is a title: what is looked for in titles only is marked there alone.</param>
    /// <param name="most">The most places given back, from the start of the text on.</param>
    /// <returns>Places in the order of the text, none touching another.</returns>
    public static IReadOnlyList<Highlight> Of(Query query, string text, bool isTitle, int most = 100)
    {
        var tokens = Tokens.Of(text);
        var places = new IndexedDocument(new SearchDocument
        {
            ArticleId = "",
            Title = isTitle ? text : "",
            Text = isTitle ? "" : text,
            Keys = new HashSet<string>(),
            Time = default,
        });
        var marks = new List<Highlight>();
        foreach (var phrase in Wanted(query).Where(phrase => isTitle || phrase.In is TextField.Anywhere))
        {
            var words = new PhraseWords(phrase);
            foreach (var place in words.Places(places, isTitle))
                marks.Add(new Highlight(tokens[place].Start, tokens[place + words.Length - 1].End));
        }

        return Joined(marks, most);
    }

    /// <summary>The phrases that a query asks for, not those that it rules out.</summary>
    internal static IEnumerable<Phrase> Wanted(Query query) => query switch
    {
        And and => and.Parts.SelectMany(Wanted),
        Or or => or.Parts.SelectMany(Wanted),
        Phrase phrase => [phrase],
        Near near => near.Phrases,
        _ => [],
    };

    private static List<Highlight> Joined(List<Highlight> marks, int most)
    {
        var joined = new List<Highlight>();
        foreach (var mark in marks.OrderBy(mark => mark.Start).ThenBy(mark => mark.End))
        {
            if (joined.Count > 0 && mark.Start <= joined[^1].End)
                joined[^1] = new Highlight(joined[^1].Start, Math.Max(joined[^1].End, mark.End));
            else if (joined.Count < most)
                joined.Add(mark);
            else
                break;
        }

        return joined;
    }
}
