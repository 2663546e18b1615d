using System.Buffers;

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
    private List<long> _times = [];
    private TermPlaces _terms = new();
    private Postings[] _postings = new Postings[1024];
    private ShingleTable _byShingle = new(ShingleSample);
    private float[] _scores = new float[1024];
    private readonly int[] _touched = new int[(StoryParameters.QueryTerms * StoryParameters.PostingsPerTerm) + 1];
    private readonly Dictionary<int, int> _sharing = [];
    private int _fetched;

    public int Count => _slots.Count;

    public KnownArticle? Find(string articleId) => _slots.TryGetValue(articleId, out var slot) ? _articles[slot] : null;

    /// <summary>The articles of before this time.</summary>
    public List<KnownArticle> OlderThan(DateTimeOffset time)
    {
        var older = new List<KnownArticle>();
        for (var slot = 0; slot < _times.Count; slot++)
            if (_times[slot] < time.UtcTicks && _articles[slot] is { } article)
                older.Add(article);

        return older;
    }

    public void Add(KnownArticle article)
    {
        if (_articles.Count > 1_000 && _articles.Count > 2 * _slots.Count)
            Compact();

        Index(article, Enter(article));
    }

    /// <summary>Gives an article its place. It is found by its words only once it is indexed, which may run beside entering others.</summary>
    public int Enter(KnownArticle article)
    {
        var slot = _articles.Count;
        _articles.Add(article);
        _times.Add(article.Time.UtcTicks);
        _slots[article.Id] = slot;
        return slot;
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

        var (scores, touched, count) = (_scores, _touched, 0);
        foreach (var (term, weight) in query.Strongest(StoryParameters.QueryTerms))
        {
            if (_terms.Find(term) is not (>= 0 and var list))
                continue;

            var square = weight * weight;
            foreach (var slot in _postings[list].Slots)
            {
                // Written each time and counted the first: whether it is the first cannot be guessed.
                ref var score = ref scores[slot];
                touched[count] = slot;
                count += score == 0 ? 1 : 0;
                score += square;
            }
        }

        // Score and slot in one number: positive floats are in the order of their bits, and of equals the newer comes first.
        var (best, least) = (new PriorityQueue<KnownArticle, ulong>(StoryParameters.Nearest + 1), 0ul);
        foreach (var slot in touched.AsSpan(0, count))
        {
            var score = ((ulong)BitConverter.SingleToUInt32Bits(scores[slot]) << 32) | (uint)slot;
            scores[slot] = 0;
            if (score < least || _articles[slot] is not { } article)
                continue;

            if (best.Count < StoryParameters.Nearest)
                best.Enqueue(article, score);
            else
                best.EnqueueDequeue(article, score);

            if (best.Count == StoryParameters.Nearest)
                best.TryPeek(out _, out least);
        }

        var found = new KnownArticle[best.Count];
        while (best.TryDequeue(out var article, out _))
            found[best.Count] = article;

        return found;
    }

    /// <summary>The articles that share at least two rare shingles with this text.</summary>
    public List<KnownArticle> SharingShingles(Sketch sketch)
    {
        _sharing.Clear();
        _byShingle.Count(Sampled(sketch, out var rented), _sharing);
        ArrayPool<uint>.Shared.Return(rented);
        var needed = sketch.Hashes.Length < 40 ? 1 : 2;
        return
        [
            .. _sharing.Where(pair => pair.Value >= needed && _articles[pair.Key] is not null)
                .OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key)
                .Take(StoryParameters.Nearest)
                .Select(pair => _articles[pair.Key]!),
        ];
    }

    /// <summary>Makes an article findable by its words.</summary>
    public void Index(KnownArticle article, int slot)
    {
        // First where each term's list is, then where each list ends, then the lists: so the memory is asked for many at once.
        var terms = article.Reading.Main.Terms;
        var lists = ArrayPool<int>.Shared.Rent(terms.Length);
        _terms.FindOrAdd(terms, lists);
        if (_terms.Count > _postings.Length)
            Array.Resize(ref _postings, Math.Max(_terms.Count, _postings.Length + (_postings.Length / 2)));

        var postings = _postings;
        foreach (var list in lists.AsSpan(0, terms.Length))
            _fetched ^= postings[list].Fetch();

        foreach (var list in lists.AsSpan(0, terms.Length))
            postings[list].Add(slot);

        ArrayPool<int>.Shared.Return(lists);
        var sampled = Sampled(article.Reading.Sketch, out var rented);
        _byShingle.Add(sampled, slot);
        ArrayPool<uint>.Shared.Return(rented);
    }

    /// <summary>An even choice of the shingles.</summary>
    private static ReadOnlySpan<uint> Sampled(Sketch sketch, out uint[] rented)
    {
        rented = ArrayPool<uint>.Shared.Rent(sketch.Hashes.Length);
        var count = 0;
        foreach (var hash in sketch.Hashes)
        {
            rented[count] = hash;
            count += hash % ShingleSample == 0 ? 1 : 0;
        }

        return rented.AsSpan(0, count);
    }

    private void Compact()
    {
        var live = _articles.OfType<KnownArticle>().ToList();
        (_articles, _times, _terms, _postings, _byShingle) = ([], [], new TermPlaces(), new Postings[1024], new ShingleTable(ShingleSample));
        _slots.Clear();
        foreach (var article in live)
            Index(article, Enter(article));
    }
}
