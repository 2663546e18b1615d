namespace NewsWatch.Stories;

/// <summary>What people said of two articles: that they tell one story, or that they do not. Kept for ever.</summary>
/// <param name="ArticleId">One of the two.</param>
/// <param name="OtherId">The other.</param>
/// <param name="Together">True: must; false: cannot.</param>
public sealed record StoryPair(string ArticleId, string OtherId, bool Together);

/// <summary>The pairs in force, by article. Of two on the same articles the later stands.</summary>
internal sealed class StoryPairs
{
    private static readonly Dictionary<string, bool> None = [];
    private readonly Dictionary<string, Dictionary<string, bool>> _byArticle = new(StringComparer.Ordinal);

    public void Add(StoryPair pair)
    {
        Of(pair.ArticleId)[pair.OtherId] = pair.Together;
        Of(pair.OtherId)[pair.ArticleId] = pair.Together;
    }

    /// <summary>The others that an article may not share a story with (<paramref name="together"/> false), or must.</summary>
    public IEnumerable<string> With(string articleId, bool together) =>
        _byArticle.GetValueOrDefault(articleId, None).Where(pair => pair.Value == together).Select(pair => pair.Key);

    private Dictionary<string, bool> Of(string articleId) =>
        _byArticle.TryGetValue(articleId, out var others) ? others : _byArticle[articleId] = new Dictionary<string, bool>(StringComparer.Ordinal);
}
