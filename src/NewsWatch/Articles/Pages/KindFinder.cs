using System.Buffers;

namespace NewsWatch.Articles.Pages;

/// <summary>Whether a page holds an article, only its start, or something else.</summary>
internal static class KindFinder
{
    /// <summary>Characters of running text below which there is no article to read.</summary>
    private const double LeastProse = 140;

    /// <summary>A page that says it is walled shows the rest where it shows more than this.</summary>
    private const double WalledProse = 1_500;

    private const double BrokenOffProse = 700;

    private static readonly SearchValues<string> WallWords = SearchValues.Create(
        [
            "subscribe to continue", "subscribe to read", "to continue reading", "to read the full", "already a subscriber", "subscribers only", "for subscribers", "sign in to read", "log in to read", "register to read",
            "unlock this article", "this article is for", "weiterlesen mit", "jetzt weiterlesen", "nur für abonnenten", "bereits abonnent", "artikel freischalten", "réservé aux abonnés", "il vous reste", "pour lire la suite",
            "contenido exclusivo", "solo para suscriptores", "para seguir leyendo", "ya soy suscriptor", "exclusivo para assinantes", "já é assinante", "contenuto riservato", "per continuare a leggere", "sei già abbonato",
            "voor abonnees", "alleen voor abonnees", "treść tylko dla", "dla subskrybentów", "только для подписчиков", "для подписчиков", "有料会員", "会員限定", "この記事は有料", "订阅后阅读", "付费阅读", "구독자 전용",
        ], StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> ErrorWords = SearchValues.Create(
        [
            "404", "page not found", "not found", "access denied", "just a moment", "attention required", "are you a robot", "are you human", "captcha", "forbidden", "seite nicht gefunden", "page introuvable", "página no encontrada",
            "pagina non trovata", "consent required", "before you continue", "bevor sie fortfahren", "enable javascript", "temporarily unavailable",
        ], StringComparison.OrdinalIgnoreCase);

    public static (PageKind Kind, string Rule) Find(PageSource page, PageLayout layout, ArticleText article, string? title, bool isDated)
    {
        var prose = article.Blocks.Count > 0 ? article.Blocks.Sum(block => block.Prose) : article.Text.Length;
        var isDeclared = IsDeclared(page);
        if (title is { Length: < 80 } && prose < WalledProse && title.AsSpan().ContainsAny(ErrorWords))
            return (PageKind.Other, "title of an error page");
        if (page.Address is { AbsolutePath: "/", Query: "" } && page.Address.Host != "unknown.invalid" && !isDeclared)
            return (PageKind.Other, "front page");
        if (prose < LeastProse)
            return isDeclared && title is not null ? (PageKind.Stub, "declared an article, without text") : (PageKind.Other, "no running text");
        if (prose < WalledProse && Wall(page, layout) is { } wall)
            return (PageKind.Stub, wall);
        if (prose < BrokenOffProse && article.Text.AsSpan().TrimEnd() is [.., '…'] or [.., '.', '.', '.'])
            return (PageKind.Stub, "text breaks off");
        if (!isDeclared && !isDated && IsConsent(article.Text))
            return (PageKind.Other, "consent wall");
        if (!isDeclared && !isDated && layout.Mass.LinkDensity(layout.Tree.Nodes[0]) > 0.6)
            return (PageKind.Other, "mostly links");

        return (PageKind.Article, isDeclared ? "declared an article" : "running text");
    }

    private static bool IsDeclared(PageSource page) =>
        page.Articles.Any(item => JsonLd.IsType(item, PageSource.IsArticleType)) || page.Meta.First("og:type") is { } type && type.Contains("article", StringComparison.OrdinalIgnoreCase)
        || page.Tree.Nodes.Any(node => node["itemtype"] is { } schema && (schema.Contains("Article", StringComparison.Ordinal) || schema.Contains("BlogPosting", StringComparison.Ordinal)));

    private static string? Wall(PageSource page, PageLayout layout)
    {
        if (page.Articles.Any(item => JsonLd.TextOf(item, "isAccessibleForFree") is { } free && free.Equals("false", StringComparison.OrdinalIgnoreCase)))
            return "json-ld isAccessibleForFree";
        if (page.Meta.First("article:content_tier") is "locked" or "metered")
            return "meta article:content_tier";

        foreach (var block in layout.All)
            if (block.Text.Length < 300 && block.First > layout.Region.Index && block.Text.AsSpan().ContainsAny(WallWords))
                return "wall in words";

        foreach (var node in layout.Tree.Nodes)
            if (!node.IsText && node.Tag is not ("html" or "body" or "script") && node.Index > layout.Region.Index && layout.HintsOf(node).HasFlag(Hint.Paywall))
                return "wall element";

        return null;
    }

    private static bool IsConsent(string text)
    {
        var mentions = 0;
        for (var at = 0; mentions < 4 && (at = text.IndexOf("cookie", at, StringComparison.OrdinalIgnoreCase)) >= 0; at += 6)
            mentions++;

        return mentions >= 3 && text.Length < mentions * 700;
    }
}
