using NewsWatch.Stories;

namespace NewsWatch.Search;

/// <summary>
/// Which documents a change makes anew. All that a document says of its story is its own decision's, but for one number: the
/// story's independent sources. Where that changes, and only there, its story mates are written again.
/// </summary>
internal static class StoryMates
{
    /// <summary>The newest so many of a story are kept right at once; older ones of a larger story wait for a rebuild.</summary>
    public const int Most = 200;

    /// <param name="change">The article and its stories.</param>
    /// <param name="documents">Makes documents.</param>
    /// <param name="revision">The decision after which the stories were read.</param>
    /// <param name="all">Whether the mates are written whatever is known of them: somebody else wrote at the same time.</param>
    public static IReadOnlyList<SearchDocument> Documents(ChangeToIndex change, DocumentMaker documents, long revision, bool all)
    {
        var made = new List<SearchDocument> { Document(change.Article, change.Story, documents, revision) };
        foreach (var story in change.Stories.Where(story => all || story.IndexedSources != story.IndependentSources))
            made.AddRange(story.Articles.Reverse().Where(mate => mate.Article.Id != change.Article.Article.Id).Take(Most)
                .Select(mate => Document(mate, story, documents, revision)));

        return made;
    }

    private static SearchDocument Document(StoryArticle article, StoryView? story, DocumentMaker documents, long revision)
    {
        var document = documents.Of(article.Article, article.Tags, article.Decision, story);
        return document with { Revision = Math.Max(document.Revision, revision) };
    }
}
