using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace NewsWatch.Sqlite;

/// <summary>
/// What a process that stays does when the disk takes no more or somebody else holds the file: it says so once, keeps what it wanted
/// to write and tries again until that has passed or the process ends. Reading goes on meanwhile.
/// </summary>
/// <param name="log">Where it is said.</param>
/// <param name="stopping">When the process ends: what waits then fails, as it does at once where nobody waits.</param>
public sealed partial class WritingWaits(ILogger<WritingWaits> log, CancellationToken stopping)
{
    private const int Busy = 5;
    private const int Readonly = 8;
    private const int InputOutput = 10;
    private const int Full = 13;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>Why nothing can be written at present and what to do; null while writing works.</summary>
    public string? Problem { get; private set; }

    /// <summary>Whether the fault lies outside and may pass: the disk is full, read-only or failing, or another process holds the file.</summary>
    internal static bool MayPass(SqliteException error) => error.SqliteErrorCode is Full or InputOutput or Readonly or Busy;

    /// <summary>What is wrong and what to do, in words.</summary>
    internal static string Words(string file, SqliteException error) => error.SqliteErrorCode switch
    {
        Full => $"the disk that holds {file} is full; make room on it",
        Busy => $"another process holds {file} and lets nobody write; end it, or wait until it is done",
        Readonly => $"{file} cannot be written, its disk or file is read-only; make it writable",
        _ => $"the disk that holds {file} fails ({error.Message}); look after it",
    };

    /// <summary>Waits a while before the next try. False when the process ends.</summary>
    internal async Task<bool> TryLater(string file, SqliteException error)
    {
        if (Problem is null)
            Waiting(log, Problem = Words(file, error));

        // Real time: neither disk nor other processes know of an injected clock.
        await Task.Delay(Pause, TimeProvider.System, stopping).ContinueWith(_ => { }, TaskScheduler.Default);
        return !stopping.IsCancellationRequested;
    }

    internal void Written(string file)
    {
        if (Problem is null)
            return;

        Problem = null;
        GoesOn(log, file);
    }

    [LoggerMessage(LogLevel.Error, "nothing can be saved: {Problem}. Nothing is lost: the work waits and goes on by itself")]
    private static partial void Waiting(ILogger log, string problem);

    [LoggerMessage(LogLevel.Warning, "{File} can be written again; the work goes on")]
    private static partial void GoesOn(ILogger log, string file);
}
