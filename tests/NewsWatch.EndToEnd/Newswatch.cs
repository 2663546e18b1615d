using System.Diagnostics;
using System.Text;

namespace NewsWatch.EndToEnd;

/// <summary>The real binary, as a user starts it.</summary>
internal sealed class Newswatch : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();

    private Newswatch(Process process)
    {
        _process = process;
        _process.OutputDataReceived += (_, line) => Append(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Append(_errors, line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public bool HasEnded => _process.HasExited;

    public string Output => Text(_output);

    public string Errors => Text(_errors);

    public static Newswatch Start(params ReadOnlySpan<string> arguments) => Start(new Dictionary<string, string>(), arguments);

    /// <param name="variables">Set in its environment, beside this process's own.</param>
    /// <param name="arguments">What it is given.</param>
    public static Newswatch Start(IReadOnlyDictionary<string, string> variables, params ReadOnlySpan<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in variables)
            start.Environment[name] = value;

        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "newswatch.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);

        return new Newswatch(new Process { StartInfo = start });
    }

    /// <summary>Runs to its end; fails the test when that takes longer than ten minutes.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> Run(params string[] arguments)
    {
        using var newswatch = Start(arguments);
        var exitCode = await newswatch.End(TimeSpan.FromMinutes(10));
        exitCode.ShouldNotBeNull($"`newswatch {string.Join(' ', arguments)}` did not end; it said:\n{newswatch.Output}\n{newswatch.Errors}");
        return (exitCode.Value, newswatch.Output, newswatch.Errors);
    }

    /// <summary>Waits for its end; null when it has not come by then.</summary>
    public async Task<int?> End(TimeSpan longest)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(longest);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
            return _process.ExitCode;
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>kill -9.</summary>
    public void Kill() => _process.Kill();

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();

        _process.Dispose();
    }

    private static void Append(StringBuilder text, string? line)
    {
        if (line is not null)
            lock (text)
                text.Append(line).Append('\n');
    }

    private static string Text(StringBuilder text)
    {
        lock (text)
            return text.ToString();
    }
}
