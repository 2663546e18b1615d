using NewsWatch.Tests;

namespace NewsWatch.EndToEnd;

/// <summary>What tests need beside the SDK. <c>tests/run</c> starts it and says where it is; without it the test is skipped, in CI it fails.</summary>
internal static class Services
{
    public static string RabbitMq() => Needed("NEWSWATCH_TEST_RABBITMQ", "RabbitMQ is not there: run tests/run, or set NEWSWATCH_TEST_RABBITMQ to its address");

    public static string Elasticsearch() => Needed("NEWSWATCH_TEST_ELASTICSEARCH", "Elasticsearch is not there: run tests/run, or set NEWSWATCH_TEST_ELASTICSEARCH to its address");

    /// <summary>Skips where these servers were not started by <c>tests/run</c>, which alone can stop them.</summary>
    public static void CanGoAway(params ReadOnlySpan<string> servers)
    {
        var folder = Environment.GetEnvironmentVariable("NEWSWATCH_TEST_SERVERS");
        foreach (var server in servers)
            if (folder is null || !File.Exists(Path.Combine(folder, $"{server}.pid")))
                Missing($"{server} cannot be stopped: it was not started by tests/run");
    }

    /// <summary>Stops a server of <c>tests/run</c> for a while and starts it again.</summary>
    public static async Task Outage(string server, TimeSpan length)
    {
        using var process = System.Diagnostics.Process.Start(
            Path.Combine(Repository.Root, "tests", "server"), ["outage", server, length.TotalSeconds.ToString("0", System.Globalization.CultureInfo.InvariantCulture)]);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        process.ExitCode.ShouldBe(0);
    }

    /// <summary>The browser's program.</summary>
    public static string Chromium()
    {
        var places = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, "chromium"));
        return places.FirstOrDefault(File.Exists) ?? Missing("Chromium is not there: run tests/run as root on Debian, or install the package chromium");
    }

    /// <summary>The folder of shared evaluation data.</summary>
    public static string Shared()
    {
        var folder = Environment.GetEnvironmentVariable("NEWSWATCH_SHARED") ?? Path.Combine(Repository.Root, "..", "shared");
        return Directory.Exists(folder)
            ? folder
            : Missing("the shared data is not there: set NEWSWATCH_SHARED to its folder");
    }

    private static string Needed(string variable, string otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : Missing(otherwise);

    private static string Missing(string reason)
    {
        if (Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail(reason);

        Assert.Skip(reason);
        return "";
    }
}
