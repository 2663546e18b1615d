using System.CommandLine;
using System.Globalization;
using NewsWatch.Delivery;
using NewsWatch.Host.Commands.Index;

using NewsWatch.Host.Storage;
using NewsWatch.Search;

namespace NewsWatch.Host.Commands.Search;

/// <summary><c>newswatch search</c>: articles or stories, newest first or ranked, with counts and the places that match.</summary>
internal static class SearchCommand
{
    public static Command Command()
    {
        var query = new Argument<string>("query") { Description = "In the query language: docs/query-language.md.", DefaultValueFactory = _ => "*" };
        var json = new Option<bool>("--json") { Description = "One JSON object." };
        var order = new Option<SearchOrder>("--order") { Description = "newest or ranked." };
        var stories = new Option<bool>("--stories") { Description = "Each story once, with its best matching article." };
        var limit = new Option<int>("--limit") { Description = $"Results on a page, 1 to {SearchRequest.MostHits}.", DefaultValueFactory = _ => 20 };
        var after = new Option<string?>("--after") { Description = "Where the next page begins: 'next' of the page before." };
        var zone = new Option<string?>("--zone") { Description = "The zone that days in the query are of, such as Europe/Berlin; default: UTC." };
        var rebuild = new Option<bool>("--rebuild") { Description = "Makes the index again from the store first, as `newswatch index rebuild` does." };
        var config = CommonOptions.Config();
        var data = CommonOptions.Data();
        var command = new Command("search", "Searches articles and stories.") { query, json, order, stories, limit, after, zone, rebuild, config, data };
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = CommonOptions.Read(parsed.GetValue(config), parsed.GetValue(data));
            var request = Request(
                parsed.GetValue(query)!, parsed.GetValue(zone), parsed.GetValue(order), parsed.GetValue(stories), parsed.GetValue(limit), parsed.GetValue(after));
            await using var store = OpenStore.Of(options);
            if (parsed.GetValue(rebuild))
                await IndexCommand.Rebuild(store, options, TextWriter.Null, cancellation);

            var results = await store.Searcher.Search(request, cancellation);
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
                await output.WriteLineAsync(SearchJson.Write(parsed.GetValue(query)!, request, results));
            else
                Print(output, request, results);

            return 0;
        });
        return command;
    }

    /// <exception cref="ConfigurationException">Something of it cannot be asked; the message says what and where.</exception>
    internal static SearchRequest Request(string query, string? zone, SearchOrder order, bool stories, int limit, string? after)
    {
        if (limit is < 1 or > SearchRequest.MostHits)
            throw new ConfigurationException("--limit", null, $"{limit} is no number of results from 1 to {SearchRequest.MostHits}; go on with --after");

        try
        {
            return new SearchRequest
            {
                Query = CommonOptions.Query(query),
                Clock = new QueryClock(TimeProvider.System.GetUtcNow(), CommonOptions.Zone(zone)),
                Order = order,
                Unit = stories ? SearchUnit.Stories : SearchUnit.Articles,
                Limit = limit,
                After = after is null ? null : SearchCursor.Parse(after),
            };
        }
        catch (FormatException wrong)
        {
            throw new ConfigurationException("--after", null, wrong.Message);
        }
    }

    private static void Print(TextWriter output, SearchRequest request, SearchResults results)
    {
        foreach (var hit in results.Hits)
        {
            var when = TimeZoneInfo.ConvertTime(hit.Found.Time, request.Clock.Zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
            output.WriteLine($"{when}  {Plain.Line(hit.Article.OutletName, 40)}: {Plain.Line(hit.Article.Title, 160)}");
            if (hit.Excerpt.Text.Length > 0)
                output.WriteLine($"    {Plain.Line(hit.Excerpt.Text, 260)}");
            if (hit.StoryTitle is { } title)
                output.WriteLine($"    story: {Plain.Line(title, 160)} ({hit.Found.Sources} independent, {hit.Matching} matching)");

            output.WriteLine($"    {Plain.Address(hit.Article.CanonicalUrl)}");
        }

        var more = results.Total == Searcher.MostTotal ? "or more " : "";
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{results.Total:N0} {more}articles match."));
        Facet("topics", results.Facets.Topics);
        Facet("entities", results.Facets.Entities);
        Facet("outlets", results.Facets.Outlets);
        Facet("languages", results.Facets.Languages);
        Facet("days", results.Facets.Days);
        if (results.Next is { } next)
            output.WriteLine($"more: --after {next}");

        void Facet(string name, IReadOnlyList<FacetCount> counts)
        {
            if (counts.Count > 0)
                output.WriteLine($"  {name}: {string.Join(", ", counts.Take(8).Select(count => $"{Plain.Line(count.Value, 40)} {count.Count}"))}");
        }
    }
}
