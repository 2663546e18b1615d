using NewsWatch.Articles;

namespace NewsWatch.Tagging;

/// <summary>What is followed: news on AI and society, or, with one switch, everything that the feeds carry.</summary>
public sealed record Scope(bool Everything)
{
    /// <summary>The tags with the switch, and the word of a feed that is about AI throughout, above what the words say.</summary>
    public Tags Applied(Tags tags, Article article) => Everything || article.Topical ? tags with { InScope = true } : tags;
}
