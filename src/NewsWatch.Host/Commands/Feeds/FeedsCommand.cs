using System.CommandLine;

namespace NewsWatch.Host.Commands;

/// <summary><c>newswatch feeds …</c>: the list of feeds and how they do.</summary>
internal static class FeedsCommand
{
    public static Command Command() => new("feeds", "Lists, adds, pauses and looks into feeds.")
    {
        FeedsAdd.Command(),
        FeedsList.Command(),
        FeedsHealth.Command(),
        FeedsChange.Pause(),
        FeedsChange.Resume(),
        FeedsChange.Remove(),
        FeedsDiscover.Command(),
        FeedsImport.Command(),
        FeedsExport.Command(),
        FeedsParse.Command(),
    };
}
