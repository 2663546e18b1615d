using Dapper;
using NewsWatch.Search;
using NewsWatch.Sqlite;

namespace NewsWatch.Tests.Adapters;

/// <summary>Dates are ranges of numbers in the embedded index: right also where a minute was full and its articles stand in the next.</summary>
public sealed class SqliteDateTests : IDisposable
{
    private static readonly DateTimeOffset Minute = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("newswatch-dates-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("after:2026-03-02T12:01", "next")]
    [InlineData("before:2026-03-02T12:01", "first moved")]
    [InlineData("after:2026-03-02T12:00", "first moved next")]
    [InlineData("before:2026-03-02T12:00", "")]
    [InlineData("report after:2026-03-02T12:01", "next")]
    [InlineData("report before:2026-03-02T12:01", "first moved")]
    [InlineData("report -after:2026-03-02T12:01", "first moved")]
    [InlineData("report (after:2026-03-02T12:01 OR title:first)", "first next")]
    public async Task Whatever_found_no_room_in_its_minute_is_still_of_it(string query, string titles)
    {
        await using var database = SqliteDatabase.Open(Path.Combine(_folder.FullName, "newswatch.db"), TimeProvider.System);
        var index = new SqliteSearchIndex(database);
        await index.Upsert([Document("first", Minute.AddSeconds(1))], Cancellation);

        // As if 65,535 more had come.
        await database.Write(connection => connection.Execute("UPDATE documents SET number = number + 65535; INSERT INTO documents_fts (documents_fts) VALUES ('rebuild')"), Cancellation);
        await index.Upsert([Document("moved", Minute.AddSeconds(2)), Document("next", Minute.AddSeconds(62))], Cancellation);

        var parsed = QueryParser.Parse(query);
        var found = await index.Newest(parsed, new QueryClock(Minute.AddDays(1), TimeZoneInfo.Utc), new SearchWindow(10, WithWords: true), Cancellation);
        string.Join(' ', found.Select(match => match.TitleWords).Order(StringComparer.Ordinal)).ShouldBe(titles);
        (await index.Count(parsed, new QueryClock(Minute.AddDays(1), TimeZoneInfo.Utc), 10, Cancellation)).ShouldBe(found.Count);
    }

    [Fact]
    public async Task A_rebuild_of_more_than_one_transaction_writes_all_and_done_again_changes_nothing()
    {
        const int Many = 12_100;
        await using var database = SqliteDatabase.Open(Path.Combine(_folder.FullName, "newswatch.db"), TimeProvider.System);
        var index = new SqliteSearchIndex(database);
        var told = new List<int>();
        var all = Enumerable.Range(0, Many).Select(i => Document($"d{i}", Minute.AddMinutes(-i)));

        (await index.Rebuild(all.ToAsyncEnumerable(), new Told(told), Cancellation)).Documents.ShouldBe(Many);
        (await index.Rebuild(all.ToAsyncEnumerable(), new Told(told), Cancellation)).Documents.ShouldBe(Many);

        told[^1].ShouldBe(Many);
        told.Count.ShouldBe(4);
        (await index.Last(Cancellation)).ShouldBe(Many);
        (await index.Count(QueryParser.Parse("report"), new QueryClock(Minute, TimeZoneInfo.Utc), 20_000, Cancellation)).ShouldBe(Many);
        await database.Write(connection => connection.Execute("INSERT INTO documents_fts (documents_fts, rank) VALUES ('integrity-check', 1)"), Cancellation);
    }

    [Fact]
    public async Task The_words_of_many_that_come_in_any_order_and_change_are_the_right_ones()
    {
        await using var database = SqliteDatabase.Open(Path.Combine(_folder.FullName, "newswatch.db"), TimeProvider.System);
        var index = new SqliteSearchIndex(database);
        var mixed = Enumerable.Range(0, 60).Select(i => Document($"d{i * 37 % 60}", Minute.AddMinutes(i * 37 % 60))).ToList();
        await index.Upsert(mixed, Cancellation);

        // Again, all at once: some with other words, some at another time, one twice, one by its numbers alone.
        await index.Upsert(
            [
                .. mixed.Select((document, i) => (i % 3) switch
                {
                    0 => document with { Text = "An opinion." },
                    1 => document with { Time = document.Time.AddHours(-2) },
                    _ => document with { Sources = 4 },
                }),
                mixed[0] with { Text = "A rumour." },
            ],
            Cancellation);

        (await Count("opinion")).ShouldBe(19);
        (await Count("rumour")).ShouldBe(1);
        (await Count("report")).ShouldBe(40);
        (await Count("report before:2026-03-02T12:00")).ShouldBe(20);
        (await Count("report sources:4")).ShouldBe(20);
        await database.Write(connection => connection.Execute("INSERT INTO documents_fts (documents_fts, rank) VALUES ('integrity-check', 1)"), Cancellation);

        Task<int> Count(string query) => index.Count(QueryParser.Parse(query), new QueryClock(Minute, TimeZoneInfo.Utc), 100, Cancellation);
    }

    private static SearchDocument Document(string id, DateTimeOffset time) => new()
    {
        ArticleId = id,
        Title = id,
        Text = "A report.",
        Keys = new HashSet<string>(),
        Time = time,
    };

    private sealed class Told(List<int> told) : IProgress<int>
    {
        public void Report(int value) => told.Add(value);
    }
}
