using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using NewsWatch.Host.Storage;
using NewsWatch.Search;
using NewsWatch.Tagging;

namespace NewsWatch.Host.Commands;

/// <summary><c>newswatch tags again</c>: tags all stored articles with the present registry and says what that changed.</summary>
internal static class TagsAgain
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true };

    public static Command Command()
    {
        var all = new Option<bool>("--all") { Description = "Also articles that the present registry tagged." };
        var json = new Option<bool>("--json") { Description = "Print what changed as one JSON object." };
        var config = CommonOptions.Config();
        var data = CommonOptions.Data();
        var command = new Command("again", "Tags stored articles again after a change of topics, entities or outlets.") { all, json, config, data };
        command.SetAction((parsed, cancellation) => Run(
            parsed.GetValue(all), parsed.GetValue(json), NewsWatchOptions.Read(parsed.GetValue(config)), parsed.GetValue(data),
            parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, cancellation));
        return command;
    }

    internal static async Task<int> Run(
        bool all, bool json, NewsWatchOptions options, string? data, TextWriter output, TextWriter errors, CancellationToken cancellation)
    {
        var catalogue = Catalogue.Read(options);
        await using var store = OpenStore.Of(CommonOptions.In(options, data));
        var retagging = new Retagging(store.Tags, catalogue.Tagger, new Scope(options.Scope == NewsScope.Everything));
        var index = new TaggedIndex(
            store.Stories,
            store.Index,
            new DocumentMaker(catalogue.Outlets, id => catalogue.Tagger.Entities.Find(id)?.Name));
        var report = await retagging.Run(all, new Lines(errors), articles => index.Update(articles, cancellation), cancellation);
        if (json)
            await output.WriteLineAsync(JsonSerializer.Serialize(report, Json));
        else
            foreach (var line in report.Lines())
                await output.WriteLineAsync(line);

        return 0;
    }

    /// <summary>A line at every tenth of the way; in order, unlike <see cref="Progress{T}"/>.</summary>
    private sealed class Lines(TextWriter output) : IProgress<RetagProgress>
    {
        private int _told;

        public void Report(RetagProgress value)
        {
            var tenths = value.Done * 10 / value.Total;
            if (tenths == _told)
                return;

            _told = tenths;
            output.WriteLine($"{value.Done} of {value.Total} articles tagged again");
        }
    }
}
