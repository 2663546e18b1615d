using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace NewsWatch.Benchmarks;

/// <summary>Mozilla's Readability on jsdom, the reader that browsers use: installed by npm into a folder that goes afterwards, run by node on the same pages.</summary>
internal static class ReadabilityPeer
{
    /// <summary>The versions measured against; a newer one may be put here.</summary>
    private static readonly string[] Packages = ["@mozilla/readability@0.6.0", "jsdom@26.1.0"];

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Bytes a second of processor time; null where npm or node is not to be had, with the reason on <paramref name="output"/>.</summary>
    public static double? Speed(IReadOnlyList<string> pages, TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("newswatch-readability-").FullName;
        try
        {
            var install = Run(folder, "npm", ["install", "--no-audit", "--no-fund", "--no-save", .. Packages]);
            if (install.Code != 0)
                return Skipped($"npm install: {LastLine(install.Errors)}");

            File.WriteAllLines(Path.Combine(folder, "pages.txt"), pages.Select(Path.GetFullPath));
            var node = Run(folder, "node", [Path.Combine(AppContext.BaseDirectory, "readability.mjs"), "pages.txt"]);
            if (node.Code != 0)
                return Skipped($"node: {LastLine(node.Errors)}");

            using var result = JsonDocument.Parse(node.Output);
            return result.RootElement.GetProperty("bytes").GetDouble() / result.RootElement.GetProperty("seconds").GetDouble();
        }
        catch (Win32Exception problem)
        {
            return Skipped(problem.Message);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        double? Skipped(string reason)
        {
            output.WriteLine($"Readability on jsdom       skipped: {reason}");
            return null;
        }
    }

    private static (int Code, string Output, string Errors) Run(string folder, string program, IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            return (-1, "", $"{program} was not done after {Patience.TotalMinutes:f0} minutes");
        }

        return (process.ExitCode, output.GetAwaiter().GetResult(), errors.GetAwaiter().GetResult());
    }

    private static string LastLine(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? "no reason given";
}
