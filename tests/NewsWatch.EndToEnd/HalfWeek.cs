using System.Globalization;
using NewsWatch.Host.Demo;

namespace NewsWatch.EndToEnd;

/// <summary>The sample week to its middle, with a backup that was taken while it ran; then killed.</summary>
public sealed class HalfWeek : IAsyncLifetime
{
    private readonly Folder _folder = new();

    /// <summary>The data folder at the moment of the kill.</summary>
    public string Data => Path.Combine(_folder.Path, "data");

    /// <summary>Of a moment before the kill.</summary>
    public string Backup => Path.Combine(_folder.Path, "backup.zip");

    /// <summary>The demo's clock when the backup was begun: whoever goes on from the backup begins there.</summary>
    public string Clock { get; private set; } = "";

    /// <summary>What comes of the whole week, as <see cref="WeekResult"/> says it: the truth with its named exceptions.</summary>
    public static IReadOnlySet<string> Expected()
    {
        var truth = Truth.Read();
        var lines = truth.Lines();
        foreach (var line in truth.Exceptions.SelectMany(exception => exception.Lines))
            if (line.StartsWith('-'))
                lines.Remove(line[2..]);
            else
                lines.Add(line[2..]);

        return lines;
    }

    public async ValueTask InitializeAsync()
    {
        using var demo = Newswatch.Start("demo", "--exit", "--seconds", "4", "--data", Data);
        var week = SampleWeek.Read(Path.Combine(AppContext.BaseDirectory, "config", "sample"));
        await Until(demo, week.Start + ((week.End - week.Start) / 2));
        Clock = await File.ReadAllTextAsync(Path.Combine(Data, "demo-clock"));
        var (exitCode, output, errors) = await Newswatch.Run("backup", Backup, "--data", Data);
        exitCode.ShouldBe(0, output + errors);
        demo.Kill();
        await demo.End(TimeSpan.FromSeconds(30));
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task Until(Newswatch demo, DateTimeOffset moment)
    {
        var clock = Path.Combine(Data, "demo-clock");
        while (!File.Exists(clock) || DateTimeOffset.Parse(await File.ReadAllTextAsync(clock), CultureInfo.InvariantCulture) < moment)
            (await demo.End(TimeSpan.FromMilliseconds(10))).ShouldBeNull($"the week ended before its middle:\n{demo.Output}\n{demo.Errors}");
    }
}
