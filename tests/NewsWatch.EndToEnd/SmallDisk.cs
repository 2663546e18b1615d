using System.Diagnostics;

namespace NewsWatch.EndToEnd;

/// <summary>A disk of its own for a test, small at first. Only root may mount one: elsewhere the test is skipped.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly Folder _folder = new();

    public SmallDisk(string size)
    {
        if (Mount("mount", "-t", "tmpfs", "-o", $"size={size}", "tmpfs", Path) is { } problem)
        {
            _folder.Dispose();
            Assert.Skip($"a small disk cannot be mounted here: {problem}");
        }
    }

    public string Path => _folder.Path;

    public void Grow(string size) => Mount("mount", "-o", $"remount,size={size}", Path).ShouldBeNull();

    public void Dispose()
    {
        Mount("umount", Path).ShouldBeNull();
        _folder.Dispose();
    }

    /// <summary>What was wrong; null where nothing was.</summary>
    private static string? Mount(string program, params string[] arguments)
    {
        if (!OperatingSystem.IsLinux())
            return "this is not Linux";

        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? null : errors.Trim();
    }
}
