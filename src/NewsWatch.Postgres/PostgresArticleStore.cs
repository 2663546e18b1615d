using Dapper;
using NewsWatch.Articles;
using NewsWatch.Feeds;
using NewsWatch.Tagging;
using Npgsql;

namespace NewsWatch.Postgres;

/// <summary>Articles, their versions and the tags of each version.</summary>
public sealed class PostgresArticleStore(PostgresDatabase database) : IArticleStore, ITagStore
{
    public async Task<Entry?> OpenEntry(EntryFound fact, CancellationToken cancellation) =>
        (await OpenEntries([fact], cancellation)).Select(one => one.Entry).FirstOrDefault();

    public Task<IReadOnlyList<(EntryFound Fact, Entry Entry)>> OpenEntries(IReadOnlyList<EntryFound> facts, CancellationToken cancellation) =>
        Open<EntryFound, Entry>("JOIN entries r ON r.id = f.id", "r.content", facts, cancellation);

    public Task<Article?> Find(string id, CancellationToken cancellation) =>
        Record<Article>("SELECT article FROM articles WHERE id = @id", new { id }, cancellation);

    public Task<IReadOnlyDictionary<string, Article>> Find(IReadOnlyList<string> ids, CancellationToken cancellation) =>
        database.Read<IReadOnlyDictionary<string, Article>>(
            async connection => (await connection.QueryAsync<string>("SELECT article FROM articles WHERE id = ANY (@ids)", new { ids = ids.ToArray() }))
                .Select(json => Json.Read<Article>(json)!).ToDictionary(article => article.Id, StringComparer.Ordinal),
            cancellation);

    public Task<ArticleRead?> Add(Article article, CancellationToken cancellation) =>
        database.Write(
            async connection =>
            {
                if (await connection.ExecuteScalarAsync<bool>("SELECT EXISTS (SELECT 1 FROM articles WHERE id = @Id)", new { article.Id })
                    || (await Insert(connection, [article])).Count == 0)
                    return null;

                var fact = new ArticleRead(article.Id, article.Version);
                await PostgresWorkStore.Add(connection, [fact], database.Now);
                return fact;
            },
            cancellation);

    public Task<bool> Finish(Step step, CancellationToken cancellation) =>
        database.Write(connection => PostgresWorkStore.Take(connection, step, database.Now), cancellation);

    public async Task<bool> Save(Article article, Step step, CancellationToken cancellation) =>
        (await SaveAll([(article, step)], cancellation)).Count > 0;

    public async Task<IReadOnlyList<IFact>> Save(IReadOnlyList<(Article? Article, Step Step)> read, CancellationToken cancellation) =>
        [.. (await SaveAll(read, cancellation)).SelectMany(step => step.Next)];

    public async Task<Article?> OpenArticle(ArticleRead fact, CancellationToken cancellation) =>
        (await OpenArticles([fact], cancellation)).Select(one => one.Article).FirstOrDefault();

    public Task<IReadOnlyList<(ArticleRead Fact, Article Article)>> OpenArticles(IReadOnlyList<ArticleRead> facts, CancellationToken cancellation) =>
        Open<ArticleRead, Article>("JOIN article_versions r ON r.article_id = f.id AND r.version = f.revision", "r.article", facts, cancellation);

    public Task<Tags?> TagsOf(string articleId, CancellationToken cancellation) =>
        Record<Tags>(
            "SELECT tags FROM article_versions WHERE article_id = @articleId AND tags IS NOT NULL ORDER BY version DESC LIMIT 1",
            new { articleId }, cancellation);

    public async Task<bool> Save(Tags tags, Step step, CancellationToken cancellation) =>
        (await SaveAll([(tags, step)], cancellation)).Count > 0;

    public async Task<IReadOnlyList<IFact>> Save(IReadOnlyList<(Tags Tags, Step Step)> tagged, CancellationToken cancellation) =>
        PostgresWorkStore.Announced(tagged.Select(one => one.Step), await SaveAll(tagged, cancellation));

