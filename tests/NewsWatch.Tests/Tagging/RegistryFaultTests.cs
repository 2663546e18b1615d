using NewsWatch.Articles;
using NewsWatch.Host;
using NewsWatch.Search;
using NewsWatch.Tagging;

namespace NewsWatch.Tests.Tagging;

/// <summary>What is wrong with a registry is said with file, line and what to do, before anything runs.</summary>
public sealed class RegistryFaultTests
{
    [Theory]
    [InlineData("entities:\n  - {id: a, name: Same, type: person}\n  - id: b\n    name: B\n    type: person\n    aliases:\n      - Same", 7, "'Same' names both 'a' and 'b'; remove it")]
    [InlineData("entities:\n  - {id: a, name: One, type: person}\n\n  - {id: a, name: Two, type: person}", 4, "stands twice; keep one")]
    [InlineData("entities:\n  - id: a\n    name: One\n    type: person\n    aliases: [X, X]", 5, "the alias 'X' twice; keep one")]
    [InlineData("entities:\n  - id: a\n    name: One\n    type: wizard", 2, "type 'wizard'; use one of")]
    [InlineData("entities:\n\n  - {id: a, type: person}", 3, "needs both an id and a name; add")]
    [InlineData("contexts:\n  sea: ['@ship']\n  ship: ['@sea']\nentities: []", 2, "contains itself (sea → ship → sea); break the circle")]
    [InlineData("contexts:\n  sea: ['@boat']\nentities: []", 2, "no context 'boat'; add it")]
    [InlineData("entities:\n  - id: a\n    name: One\n    type: person\n    ambiguous:\n      - {alias: O, with: ['@none']}", 6, "no context 'none'; add it")]
    [InlineData("entities:\n  - id: a\n    name: One\n    type: product\n    patterns: ['Model [0-9+']", 5, "no regular expression")]
    [InlineData("entities:\n  - id: a\n    name: One\n    type: product\n    patterns: ['(?<=Big )Model']", 5, "write it without")]
    [InlineData("entities:\n  - id: a\n    name: One\n    type: product\n    patterns: ['(M+)\\1']", 5, "write it without")]
    [InlineData("entities:\n  - id: a\n    name: One\n    type: product\n    patterns: ['M*']", 5, "at least one letter")]
    public void A_fault_in_the_entities_names_its_line(string yaml, int line, string problem)
    {
        var error = Should.Throw<ConfigurationException>(() => EntityRegistry.Parse(yaml, "my-entities.yaml"));
        error.Message.ShouldStartWith($"my-entities.yaml:{line}: ");
        error.Message.ShouldContain(problem);
    }

    [Theory]
    [InlineData("scope: {terms: {1: [AI]}}\ntopics:\n  - id: x\n    terms: {1: [y]}", 3, "has no query; add one")]
    [InlineData("scope: {terms: {1: [AI]}}\ntopics:\n  - {id: x, query: y, terms: {1: [y]}}\n  - {id: x, query: y, terms: {1: [y]}}", 4, "stands twice; keep one")]
    [InlineData("scope: {terms: {1: [AI]}}\ntopics:\n  - {id: x, query: y}", 3, "has no terms; add some")]
    [InlineData("scope: {terms: {1: [AI, AI]}}\ntopics: []", 1, "'AI' twice; keep one")]
    public void A_fault_in_the_topics_names_its_line(string yaml, int line, string problem)
    {
        var error = Should.Throw<ConfigurationException>(() => TopicRegistry.Parse(yaml, "my-topics.yaml"));
        error.Message.ShouldStartWith($"my-topics.yaml:{line}: ");
        error.Message.ShouldContain(problem);
    }

    [Theory]
    [InlineData("query: '(watch OR'", "the query of the topic 'cameras' cannot be read: character 10 of the query")]
    [InlineData("query: watch)", "this bracket closes nothing; remove it")]
    [InlineData("query: '\"watch'", "cannot be read")]
    public void A_topics_query_that_cannot_be_read_is_refused_with_its_line(string query, string problem)
    {
        var yaml = $"scope: {{terms: {{1: [AI]}}}}\ntopics:\n  - id: bees\n    query: bee\n    terms: {{1: [bee]}}\n  - id: cameras\n    name: Cameras\n    {query}\n    terms: {{1: [watch]}}";
        var error = Should.Throw<ConfigurationException>(() => TopicRegistry.Parse(yaml, "my-topics.yaml", QueryParser.Fault));
        error.Message.ShouldStartWith("my-topics.yaml:8: ");
        error.Message.ShouldContain(problem);
        error.Message.ShouldContain("'cameras'");
    }

