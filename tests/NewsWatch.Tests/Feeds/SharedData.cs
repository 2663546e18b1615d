namespace NewsWatch.Tests.Feeds;

/// <summary>Finds the evaluation data: NEWSWATCH_SHARED, or "shared" beside the repository.</summary>
internal static class SharedData
{
    /// <summary>The data's folder. Skips the test where it is absent, unless CI says that it must be there.</summary>
    public static string Folder()
    {
        var shared = Environment.GetEnvironmentVariable("NEWSWATCH_SHARED");
        for (var above = new DirectoryInfo(AppContext.BaseDirectory); shared is null && above is not null; above = above.Parent)
        {
            if (File.Exists(Path.Combine(above.FullName, "NewsWatch.sln")))
                shared = Path.Combine(above.Parent?.FullName ?? above.FullName, "shared");
        }

        var data = Path.Combine(shared ?? "shared", "data");
        if (!Directory.Exists(data) && Environment.GetEnvironmentVariable("CI") != "true")
            Assert.Skip($"The evaluation data is not at {data}; NEWSWATCH_SHARED names its place.");
        Directory.Exists(data).ShouldBeTrue($"CI runs with the evaluation data, and it is not at {data}.");
        return data;
    }
}