    /// <summary>The steps that were taken, each with its article saved; what is not newer than what is stored changes nothing but its step.</summary>
    private async Task<List<Step>> SaveAll(IReadOnlyList<(Article? Article, Step Step)> read, CancellationToken cancellation) => read.Count == 0
        ? []
        : await database.Write(
            async connection =>
            {
                var taken = await PostgresWorkStore.Take(connection, [.. read.Select(one => new Step(one.Step.Done))], database.Now);
                var open = read.Where(one => taken.Contains(one.Step.Done)).ToList();
                var newer = await Insert(connection, open.ConvertAll(one => one.Article).OfType<Article>().ToList());
                var saved = open.Where(one => one.Article is { } article && newer.Contains(article.Id)).Select(one => one.Step).ToList();
                await PostgresWorkStore.Add(connection, [.. saved.SelectMany(step => step.Next)], database.Now);
                return saved;
            },
            cancellation);

    private Task<HashSet<IFact>> SaveAll(IReadOnlyList<(Tags Tags, Step Step)> tagged, CancellationToken cancellation) => tagged.Count == 0
        ? Task.FromResult<HashSet<IFact>>([])
        : database.Write(
            async connection =>
            {
                var taken = await PostgresWorkStore.Take(connection, [.. tagged.Select(one => one.Step)], database.Now);
                await PostgresTagArchive.Write(
                    connection,
                    [.. tagged.Where(one => taken.Contains(one.Step.Done)).Select(one => new VersionTags(one.Step.Done.Id, one.Step.Done.Revision, one.Tags, database.Now))]);
                return taken;
            },
            cancellation);

    /// <summary>Writes versions, each article once.</summary>
    /// <returns>The ids of those that are new or later than what is there; the others change nothing.</returns>
    private static async Task<HashSet<string>> Insert(NpgsqlConnection connection, List<Article> articles)
    {
        if (articles.Count == 0)
            return [];

        // Rows in one order, so that two savers never wait for each other.
        var rows = articles.OrderBy(article => article.Id, StringComparer.Ordinal).ToList();
        return (await connection.QueryAsync<string>(
            """
            WITH given AS (
                SELECT * FROM unnest(@ids, @addresses, @outlets, @versions, @found, @times, @titles, @jsons)
                    AS g (id, address, outlet_id, version, found_at, time, title, article)),
            latest AS (
                INSERT INTO articles (id, address, outlet_id, version, found_at, time, title, article) SELECT * FROM given
                ON CONFLICT (id) DO UPDATE SET version = excluded.version, title = excluded.title, article = excluded.article
                WHERE excluded.version > articles.version
                RETURNING id)
            INSERT INTO article_versions (article_id, version, found_at, article)
            SELECT id, version, found_at, article FROM given JOIN latest USING (id) RETURNING article_id
            """,
            new
            {
                ids = rows.ConvertAll(article => article.Id).ToArray(),
                addresses = rows.ConvertAll(article => Plain.Text(article.CanonicalUrl)).ToArray(),
                outlets = rows.ConvertAll(article => Plain.Text(article.OutletId)).ToArray(),
                versions = rows.ConvertAll(article => article.Version).ToArray(),
                found = rows.ConvertAll(article => article.FoundAt.ToUnixTimeMilliseconds()).ToArray(),
                times = rows.ConvertAll(article => article.Time.ToUnixTimeMilliseconds()).ToArray(),
                titles = rows.ConvertAll(article => Plain.Text(article.Title)).ToArray(),
                jsons = rows.ConvertAll(Json.Write).ToArray(),
            })).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>What is stored of those facts whose work is open, in the facts' order.</summary>
    private Task<IReadOnlyList<(TFact Fact, T Record)>> Open<TFact, T>(string join, string column, IReadOnlyList<TFact> facts, CancellationToken cancellation)
        where TFact : class, IFact
        where T : class =>
        database.Read<IReadOnlyList<(TFact, T)>>(
            async connection =>
            [
                .. (await connection.QueryAsync<(long Place, string Json)>(
                    $"""
                    SELECT f.place, {column}
                    {PostgresWorkStore.FromOpen("@stage")}
                    {join} ORDER BY f.place
                    """,
                    new
                    {
                        stage = Pipeline.StageOf<TFact>().Name,
                        ids = facts.Select(fact => fact.Id).ToArray(),
                        revisions = facts.Select(fact => fact.Revision).ToArray(),
                    })).Select(row => (facts[(int)row.Place - 1], Json.Read<T>(row.Json)!)),
            ],
            cancellation);

    private Task<T?> Record<T>(string sql, object parameters, CancellationToken cancellation)
        where T : class =>
        database.Read(async connection => Json.Read<T>(await connection.ExecuteScalarAsync<string?>(sql, parameters)), cancellation);
}
