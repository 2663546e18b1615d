namespace NewsWatch.Articles.Pages;

/// <summary>What a page turned out to be.</summary>
public enum PageKind
{
    /// <summary>An article with its text.</summary>
    Article,

    /// <summary>An article of which only the start, a teaser or a wall is shown: the feed's text may say more.</summary>
    Stub,

    /// <summary>No article: a front page, a list, a player, an error, a consent wall.</summary>
    Other,
}
