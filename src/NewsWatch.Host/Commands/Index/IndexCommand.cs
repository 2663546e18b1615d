using System.CommandLine;
using System.Globalization;
using NewsWatch.Host.Commands.Search;
using NewsWatch.Host.Storage;
using NewsWatch.Search;

namespace NewsWatch.Host.Commands.Index;

/// <summary><c>newswatch index rebuild</c>: makes the search index again from the store, while searches and the monitor go on.</summary>
internal static class IndexCommand
{
    public static Command Command()
    {
        var config = CommonOptions.Config();
        var data = CommonOptions.Data();
        var rebuild = new Command("rebuild", "Makes the search index again from the store; searches and a running monitor go on meanwhile.") { config, data };
        rebuild.SetAction(async (parsed, cancellation) =>
        {
            var options = CommonOptions.Read(parsed.GetValue(config), parsed.GetValue(data));
            await using var store = OpenStore.Of(options);
            return await Rebuild(store, options, parsed.InvocationConfiguration.Output, cancellation) ? 0 : 1;
        });
        return new Command("index", "Keeps the search index.") { rebuild };
    }

    /// <returns>Whether the index took every article.</returns>
    public static async Task<bool> Rebuild(OpenStore store, NewsWatchOptions options, TextWriter output, CancellationToken cancellation)
    {
        var documents = new StoredDocuments(store.Stories, DocumentMakers.Of(options));
        var report = await store.Index.Rebuild(documents.All(cancellation), new Lines(output), cancellation);
        foreach (var refused in report.Refused)
            output.WriteLine($"left out: {refused}");

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"the index holds {report.Documents - report.Refused.Count:N0} of {report.Documents:N0} articles"));
        return report.Refused.Count == 0;
    }

    /// <summary>A line for every so many articles.</summary>
    private sealed class Lines(TextWriter output) : IProgress<int>
    {
        private const int Every = 10_000;

        private int _told;

        public void Report(int value)
        {
            if (value / Every == _told / Every)
                return;

            _told = value;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{value:N0} articles"));
        }
    }
}
