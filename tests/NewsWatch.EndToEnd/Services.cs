namespace NewsWatch.EndToEnd;

/// <summary>What tests need beside the SDK. <c>tests/run</c> starts it and says where it is; without it the test is skipped, in CI it fails.</summary>
internal static class Services
{
    public static string RabbitMq() => Needed("NEWSWATCH_TEST_RABBITMQ", "RabbitMQ is not there: run tests/run, or set NEWSWATCH_TEST_RABBITMQ to its address");

    public static string Elasticsearch() => Needed("NEWSWATCH_TEST_ELASTICSEARCH", "Elasticsearch is not there: run tests/run, or set NEWSWATCH_TEST_ELASTICSEARCH to its address");

    public static string Postgres() => Needed("NEWSWATCH_TEST_POSTGRES", "PostgreSQL is not there: run tests/run, or set NEWSWATCH_TEST_POSTGRES to its address");

    /// <summary>The folder with the programs <c>postgres</c> and <c>rabbitmq</c>, which stop that server for a while and start it again.</summary>
    public static string RestartScripts()
    {
        var folder = Environment.GetEnvironmentVariable("NEWSWATCH_TEST_RESTART");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "restarting the servers takes minutes: name a folder of programs in NEWSWATCH_TEST_RESTART (CONTRIBUTING.md)");
        return folder!;
    }

    /// <summary>Runs a program to its end.</summary>
    public static async Task Run(string program)
    {
        using var process = System.Diagnostics.Process.Start(program);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        process.ExitCode.ShouldBe(0, program);
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
        var folder = Environment.GetEnvironmentVariable("NEWSWATCH_SHARED") ?? BesideRepository();
        return folder is not null && Directory.Exists(folder)
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

    private static string? BesideRepository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "NewsWatch.sln")))
                return Path.Combine(folder.FullName, "..", "shared");

        return null;
    }
}
