using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using NewsWatch.Host.Storage;
using NewsWatch.Tagging;

namespace NewsWatch.Host.Commands;

/// <summary><c>newswatch tags explain ARTICLE</c>: an article's stored tags, each with the terms, rules and places that gave it.</summary>
internal static class TagsExplain
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true };

    public static Command Command()
    {
        var article = new Argument<string>("article") { Description = "The article's id, the beginning of it, or its address." };
        var json = new Option<bool>("--json") { Description = "Print one JSON object." };
        var config = CommonOptions.Config();
        var data = CommonOptions.Data();
        var command = new Command("explain", "Why an article has its language, scope, topics and entities.") { article, json, config, data };
        command.SetAction((parsed, cancellation) => Run(
            parsed.GetValue(article)!, parsed.GetValue(json), NewsWatchOptions.Read(parsed.GetValue(config)), parsed.GetValue(data),
            parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, cancellation));
        return command;
    }

    internal static async Task<int> Run(
        string article, bool json, NewsWatchOptions options, string? data, TextWriter output, TextWriter errors, CancellationToken cancellation)
    {
        await using var store = OpenStore.Of(CommonOptions.In(options, data));
        if (await store.Tags.Find(article, cancellation) is not { } tagged)
        {
            await errors.WriteLineAsync($"newswatch: no tagged article has the id or address '{article}', or several ids begin so; give the whole id or address");
            return 1;
        }

        var tagger = Catalogue.Read(options).Tagger;
        if (json)
            await output.WriteLineAsync(JsonSerializer.Serialize(Shape(tagged, tagger), Json));
        else
            foreach (var line in InWords(tagged, tagger))
                await output.WriteLineAsync(line);

        return 0;
    }

    private static object Shape(TaggedArticle tagged, Tagger tagger) => new
    {
        tagged.Article.Id,
        tagged.Article.Version,
        Address = tagged.Article.CanonicalUrl,
        tagged.Article.Title,
        tagged.Tags.Language,
        Scope = new { tagged.Tags.InScope, Score = Math.Round(tagged.Tags.ScopeScore, 3), Because = ScopeReasons(tagged) },
        Topics = tagged.Tags.Topics.Select(topic => new { topic.Id, Score = Math.Round(topic.Score, 3), topic.Because }),
        Entities = tagged.Tags.Mentions.Select(mention => new
        {
            mention.Name,
            Type = mention.Type.ToString().ToLowerInvariant(),
            mention.Start,
            mention.End,
            Id = mention.EntityId,
            mention.Because,
        }),
        tagged.Registry,
        RegistryIsPresent = tagged.Registry == tagger.Fingerprint,
    };

    private static IEnumerable<string> InWords(TaggedArticle tagged, Tagger tagger)
    {
        var tags = tagged.Tags;
        yield return $"{tagged.Article.Title}";
        yield return $"{tagged.Article.OutletName}, {tagged.Article.CanonicalUrl} (version {tagged.Article.Version})";
        yield return $"language  {tags.Language}" + (tagged.Article.ClaimedLanguage is { } claimed ? $" (the page says {claimed})" : "");
        yield return string.Create(
            CultureInfo.InvariantCulture, $"scope     {(tags.InScope ? "in" : "out")} ({tags.ScopeScore:0.00} of 1): {Joined(ScopeReasons(tagged))}");
        foreach (var topic in tags.Topics)
            yield return string.Create(CultureInfo.InvariantCulture, $"topic     {topic.Id} ({topic.Score:0.00}): {Joined(topic.Because)}");

        foreach (var group in tags.Mentions.GroupBy(mention => mention.EntityId ?? $"{mention.Name} ({mention.Type.ToString().ToLowerInvariant()}, not in the registry)"))
        {
            var about = tagger.Entities.Find(group.Key)?.About;
            yield return $"entity    {group.Key}{(about is null ? "" : $": {about}")}";
            foreach (var mention in group)
                yield return $"            {mention.Start}–{mention.End} “{mention.Name}”: {mention.Because}";
        }

        if (tagged.Registry != tagger.Fingerprint)
            yield return "An older registry gave these tags; `newswatch tags again` tags anew.";
    }

    private static IReadOnlyList<string> ScopeReasons(TaggedArticle tagged) =>
        tagged.Tags is { InScope: true, ScopeScore: < 1 }
            ? [tagged.Article.Topical ? "its feed is about AI throughout" : "everything is followed", .. tagged.Tags.ScopeBecause]
            : tagged.Tags.ScopeBecause;

    private static string Joined(IReadOnlyList<string> because) => because.Count == 0 ? "no term of it stands in the article" : string.Join("; ", because);
}
