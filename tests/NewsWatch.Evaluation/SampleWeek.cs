using System.Globalization;
using System.Text.RegularExpressions;
using NewsWatch.Articles;
using NewsWatch.Stories;
using YamlDotNet.Serialization;

namespace NewsWatch.Evaluation;

/// <summary>Runs the sample week through the engine alone and says where its truth and the outcome part.</summary>
public static partial class SampleWeek
{
    public static IEnumerable<string> Differences(string directory)
    {
        var outlets = OutletRegistry.Read(Path.Combine(directory, "outlets.yaml"));
        var truth = new Deserializer().Deserialize<Dictionary<string, object>>(File.ReadAllText(Path.Combine(directory, "truth.yaml")));
        var engine = new StoryEngine(outlets);
        var (first, last) = (new Dictionary<string, Decision>(), new Dictionary<string, Decision>());
        foreach (var (key, candidate) in Versions(directory, outlets))
        {
            var decision = engine.Decide(candidate);
            first[key] = decision;
            last[candidate.Article.Id] = decision;
            engine.Apply(candidate, decision);
            foreach (var (article, revised) in engine.Reconsider(candidate))
            {
                last[article.Article.Id] = revised;
                engine.Apply(article, revised);
            }
        }

        var none = Strings(truth["none"]).ToHashSet();
        var storyOf = new Dictionary<string, string>();
        foreach (var story in Maps(truth["stories"]))
        {
            var members = Strings(story["members"]).ToList();
            var main = members.GroupBy(id => last[id].StoryId ?? "none").OrderByDescending(group => group.Count()).First().Key;
            if (storyOf.TryGetValue(main, out var other))
                yield return $"STORY {story["id"]} is one with {other}";

            storyOf.TryAdd(main, (string)story["id"]);
            foreach (var id in members.Where(id => last[id].StoryId != main || last[id].Role != StoryRole.Member))
                yield return $"MEMBER {id} of {story["id"]}: {last[id].Role} elsewhere | {string.Join(" | ", last[id].Reasons)} | {Inputs(last[id])}";

            foreach (var id in Strings(story["background"]).Where(id => last[id].StoryId != main || last[id].Role != StoryRole.Background))
                yield return $"BACKGROUND {id} of {story["id"]}: {last[id].Role} {(last[id].StoryId == main ? "here" : "elsewhere")} | {Inputs(last[id])}";
        }

        foreach (var id in none.Where(id => last[id].Role != StoryRole.None))
            yield return $"NONE {id}: {last[id].Role}";

        foreach (var edge in Maps(truth["derivations"]))
        {
            var article = (string)edge["article"];
            var from = edge["from"];
            var found = last[article].Derivations.FirstOrDefault(d => from is string id ? d.SourceArticleId == id : d.SourceOutlet == (string)((Dictionary<object, object>)from)["outlet"]);
            if (found is null || !found.Kind.ToString().Equals((string)edge["kind"], StringComparison.OrdinalIgnoreCase))
                yield return $"EDGE {article} ← {(from is string s ? s : "outlet")} {edge["kind"]}: {(found is null ? "missing" : found.Kind + " " + found.Confidence)} (has {string.Join("; ", last[article].Derivations.Select(d => d.Kind + " " + d.SourceArticleId + "/" + d.SourceOutlet))})";
        }

        var alerts = Strings(truth["alerts"]).ToHashSet();
        foreach (var (key, decision) in first.Where(pair => !none.Contains(pair.Key)))
        {
            var alerted = decision is { Role: StoryRole.Member, Developments.Count: > 0 };
            if (alerted != alerts.Contains(key))
                yield return $"ALERT {key}: {(alerted ? "given: " + string.Join(" / ", decision.Developments.Select(d => $"{d.Kind} {d.Sentence[..Math.Min(90, d.Sentence.Length)]}")) : "withheld")} | {Inputs(decision)}";
        }

        foreach (var development in Maps(truth["developments"]))
        {
            var key = (string)development["article"];
            var sentence = (string)development["sentence"];
            if (!first[key].Developments.Any(d => d.Sentence.Contains(sentence, StringComparison.Ordinal) && d.Kind.ToString().Equals((string)development["kind"], StringComparison.OrdinalIgnoreCase)))
                yield return $"NEWS {key} {development["kind"]}: {sentence} (has {string.Join(" / ", first[key].Developments.Select(d => $"{d.Kind} {d.Sentence[..Math.Min(60, d.Sentence.Length)]}"))})";
        }

        foreach (var passage in Maps(truth["unsupported"]))
            if (!last[(string)passage["article"]].Unsupported.Any(found => found.Contains((string)passage["passage"], StringComparison.Ordinal)))
                yield return $"UNSUPPORTED {passage["article"]}: {passage["passage"]}";
    }

