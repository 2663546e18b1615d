using System.Text.Json;
using NewsWatch.Host.Storage;
using NewsWatch.Tests.Adapters;

namespace NewsWatch.EndToEnd;

/// <summary>Backup, restore and migration with the real binary, in the middle of the sample week: what goes on after is as if nothing had been.</summary>
public sealed class MovingTests(HalfWeek half) : IClassFixture<HalfWeek>, IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Half_a_week_on_SQLite_backed_up_restored_and_moved_to_PostgreSQL_comes_out_as_an_unmoved_week()
    {
        var store = PostgresServer.NewDatabase();
        try
        {
            var data = Path.Combine(_folder.Path, "restored");
            (await Run("restore", half.Backup, "--check")).ShouldContain("It is whole.");
            (await Run("restore", half.Backup, "--data", data)).ShouldContain("the index holds");
            (await Newswatch.Run("restore", half.Backup, "--data", data)).Errors.ShouldContain("holds something already");

            var moved = JsonDocument.Parse(await Run("migrate", "--from", "sqlite", "--to", store, "--data", data, "--json")).RootElement;
            var tables = moved.GetProperty("tables").EnumerateArray().ToList();
            tables.Count.ShouldBeGreaterThan(20);
            tables.ShouldAllBe(table => table.GetProperty("from").GetInt64() == table.GetProperty("to").GetInt64());
            tables.Sum(table => table.GetProperty("to").GetInt64()).ShouldBeGreaterThan(100);
            (await Newswatch.Run("migrate", "--from", data, "--to", store)).Errors.ShouldContain("holds something already");

            await File.WriteAllTextAsync(Path.Combine(data, "demo-clock"), half.Clock, TestContext.Current.CancellationToken);
            await Run("demo", "--exit", "--seconds", "1", "--data", data, "--store", store);
            await using var opened = OpenStore.Of(new Host.NewsWatchOptions { Store = store });
            var (lines, expected) = (await WeekResult.Read(opened), HalfWeek.Expected());
            lines.Except(expected).ShouldBeEmpty();
            expected.Except(lines).ShouldBeEmpty();
        }
        finally
        {
            await PostgresServer.Drop(store);
        }
    }

    [Fact]
    public async Task A_restore_killed_at_any_moment_leaves_a_whole_store_or_none()
    {
        var data = Path.Combine(_folder.Path, "killed");
        for (var patience = 300; ; patience += 300)
        {
            using var restore = Newswatch.Start("restore", half.Backup, "--data", data);
            var exitCode = await restore.End(TimeSpan.FromMilliseconds(patience));
            restore.Kill();
            await restore.End(TimeSpan.FromSeconds(30));
            if (!File.Exists(Path.Combine(data, "newswatch.db")))
            {
                exitCode.ShouldBeNull(restore.Errors);
                continue;
            }

            (await Run("backup", Path.Combine(_folder.Path, "again.zip"), "--data", data)).ShouldContain("read again and whole");
            return;
        }
    }

    [Fact]
    public async Task What_a_running_monitor_writes_is_not_moved_away_under_it()
    {
        var data = Copy(half.Data);
        await using var held = new FileStream(Path.Combine(data, "core.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        var (exitCode, _, errors) = await Newswatch.Run("migrate", "--from", data, "--to", Path.Combine(_folder.Path, "other"));

        exitCode.ShouldBe(2);
        errors.ShouldContain("another NewsWatch works on this folder");
        File.Exists(Path.Combine(_folder.Path, "other", "newswatch.db")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_backup_to_a_full_disk_says_so_and_leaves_nothing()
    {
        using var disk = new SmallDisk("64k");
        var file = Path.Combine(disk.Path, "backup.zip");
        var (exitCode, _, errors) = await Newswatch.Run("backup", file, "--data", half.Data);

        exitCode.ShouldBe(2);
        errors.ShouldContain($"{file}: the backup cannot be written");
        Directory.GetFiles(disk.Path).ShouldBeEmpty();
    }

    private static async Task<string> Run(params string[] arguments)
    {
        var (exitCode, output, errors) = await Newswatch.Run(arguments);
        exitCode.ShouldBe(0, output + errors);
        return output;
    }

    private string Copy(string data)
    {
        var copy = Directory.CreateDirectory(Path.Combine(_folder.Path, "copy")).FullName;
        foreach (var file in Directory.GetFiles(data))
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));

        return copy;
    }
}
