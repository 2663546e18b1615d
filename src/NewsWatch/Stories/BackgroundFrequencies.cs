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

    /// <summary>0 to 1; a small share for a word that the table does not know.</summary>
    public static float Share(uint term) => Shares.GetValueOrDefault(term, StoryParameters.UnknownWordShare);

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
