using System.Globalization;
using NewsWatch.Articles.Texts;

namespace NewsWatch.Stories;

/// <summary>
/// In what share of news articles a common English word stands, from the table shipped beside the engine
/// (<c>background.txt</c>: a word and its share per thousand a line; its sources are named in NOTICE).
/// </summary>
internal static class BackgroundFrequencies
{
    private static readonly Dictionary<uint, float> Shares = Read();

    /// <summary>In how many of so many documents each word of the table is expected.</summary>
    public static Dictionary<uint, float> Counts(float documents) => Shares.ToDictionary(pair => pair.Key, pair => pair.Value * documents);

    private static Dictionary<uint, float> Read()
    {
        var shares = new Dictionary<uint, float>();
        using var stream = typeof(BackgroundFrequencies).Assembly.GetManifestResourceStream("background.txt");
        if (stream is null)
            return shares;

        using var lines = new StreamReader(stream);
        while (lines.ReadLine() is { } line)
        {
            var tab = line.IndexOf('\t', StringComparison.Ordinal);
            if (tab > 0 && line[0] != '#')
                shares[Terms.Of(line[..tab])] = float.Parse(line.AsSpan(tab + 1), CultureInfo.InvariantCulture) / 1000f;
        }

        return shares;
    }
}
