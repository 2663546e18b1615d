namespace NewsWatch.Stories;

/// <summary>
/// Finds the articles of the window that share telling terms or rare shingles with a new one. Newest first and capped
/// at each posting list, so that the cost of a look-up does not grow with the window.
/// </summary>
internal sealed class ArticleIndex
{
    private const int ShingleSample = 4;
    private readonly List<KnownArticle?> _articles = [];
    private readonly Dictionary<string, int> _slots = new(StringComparer.Ordinal);
    private readonly Dictionary<uint, List<int>> _byTerm = [];
    private readonly Dictionary<uint, List<int>> _byShingle = [];

    public int Count => _slots.Count;

    public KnownArticle? Find(string articleId) => _slots.TryGetValue(articleId, out var slot) ? _articles[slot] : null;

    /// <summary>The articles of before this time.</summary>
    public List<KnownArticle> OlderThan(DateTimeOffset time) => [.. _articles.OfType<KnownArticle>().Where(article => article.Time < time)];

    public void Add(KnownArticle article)
    {
        var slot = _articles.Count;
        _articles.Add(article);
        _slots[article.Id] = slot;
        foreach (var term in article.Reading.Main.Terms)
            Post(_byTerm, term, slot);

        foreach (var hash in article.Reading.Sketch.Hashes)
            if (hash % ShingleSample == 0)
                Post(_byShingle, hash, slot);
    }

    /// <summary>Leaves postings behind; they point nowhere and go at the next rebuilding.</summary>
    public void Remove(string articleId)
    {
        if (_slots.Remove(articleId, out var slot))
            _articles[slot] = null;
    }

    /// <summary>The articles that share the most weight with this query, best first.</summary>
    public List<KnownArticle> Nearest(Query query)
    {
        var scores = new Dictionary<int, float>();
        foreach (var (term, weight) in query.Strongest(StoryParameters.QueryTerms))
        {
            if (!_byTerm.TryGetValue(term, out var slots))
                continue;

            for (var i = slots.Count - 1; i >= Math.Max(0, slots.Count - StoryParameters.PostingsPerTerm); i--)
                scores[slots[i]] = scores.GetValueOrDefault(slots[i]) + (weight * weight);
        }

        return
        [
            .. scores.Where(score => _articles[score.Key] is not null)
                .OrderByDescending(score => score.Value).ThenByDescending(score => score.Key)
                .Take(StoryParameters.Nearest)
                .Select(score => _articles[score.Key]!),
        ];
    }

    /// <summary>The articles that share at least two rare shingles with this text.</summary>
    public List<KnownArticle> SharingShingles(Sketch sketch)
    {
        var shared = new Dictionary<int, int>();
        foreach (var hash in sketch.Hashes)
            if (hash % ShingleSample == 0 && _byShingle.TryGetValue(hash, out var slots))
                foreach (var slot in slots)
                    shared[slot] = shared.GetValueOrDefault(slot) + 1;

        var needed = sketch.Hashes.Length < 40 ? 1 : 2;
        return
        [
            .. shared.Where(pair => pair.Value >= needed && _articles[pair.Key] is not null)
                .OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key)
                .Take(StoryParameters.Nearest)
                .Select(pair => _articles[pair.Key]!),
        ];
    }

    private static void Post(Dictionary<uint, List<int>> postings, uint key, int slot)
    {
        if (!postings.TryGetValue(key, out var slots))
            postings[key] = slots = [];

        slots.Add(slot);
    }
}
