namespace NewsWatch.Tests.Stories;

/// <summary>The directory of evaluation data beside the repository: tests that need it skip where it is absent, except in CI.</summary>
internal static class SharedData
{
    public static string Directory()
    {
        if (Environment.GetEnvironmentVariable("NEWSWATCH_SHARED") is { Length: > 0 } named && System.IO.Directory.Exists(named))
            return named;

        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (Path.Combine(at.FullName, "shared") is var beside && System.IO.Directory.Exists(Path.Combine(beside, "seeds")))
                return beside;

        if (Environment.GetEnvironmentVariable("CI") == "true")
            throw new InvalidOperationException("CI needs the shared data: set NEWSWATCH_SHARED to its directory");

        Assert.Skip("the shared data is not here: set NEWSWATCH_SHARED to its directory");
        return "";
    }
}
