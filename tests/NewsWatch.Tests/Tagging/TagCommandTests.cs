using System.Text.Json;
using NewsWatch.Host;
using NewsWatch.Host.Commands;
using NewsWatch.Tagging;

namespace NewsWatch.Tests.Tagging;

public sealed class TagCommandTests : IAsyncDisposable
{
    private readonly StoredTags _store = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Explain_says_why_for_every_tag()
    {
        var article = await _store.Add("a", "Police buy Hikvision cameras with AI", "Hikvision (海康威视) said so.", Sources.Shipped);

        (await TagsExplain.Run(article.CanonicalUrl, json: false, Options(), _store.Folder, _output, _errors, Cancellation)).ShouldBe(0);
        var text = _output.ToString();
        text.ShouldContain("language  en");
        text.ShouldContain("topic     surveillance");
        text.ShouldContain("entity    hikvision: ");
        text.ShouldContain("0–9 “Hikvision”: known name");
        text.ShouldNotContain("older registry");
    }

    [Fact]
    public async Task Explain_gives_json_with_spans_and_reasons()
    {
        var article = await _store.Add("a", "Police buy Hikvision cameras with AI", "Hikvision said so.", Sources.Shipped);

        (await TagsExplain.Run(article.Id[..6], json: true, Options(), _store.Folder, _output, _errors, Cancellation)).ShouldBe(0);
        var row = JsonDocument.Parse(_output.ToString()).RootElement;
        row.GetProperty("id").GetString().ShouldBe(article.Id);
        row.GetProperty("scope").GetProperty("inScope").GetBoolean().ShouldBeTrue();
        row.GetProperty("topics")[0].GetProperty("because").GetArrayLength().ShouldBeGreaterThan(0);
        var entity = row.GetProperty("entities")[0];
        entity.GetProperty("id").GetString().ShouldBe("hikvision");
        (entity.GetProperty("start").GetInt32(), entity.GetProperty("end").GetInt32()).ShouldBe((0, 9));
        entity.GetProperty("because").GetString().ShouldBe("known name");
        row.GetProperty("registryIsPresent").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task Explain_of_an_unknown_article_says_what_to_give()
    {
        (await TagsExplain.Run("nothing", json: false, Options(), _store.Folder, _output, _errors, Cancellation)).ShouldBe(1);
        _errors.ToString().ShouldContain("give the whole id or address");
    }

    [Fact]
    public async Task A_folder_without_a_store_is_named()
    {
        var error = await Should.ThrowAsync<ConfigurationException>(() => TagsExplain.Run("a", json: false, Options(), Path.GetTempPath(), _output, _errors, Cancellation));
        error.Message.ShouldContain("--data");
    }

    [Fact]
    public async Task A_candidate_is_promoted_with_one_command_and_found_after_tagging_again()
    {
        for (var i = 0; i < 3; i++)
            await _store.Add($"n{i}", "Chatbot maker fined", "The regulator fined the company Quillharbour Inc on Monday over its chatbot.", Sources.Shipped);
        var own = Path.Combine(_store.Folder, "own.yaml");
        var options = Options() with { Entities = [Sources.Config("entities.yaml"), own] };

        (await EntitiesCandidates.Run(2, 10, json: true, options, _store.Folder, _output, Cancellation)).ShouldBe(0);
        var candidate = _output.ToString().Split('\n').First(line => line.Contains("Quillharbour Inc", StringComparison.Ordinal));
        JsonDocument.Parse(candidate).RootElement.GetProperty("articles").GetInt32().ShouldBe(3);

        await File.WriteAllTextAsync(own, "entities: []\n", Cancellation);
        (await EntitiesPromote.Run(new Promotion("Quillharbour Inc", null, null, ["QHA"], "NO", "Makes maps.", null), options, _store.Folder, _output, Cancellation)).ShouldBe(0);
        EntityRegistry.Read(own).Find("quillharbour-inc").ShouldNotBeNull().Type.ShouldBe(EntityType.Organisation);

        (await TagsAgain.Run(all: false, json: true, options, _store.Folder, _output, _errors, Cancellation)).ShouldBe(0);
        _errors.ToString().ShouldContain("3 of 3 articles tagged again");
        (await _store.Archive.Find("https://fen.example/n0", Cancellation)).ShouldNotBeNull().Tags.Mentions.ShouldContain(mention => mention.EntityId == "quillharbour-inc");
    }

    [Fact]
    public async Task A_promotion_that_the_registry_would_refuse_writes_nothing()
    {
        var own = Path.Combine(_store.Folder, "own.yaml");
        await File.WriteAllTextAsync(own, "entities: []\n", Cancellation);
        var options = Options() with { Entities = [Sources.Config("entities.yaml"), own] };
        var error = await Should.ThrowAsync<ConfigurationException>(() =>
            EntitiesPromote.Run(new Promotion("Hikvision", EntityType.Organisation, "hik-two", [], null, null, null), options, _store.Folder, _output, Cancellation));
        error.Message.ShouldContain("'Hikvision' names both");
        (await File.ReadAllTextAsync(own, Cancellation)).ShouldBe("entities: []\n");
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        await _output.DisposeAsync();
        await _errors.DisposeAsync();
    }

    private static NewsWatchOptions Options() => NewsWatchOptions.Read(Sources.Config("newswatch.json"));
}
