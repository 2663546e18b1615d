using System.Diagnostics;

namespace NewsWatch.EndToEnd;

/// <summary>A real browser without a window, that knows no network but one place of ours.</summary>
internal sealed class Browser(string program, string profile, string place)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    /// <summary>Opens the file, lets it run for a second of its own time, and gives the document as it then stands.</summary>
    public async Task<string> Open(string file)
    {
        string[] arguments =
        [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
            $"--user-data-dir={profile}", $"--host-resolver-rules=MAP * {place}", "--virtual-time-budget=1000", "--dump-dom", new Uri(file).AbsoluteUri,
        ];
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Longest);
        try
        {
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            var document = await process.StandardOutput.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            document.ShouldContain("<html", Case.Insensitive, await errors);
            return document;
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }
}
