using NewsWatch.Archives;
using NewsWatch.Delivery;
using NewsWatch.Host.Storage;
using NewsWatch.Sqlite;
using NewsWatch.Tagging;
using NewsWatch.Tests.Adapters;

namespace NewsWatch.Tests.Archives;

/// <summary>All that is stored goes into a file and out again, from either store into either.</summary>
public sealed class ArchiveTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("newswatch-archive-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Backup => Path.Combine(_folder, "backup.zip");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Both_stores_have_the_same_tables_and_columns()
    {
        await using var postgres = await Filled(Adapter.Postgres, InventedTables.Of());
        await using var source = await StoreTables.Read(postgres.Options, Cancellation);

        Named(source.Tables).ShouldBe(Named(InventedTables.Of().Tables));
        source.Tables.Count.ShouldBeGreaterThan(20);

        static IEnumerable<string> Named(IEnumerable<Table> tables) =>
            tables.Select(table => $"{table.Name} ({string.Join(", ", table.Columns.Order(StringComparer.Ordinal))})").Order(StringComparer.Ordinal);
    }

    [Theory]
    [InlineData(Adapter.Sqlite, Adapter.Sqlite)]
    [InlineData(Adapter.Sqlite, Adapter.Postgres)]
    [InlineData(Adapter.Postgres, Adapter.Sqlite)]
    [InlineData(Adapter.Postgres, Adapter.Postgres)]
    public async Task Every_row_of_every_table_comes_through(Adapter from, Adapter to)
    {
        await using var first = await Filled(from, InventedTables.Of());
        await Write(first);
        await using var second = await Filled(to, ArchiveReader.Open(Backup));

        var (before, after) = (await Lines(InventedTables.Of()), await Lines(second));
        after.ShouldBe(before);
        before.Count.ShouldBe(2 * InventedTables.Of().Tables.Count);

        // Numbers go on where they were, and what a store derives of a row is there.
        await second.Archive.Finished("new", RetagReport.None, Cancellation);
        (await second.Archive.LastRegistry(Cancellation)).ShouldBe("new");
        (await second.Alerts.HeldBack(10, Cancellation)).Select(held => held.Id).ShouldBe(["held-1", "held-0"]);
        (await second.Deliveries.Counts(Cancellation)).PossibleRepeats.ShouldBe(1);
    }

    [Theory]
    [InlineData(Adapter.Sqlite)]
    [InlineData(Adapter.Postgres)]
    public async Task A_backup_of_an_earlier_schema_is_restored_and_brought_up_to_date(Adapter to)
    {
        // The schemas before feeds had conditions and incidents, stories the number that the index has, and deliveries a column for each value.
        var old = InventedTables.Of(5);
        await using var store = new StoreUnderTest(to, new SteppedClock(Now));
        await StoreTables.Empty(store.Options).Fill(old, to == Adapter.Sqlite ? 5 : 1, _ => { }, Cancellation);

        (await Lines(store, table => old.Tables.Any(known => known.Name == table.Name && known.Columns.Count == table.Columns.Count)))
            .ShouldBe(await Lines(old.Only(table => table.Name is not ("feeds" or "stories" or "deliveries"))));
        var deliveries = await store.Deliveries.List([DeliveryState.Sent], 10, Cancellation);
        deliveries.Select(Sending).ShouldBe([Sending(InventedTables.Delivery(1)), Sending(InventedTables.Delivery(0))]);

        static object Sending(NewsWatch.Delivery.Delivery delivery) => (
            delivery.Message, delivery.Attempts, delivery.PossibleRepeats, delivery.FirstAttemptAt, delivery.LastAttemptAt, delivery.LastError);
    }

    [Theory]
    [InlineData(Adapter.Sqlite)]
    [InlineData(Adapter.Postgres)]
    public async Task A_store_that_holds_something_is_left_alone(Adapter adapter)
    {
        await using var store = await Filled(adapter, InventedTables.Of());
        var error = await Should.ThrowAsync<ConfigurationException>(Fill(store, InventedTables.Of()));

        error.Problem.ShouldContain("holds something already");
        (await Lines(store)).ShouldBe(await Lines(InventedTables.Of()));
    }

    [Theory]
    [InlineData(Adapter.Sqlite)]
    [InlineData(Adapter.Postgres)]
    public async Task Broken_off_in_any_table_it_leaves_nothing_and_can_be_done_again(Adapter adapter)
    {
        await using var store = new StoreUnderTest(adapter, new SteppedClock(Now));
        foreach (var table in InventedTables.Of().Tables)
        {
            await Should.ThrowAsync<InvalidOperationException>(Fill(store, InventedTables.Of().BreakingIn(table.Name)));
            if (adapter == Adapter.Sqlite)
                Directory.GetFiles(store.Folder).ShouldBeEmpty(table.Name);
        }

        await Fill(store, InventedTables.Of());
        (await Lines(store)).ShouldBe(await Lines(InventedTables.Of()));
    }

    [Theory]
    [InlineData(Adapter.Sqlite)]
    [InlineData(Adapter.Postgres)]
    public async Task A_store_that_was_opened_and_is_empty_is_filled(Adapter adapter)
    {
        await using var store = new StoreUnderTest(adapter, new SteppedClock(Now));
        (await store.Feeds.All(Cancellation)).ShouldBeEmpty();
        await store.Restart();

        await Fill(store, InventedTables.Of());

        (await Lines(store)).ShouldBe(await Lines(InventedTables.Of()));
    }

    [Theory]
    [InlineData(Adapter.Sqlite)]
    [InlineData(Adapter.Postgres)]
    public async Task Rows_of_a_newer_schema_are_refused(Adapter adapter)
    {
        await using var store = new StoreUnderTest(adapter, new SteppedClock(Now));
        var newest = StoreTables.Schemas[StoreTables.KindOf(store.Options)];
        var error = await Should.ThrowAsync<ConfigurationException>(StoreTables.Empty(store.Options).Fill(InventedTables.Of(), newest + 1, _ => { }, Cancellation));

        error.Problem.ShouldContain("newer NewsWatch");
    }

    [Fact]
    public async Task A_postgres_store_that_somebody_works_on_is_not_filled()
    {
        await using var store = new StoreUnderTest(Adapter.Postgres, new SteppedClock(Now));
        (await store.Feeds.All(Cancellation)).ShouldBeEmpty();

        (await Should.ThrowAsync<ConfigurationException>(Fill(store, InventedTables.Of()))).Problem.ShouldContain("in use by a running NewsWatch");
    }

    [Fact]
    public async Task A_backup_cut_off_anywhere_is_refused()
    {
        await Write(InventedTables.Of());
        var whole = await File.ReadAllBytesAsync(Backup, Cancellation);
        for (var length = 0; length < whole.Length; length += 97)
        {
            await File.WriteAllBytesAsync(Backup, whole[..length], Cancellation);
            Should.Throw<ConfigurationException>(() => ArchiveReader.Open(Backup)).Problem.ShouldContain("is cut off, damaged, or no backup");
        }
    }

    [Fact]
    public async Task A_backup_altered_anywhere_is_refused_or_says_the_same()
    {
        await Write(InventedTables.Of());
        var whole = await File.ReadAllBytesAsync(Backup, Cancellation);
        var (lines, refused) = (await Lines(InventedTables.Of()), 0);
        for (var place = 0; place < whole.Length; place += 13)
        {
            var altered = (byte[])whole.Clone();
            altered[place] ^= 0x41;
            await File.WriteAllBytesAsync(Backup, altered, Cancellation);
            try
            {
                await using var archive = ArchiveReader.Open(Backup);
                (await Lines(archive)).ShouldBe(lines, $"altered at {place}");
            }
            catch (ConfigurationException)
            {
                refused++;
            }
        }

        refused.ShouldBeGreaterThan(whole.Length / 13 / 2);
    }

    [Fact]
    public async Task What_is_there_already_is_not_written_over()
    {
        await File.WriteAllTextAsync(Backup, "mine", Cancellation);

        (await Should.ThrowAsync<ConfigurationException>(Write(InventedTables.Of()))).Problem.ShouldContain("is there already");
        (await File.ReadAllTextAsync(Backup, Cancellation)).ShouldBe("mine");
    }

    [Fact]
    public async Task A_backup_that_breaks_off_leaves_no_file_and_only_its_owner_may_read_one()
    {
        await Should.ThrowAsync<InvalidOperationException>(Write(InventedTables.Of().BreakingIn("alerts")));
        Directory.GetFiles(_folder).ShouldBeEmpty();

        await Write(InventedTables.Of());
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(Backup).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task Where_nothing_can_be_written_the_file_is_named()
    {
        var error = await Should.ThrowAsync<ConfigurationException>(
            ArchiveWriter.Write(Path.Combine(_folder, "nowhere", "b.zip"), InventedTables.Of(), Head, _ => { }, Cancellation));

        error.Message.ShouldContain(Path.Combine(_folder, "nowhere", "b.zip"));
        error.Problem.ShouldContain("nothing of it was kept");
    }

    [Theory]
    [InlineData(Adapter.Sqlite)]
    [InlineData(Adapter.Postgres)]
    public async Task A_backup_is_of_one_moment_while_the_monitor_writes_on(Adapter adapter)
    {
        await using var store = new StoreUnderTest(adapter, new SteppedClock(Now));
        await store.Articles.Add(InventedArticle(0), Cancellation);
        using var stop = new CancellationTokenSource();
        var written = 1;
        var writing = Task.Run(
            async () =>
            {
                for (; !stop.IsCancellationRequested; written++)
                    await store.Articles.Add(InventedArticle(written), Cancellation);
            },
            Cancellation);
        var taken = 0L;
        while (taken < 20)
        {
            File.Delete(Backup);
            var manifest = await Write(store);
            var rows = manifest.Tables.ToDictionary(table => table.Name, table => table.Rows);
            (rows["article_versions"], rows["work"]).ShouldBe((rows["articles"], rows["articles"]), "each article is saved with its version and its work");
            taken = rows["articles"];
        }

        await stop.CancelAsync();
        await writing;
        taken.ShouldBeLessThanOrEqualTo(written);
    }

    [Theory]
    [InlineData("sqlite", "sqlite", "/data")]
    [InlineData("/elsewhere", "sqlite", "/elsewhere")]
    [InlineData("postgres", "postgres://db.example/news", "/data")]
    [InlineData("postgres://other.example/news", "postgres://other.example/news", "/data")]
    public void A_store_is_named_by_its_kind_its_folder_or_its_address(string word, string store, string data)
    {
        var meant = StoreTables.Meant(word, new NewsWatch.Host.NewsWatchOptions { Data = "/data", Store = "postgres://db.example/news" }, "--from");
        (meant.Store, meant.Data).ShouldBe((store, data));
    }

    [Theory]
    [InlineData("postgres", "names no such database")]
    [InlineData("", "is empty")]
    [InlineData("postgres://me:hush@db.example", "names no database")]
    public void A_word_that_means_no_store_is_refused(string word, string words)
    {
        var error = Should.Throw<ConfigurationException>(() => StoreTables.Meant(word, new NewsWatch.Host.NewsWatchOptions(), "--to"));
        error.Message.ShouldContain(words);
        error.Message.ShouldNotContain("hush");
    }

    private static ArchiveManifest Head => new(ArchiveManifest.CurrentFormat, "0.1.0", Now, "sqlite", StoreTables.Schemas, []);

    private static NewsWatch.Articles.Article InventedArticle(int number) => new()
    {
        Id = $"article-{number}",
        CanonicalUrl = $"https://paper.example/{number}",
        OutletId = "paper",
        OutletName = "The Paper",
        Title = "Gulls stop a crane",
        Text = "A crane stopped for gulls.",
        FoundAt = Now,
    };

    private static async Task<StoreUnderTest> Filled(Adapter adapter, ITableSource rows)
    {
        var store = new StoreUnderTest(adapter, new SteppedClock(Now));
        await using (rows)
            await Fill(store, rows);

        return store;
    }

    private static Task Fill(StoreUnderTest store, ITableSource rows) =>
        StoreTables.Empty(store.Options).Fill(rows, StoreTables.Schemas[StoreTables.KindOf(store.Options)], _ => { }, Cancellation);

    private Task<ArchiveManifest> Write(ITableSource source) => ArchiveWriter.Write(Backup, source, Head, _ => { }, Cancellation);

    private async Task<ArchiveManifest> Write(StoreUnderTest store)
    {
        await using var source = await StoreTables.Read(store.Options, Cancellation);
        return await Write(source);
    }

    private static async Task<List<string>> Lines(StoreUnderTest store, Func<Table, bool>? some = null)
    {
        await using var source = await StoreTables.Read(store.Options, Cancellation);
        return await Lines(source, some);
    }

    /// <summary>Every row as a line that names table and columns, in one order.</summary>
    private static async Task<List<string>> Lines(ITableSource source, Func<Table, bool>? some = null)
    {
        var lines = new List<string>();
        foreach (var table in source.Tables.Where(some ?? (_ => true)))
            await foreach (var row in source.Rows(table, Cancellation))
                lines.Add($"{table.Name}: {string.Join(", ", table.Columns.Zip(row, (column, value) => $"{column}={value}").Order(StringComparer.Ordinal))}");

        return [.. lines.Order(StringComparer.Ordinal)];
    }
}
