using System.Text;

namespace NewsWatch.Tests;

/// <summary>
/// Outputs that a person looked at once and approved, kept as files beside the tests. With NEWSWATCH_APPROVE=1 the files are
/// written anew, to be looked at in the diff.
/// </summary>
internal static class Approved
{
    /// <param name="actual">The output.</param>
    /// <param name="file">Its place under tests/NewsWatch.Tests, such as <c>Digests/fixtures/week.txt</c>.</param>
    public static void ShouldBeAsApproved(this string actual, string file)
    {
        var path = Path.Combine(Repository.Root, "tests", "NewsWatch.Tests", file);
        if (Environment.GetEnvironmentVariable("NEWSWATCH_APPROVE") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        }

        File.Exists(path).ShouldBeTrue($"nothing is approved yet at {file}; run once with NEWSWATCH_APPROVE=1 and look at it");
        actual.ShouldBe(File.ReadAllText(path));
    }
}
