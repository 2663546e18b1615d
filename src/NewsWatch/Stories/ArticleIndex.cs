using System.Runtime.InteropServices;

namespace NewsWatch.Stories;

/// <summary>
/// Finds the articles of the window that share telling terms or rare shingles with a new one. Newest first and capped
/// at each posting list, so that the cost of a look-up does not grow with the window.
/// </summary>
internal sealed class ArticleIndex
{
    private const int ShingleSample = 4;
    private readonly Dictionary<string, int> _slots = new(StringComparer.Ordinal);
    private List<KnownArticle?> _articles = [];
    private Dictionary<uint, Postings> _byTerm = [];
    private ShingleTable _byShingle = new(ShingleSample);
    private float[] _scores = new float[1024];
    private readonly List<int> _touched = [];

    public int Count => _slots.Count;

    public KnownArticle? Find(string articleId) => _slots.TryGetValue(articleId, out var slot) ? _articles[slot] : null;

    /// <summary>The articles of before this time.</summary>
    public List<KnownArticle> OlderThan(DateTimeOffset time) => [.. _articles.OfType<KnownArticle>().Where(article => article.Time < time)];

    public void Add(KnownArticle article)
    {
        if (_articles.Count > 1_000 && _articles.Count > 2 * _slots.Count)
            Compact();

        var slot = _articles.Count;
        _articles.Add(article);
        _slots[article.Id] = slot;
        Index(article, slot);
    }

    /// <summary>Leaves postings behind; they point nowhere and go when half of all do.</summary>
    public void Remove(string articleId)
    {
        if (_slots.Remove(articleId, out var slot))
            _articles[slot] = null;
    }

    /// <summary>The articles that share the most weight with this query, best first.</summary>
    public KnownArticle[] Nearest(Query query)
    {
        if (_scores.Length < _articles.Count)
            _scores = new float[_articles.Count * 2];

        foreach (var (term, weight) in query.Strongest(StoryParameters.QueryTerms))
        {
            if (!_byTerm.TryGetValue(term, out var postings))
                continue;

            var square = weight * weight;
            foreach (var slot in postings.Slots)
            {
                ref var score = ref _scores[slot];
                if (score == 0)
                    _touched.Add(slot);

                score += square;
            }
        }

        // Score and slot in one number: positive floats are in the order of their bits, and of equals the newer comes first.
        var (best, least) = (new PriorityQueue<KnownArticle, ulong>(StoryParameters.Nearest + 1), 0ul);
        foreach (var slot in _touched)
        {
            var score = ((ulong)BitConverter.SingleToUInt32Bits(_scores[slot]) << 32) | (uint)slot;
            _scores[slot] = 0;
            if (score < least || _articles[slot] is not { } article)
                continue;

            if (best.Count < StoryParameters.Nearest)
                best.Enqueue(article, score);
            else
                best.EnqueueDequeue(article, score);

            if (best.Count == StoryParameters.Nearest)
                best.TryPeek(out _, out least);
        }

        _touched.Clear();
        var found = new KnownArticle[best.Count];
        while (best.TryDequeue(out var article, out _))
            found[best.Count] = article;

        return found;
    }

    /// <summary>The articles that share at least two rare shingles with this text.</summary>
    public List<KnownArticle> SharingShingles(Sketch sketch)
    {
        var shared = new Dictionary<int, int>();
        foreach (var hash in sketch.Hashes)
            if (hash % ShingleSample == 0)
                _byShingle.Count(hash, shared);

        var needed = sketch.Hashes.Length < 40 ? 1 : 2;
        return
        [
            .. shared.Where(pair => pair.Value >= needed && _articles[pair.Key] is not null)
                .OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key)
                .Take(StoryParameters.Nearest)
                .Select(pair => _articles[pair.Key]!),
        ];
    }

    private void Index(KnownArticle article, int slot)
    {
        foreach (var term in article.Reading.Main.Terms)
        {
            ref var postings = ref CollectionsMarshal.GetValueRefOrAddDefault(_byTerm, term, out var exists);
            if (exists)
                postings.Add(slot);
            else
                postings = new Postings(slot);
        }

        foreach (var hash in article.Reading.Sketch.Hashes)
            if (hash % ShingleSample == 0)
                _byShingle.Add(hash, slot);
    }

    private void Compact()
    {
        var live = _articles.OfType<KnownArticle>().ToList();
        (_articles, _byTerm, _byShingle) = ([], [], new ShingleTable(ShingleSample));
        _slots.Clear();
        foreach (var article in live)
        {
            var slot = _articles.Count;
            _articles.Add(article);
            _slots[article.Id] = slot;
            Index(article, slot);
        }
    }
}
