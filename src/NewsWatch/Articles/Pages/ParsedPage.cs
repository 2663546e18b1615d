using System.Collections.ObjectModel;

namespace NewsWatch.Articles.Pages;

/// <summary>What a page says of itself. Everything is plain text; what the page does not say is null or empty, never guessed.</summary>
public sealed record ParsedPage
{
    /// <summary>The canonical address: absolute, http or https, without tracking parameters.</summary>
    public required Uri Address { get; init; }

    public string? Title { get; init; }

    public IReadOnlyList<string> Authors { get; init; } = [];

    /// <summary>First publication, in the page's own offset; midnight UTC of the day where only a day is given.</summary>
    public DateTimeOffset? Published { get; init; }

    /// <summary>Last modification, where the page names one that is later than publication.</summary>
    public DateTimeOffset? Updated { get; init; }

    /// <summary>BCP 47, as the page claims it.</summary>
    public string? Language { get; init; }

    /// <summary>The publisher's name as the page gives it.</summary>
    public string? Outlet { get; init; }

    /// <summary>The article's text, one line a paragraph, heading, caption or list item. Never markup.</summary>
    public string Text { get; init; } = "";

    public PageKind Kind { get; init; } = PageKind.Other;

    /// <summary>The lead image's absolute http(s) address.</summary>
    public string? Image { get; init; }

    /// <summary>Links inside the article's text, in order, each address once.</summary>
    public IReadOnlyList<ArticleLink> Links { get; init; } = [];

    /// <summary>Feeds that the page offers by <c>rel="alternate"</c>.</summary>
    public IReadOnlyList<Uri> Feeds { get; init; } = [];

    /// <summary>Field (<c>published</c>, <c>title</c>, …) → the rule that won (<c>json-ld datePublished</c>), so that a wrong value can be explained.</summary>
    public IReadOnlyDictionary<string, string> Rules { get; init; } = ReadOnlyDictionary<string, string>.Empty;
}