    private static string Inputs(Decision decision) =>
        string.Create(CultureInfo.InvariantCulture, $"p {decision.Inputs.GetValueOrDefault("probability"):F2} near {decision.Inputs.GetValueOrDefault("nearest"):F2} lead {decision.Inputs.GetValueOrDefault("lead"):F2} core {decision.Inputs.GetValueOrDefault("core"):F2} size {Math.Exp(decision.Inputs.GetValueOrDefault("size")):F0}");

    private static IEnumerable<(string Key, Candidate Candidate)> Versions(string directory, OutletRegistry outlets)
    {
        var all = new List<(DateTimeOffset At, string Key, Candidate Candidate)>();
        foreach (var file in Directory.GetFiles(Path.Combine(directory, "articles"), "*.md").Order(StringComparer.Ordinal))
        {
            var parts = File.ReadAllText(file).Split("\n---\n", 2);
            var front = new Deserializer().Deserialize<Dictionary<string, object>>(parts[0].TrimStart('-', '\n'));
            var outlet = outlets.All.First(outlet => outlet.Id == (string)front["outlet"]);
            var at = DateTimeOffset.Parse((string)front["published"], CultureInfo.InvariantCulture);
            var text = Link().Replace(parts[1].Trim(), "${words}").Replace("\n\n", "\n", StringComparison.Ordinal);
            var boilerplate = front.TryGetValue("boilerplate", out var under) ? "\n" + under : "";
            var article = new Article
            {
                Id = (string)front["id"],
                CanonicalUrl = "http://" + outlet.Hosts[0] + front["path"],
                OutletId = outlet.Id,
                OutletName = outlet.Name,
                Title = (string)front["title"],
                Text = text + boilerplate,
                Authors = front.TryGetValue("authors", out var authors) ? [.. Strings(authors)] : [],
                Links = [.. Link().Matches(parts[1]).Select(match => new ArticleLink(match.Groups["address"].Value, match.Groups["words"].Value))],
                Published = at,
                FoundAt = at,
            };
            all.Add((at, article.Id, new Candidate(article, LabelledArticles.NoTags)));
            foreach (var edit in front.TryGetValue("edits", out var edits) ? Maps(edits) : [])
            {
                at = DateTimeOffset.Parse((string)edit["at"], CultureInfo.InvariantCulture);
                foreach (var replace in edit.TryGetValue("replace", out var replaced) ? Maps(replaced) : [])
                    text = text.Replace((string)replace["from"], (string)replace["to"], StringComparison.Ordinal);

                if (edit.TryGetValue("append", out var appended))
                    text += "\n" + appended;

                article = article with
                {
                    Version = article.Version + 1,
                    FoundAt = at,
                    Title = edit.TryGetValue("title", out var title) ? (string)title : article.Title,
                    Text = text + boilerplate,
                };
                all.Add((at, $"{article.Id}@{article.Version}", new Candidate(article, LabelledArticles.NoTags)));
            }
        }

        return all.OrderBy(version => version.At).Select(version => (version.Key, version.Candidate));
    }

    private static IEnumerable<string> Strings(object list) => ((List<object>)list).Cast<string>();

    private static IEnumerable<Dictionary<string, object>> Maps(object value) =>
        (value is List<object> list ? list : [value]).Cast<Dictionary<object, object>>().Select(map => map.ToDictionary(pair => (string)pair.Key, pair => pair.Value));

    [GeneratedRegex(@"\[(?<words>[^\]]*)\]\((?<address>[^)]*)\)", RegexOptions.NonBacktracking)]
    private static partial Regex Link();
}
