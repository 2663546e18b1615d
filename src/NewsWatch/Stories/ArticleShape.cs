using System.Globalization;
using System.Text.RegularExpressions;
using NewsWatch.Articles;
using NewsWatch.Articles.Texts;

namespace NewsWatch.Stories;

/// <summary>What kind of writing an article is, as far as its own words tell.</summary>
internal enum ArticleShape : byte
{
    /// <summary>Tells what happened, or cannot be told from that.</summary>
    Report,

    /// <summary>Many subjects in one: belongs to no story.</summary>
    Roundup,

    /// <summary>Explains, reviews or argues: beside a story it is background, alone it is an article like others.</summary>
    Commentary,

    /// <summary>A long explainer over many years: no news even where it stands alone.</summary>
    Explainer,
}

/// <summary>Reads the shape from the headline's form and from how far back the text reaches.</summary>
internal static partial class ArticleShapes
{
    /// <summary>Fewest words of an explainer that stands alone.</summary>
    private const int LongText = 1_200;

    /// <summary>Fewest different years before the last, by which an explainer shows that it tells a history.</summary>
    private const int ManyYears = 6;

    public static ArticleShape Of(Article article, int words, IReadOnlyList<Figure> figures)
    {
        var title = article.Title.Length <= 400 ? article.Title : article.Title[..400];
        if (Roundup().IsMatch(title))
            return ArticleShape.Roundup;

        var recent = article.Time.Year - 1;
        var years = figures.Where(figure => figure.Kind == FigureKind.Year && figure.Value < recent).Select(figure => figure.Value).Distinct().Count();
        if (words >= LongText && years >= ManyYears && (Deep().IsMatch(Head(article)) || years >= 2 * ManyYears))
            return ArticleShape.Explainer;

        return Commentary().IsMatch(title) || Question().IsMatch(title) || OpensWithAuthor(article) ? ArticleShape.Commentary
            : IsList(article.Text) ? ArticleShape.Roundup
            : ArticleShape.Report;
    }

    /// <summary>"Jo Doe: Why I …": a column carries its author's name.</summary>
    private static bool OpensWithAuthor(Article article) =>
        article.Authors.Any(author => author.Length > 4 && article.Title.StartsWith(author + ":", StringComparison.OrdinalIgnoreCase));

    /// <summary>At least five items, and hardly anything else.</summary>
    private static bool IsList(string text)
    {
        var (items, lines) = (0, 0);
        foreach (var line in text.AsSpan(0, Math.Min(text.Length, 20_000)).EnumerateLines())
        {
            if (line.IsWhiteSpace())
                continue;

            lines++;
            if (line.TrimStart() is ['-' or '•' or '*' or '·', ' ', ..])
                items++;
        }

        return items >= 5 && items >= 0.7 * lines;
    }

    private static string Head(Article article) =>
        string.Create(CultureInfo.InvariantCulture, $"{article.Title}\n{article.Text.AsSpan(0, Math.Min(article.Text.Length, 1_500))}");

    [GeneratedRegex(
        @"\b(last|this|the|past) week in\b|\bweek in review\b|\blwiai\b|\b(weekly|daily|news|link|links) (round-?up|digest|recap)\b|\bround-?ups?\b"
        + @"|^(the )?[\p{L} ]{2,24} for (the weekend|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b *:|\bnews in brief\b|^links?( for| of|:)|\b(morning|evening|daily) (headlines|links)\b|\bpresseschau\b|\bwochenrückblick\b|\brevue de presse\b|一周(要闻|回顾|新闻)|早报|晚报",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Roundup();

    [GeneratedRegex(
        @"\| *(editorial|letters?|opinion|comment|analysis|explainer)\b|\| *\p{Lu}[\p{L}'’.-]+( \p{Lu}[\p{L}'’.-]+){1,3} *$|^(opinion|comment|editorial|analysis|explainer|explained|q&a|review|column|op-ed|letter|kommentar|meinung|analyse|hintergrund|评论|解读)\b *[:|–—-]"
        + @"|\bview on\b|\bpodcast\b|[–-] (video|the latest|in pictures|timeline)\b|^(why|how|what|hands[ -]on|inside|meet|understanding|everything|i|my)\b.*|\bexplained\b|\bexplainer\b|\bdeep dive\b|\bbriefing:|[:—–] *(why|how|what)\b"
        + @"|\bwhat (we know|you need to know|to know|it means|does it mean)\b|\ba (short )?(guide|history|timeline)\b",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Commentary();

    [GeneratedRegex(@"[?？][”’"")\s]*($|[|–—])", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Question();

    [GeneratedRegex(
        @"\bdeep dive\b|\bexplain(ed|er|s)\b|\b(complete|brief|short|full) (guide|history|breakdown|technical|overview)\b|\btimeline\b|\beverything you need\b|\bhow it was built\b|\bhintergrund\b|详解|深度",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Deep();
}
