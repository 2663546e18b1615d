using NewsWatch.Articles;

namespace NewsWatch.Search;

/// <summary>A page of results.</summary>
/// <param name="Hits">In the order asked for.</param>
/// <param name="Total">How many articles match, counted to <see cref="Searcher.MostTotal"/>.</param>
/// <param name="Facets">Counts over the newest matches.</param>
/// <param name="Next">Where the next page begins; null where this was the last.</param>
public sealed record SearchResults(IReadOnlyList<SearchHit> Hits, int Total, Facets Facets, SearchCursor? Next);

/// <summary>An article that matched, with the places to mark.</summary>
/// <param name="Article">The article.</param>
/// <param name="Found">What the index knows of it.</param>
/// <param name="StoryTitle">Its story's title, if it has a story.</param>
/// <param name="Matching">Asked for stories: how many of the story's articles match.</param>
/// <param name="TitleMarks">Places in the title.</param>
/// <param name="Excerpt">A part of the text around the first match, or its beginning.</param>
public sealed record SearchHit(
    Article Article, Found Found, string? StoryTitle, int Matching, IReadOnlyList<Highlight> TitleMarks, Excerpt Excerpt);

/// <summary>A part of an article's text.</summary>
/// <param name="Text">The part.</param>
/// <param name="Start">Where it begins in the article's text.</param>
/// <param name="Marks">Places in <paramref name="Text"/>.</param>
public sealed record Excerpt(string Text, int Start, IReadOnlyList<Highlight> Marks)
{
    private const int Length = 240;
    private const int Before = 60;

    /// <summary>Some 240 characters around the first place that the query met, cut between words.</summary>
    public static Excerpt Of(Query query, string text)
    {
        var all = Highlights.Of(query, text, isTitle: false);
        var from = all.Count == 0 ? 0 : WordStart(text, Math.Max(0, all[0].Start - Before), all[0].Start);
        var to = WordEnd(text, Math.Min(text.Length, from + Length));
        return new Excerpt(
            text[from..to],
            from,
            [.. all.Where(mark => mark.Start >= from && mark.End <= to).Select(mark => new Highlight(mark.Start - from, mark.End - from))]);
    }

    private static int WordStart(string text, int at, int latest)
    {
        if (at == 0)
            return 0;

        var space = text.AsSpan(at, latest - at).IndexOfAny(' ', '\n');
        var start = space < 0 ? at : at + space + 1;
        return start > 0 && start < text.Length && char.IsLowSurrogate(text[start]) ? start - 1 : start;
    }

    private static int WordEnd(string text, int at)
    {
        if (at >= text.Length)
            return text.Length;

        var space = text.AsSpan(Math.Max(0, at - 30), Math.Min(30, at)).LastIndexOfAny(' ', '\n');
        var end = space < 0 ? at : Math.Max(0, at - 30) + space;
        return char.IsHighSurrogate(text[end - 1 < 0 ? 0 : end - 1]) ? end - 1 : end;
    }
}