    [Fact]
    public void A_start_refuses_a_topics_query_that_cannot_be_read()
    {
        var folder = Directory.CreateTempSubdirectory("newswatch-topics-");
        try
        {
            var topics = Path.Combine(folder.FullName, "topics.yaml");
            File.WriteAllText(topics, "scope: {terms: {1: [AI]}}\ntopics:\n  - id: cameras\n    query: 'watch NOT'\n    terms: {1: [watch]}");
            var options = new NewsWatchOptions { Topics = topics, Entities = [Sources.Config("entities.yaml")], Outlets = [Sources.Config("outlets.yaml")] };
            var error = Should.Throw<ConfigurationException>(() => Catalogue.Read(options));
            error.Message.ShouldStartWith(topics + ":4: ");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void The_queries_of_the_shipped_topics_can_be_read() =>
        Sources.Shipped.Topics.ShouldAllBe(topic => QueryParser.Fault(topic.Query) == null);

    [Theory]
    [InlineData("outlets:\n  - {id: a, name: Fen Gazette, hosts: [fen.example]}\n  - {id: b, name: B, hosts: [www.fen.example]}", 3, "the host 'fen.example' belongs to both 'a' and 'b'")]
    [InlineData("outlets:\n  - {id: a, name: Fen Gazette}\n  - {id: b, name: B, aliases: [The Fen Gazette]}", 3, "the name 'fen gazette'")]
    [InlineData("outlets:\n  - {id: a}", 2, "needs both an id and a name; add")]
    public void A_fault_in_the_outlets_names_its_line(string yaml, int line, string problem)
    {
        var error = Should.Throw<ConfigurationException>(() => OutletRegistry.Parse(yaml, "my-outlets.yaml"));
        error.Message.ShouldStartWith($"my-outlets.yaml:{line}: ");
        error.Message.ShouldContain(problem);
    }

    [Fact]
    public void A_pattern_finds_names_that_no_list_can_hold()
    {
        const string Text = "Lantern 4 beat Lantern 12, and Lanterns sold out. The submodel xLantern 5 did not.";
        var mentions = Sources.WithEntities("entities:\n  - {id: lantern, name: Lantern, type: product, patterns: ['Lantern \\d+']}").Tag("", Text, "en").Mentions;
        mentions.Where(mention => mention.EntityId == "lantern").Select(mention => Text[mention.Start..mention.End]).ShouldBe(["Lantern 4", "Lantern 12"]);
    }

    [Fact]
    public async Task A_pattern_made_to_hang_does_not()
    {
        var tagger = Sources.WithEntities("entities:\n  - {id: a, name: Aaa, type: product, patterns: ['(a+)+b']}");
        var tags = await Task.Run(() => tagger.Tag("", new string('a', 200_000) + " end", "en"), TestContext.Current.CancellationToken)
            .WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        tags.Mentions.ShouldNotContain(mention => mention.EntityId == "a");
    }

    [Fact]
    public void The_outlets_are_many_and_each_says_where_it_is_what_it_writes_in_and_what_it_is()
    {
        Sources.Outlets.All.Count(outlet => outlet is { Country.Length: 2, Language.Length: > 1, Kind: not OutletKind.Unknown, Hosts.Count: > 0 }).ShouldBeGreaterThanOrEqualTo(250);
    }

    [Theory]
    [InlineData("Fen Gazette", "Fen Gazette")]
    [InlineData("  Fen\n Gazette  ", "Fen Gazette")]
    [InlineData("Fen Gazette » Feed", "Fen Gazette")]
    [InlineData("Fen Gazette - RSS Feed", "Fen Gazette")]
    [InlineData("Feed", "Feed")]
    [InlineData("", "news.fen.example")]
    [InlineData(null, "news.fen.example")]
    public void An_unknown_host_is_an_outlet_named_from_its_page(string? onPage, string name)
    {
        var outlet = Sources.Outlets.Of(new Uri("https://www.news.fen.example/a"), onPage);
        outlet.Name.ShouldBe(name);
        outlet.Id.ShouldBe("news.fen.example");
    }
}
