using NewsWatch.Host;
using NewsWatch.Host.Indexing;

namespace NewsWatch.Tests.Host;

/// <summary>Where search looks, as the configuration file and the environment say it.</summary>
public sealed class SearchSettingsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("newswatch-settings-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("{}")]
    [InlineData("""{ "search": "embedded" }""")]
    public void Without_an_address_search_is_in_the_stores_own_database(string json) => SearchSetup.OptionsOf(Read(json).Search).ShouldBeNull();

    [Fact]
    public void One_line_names_nodes_user_and_password()
    {
        var options = SearchSetup.OptionsOf(Read("""{ "search": "https://desk:h%40sh@one:9200, https://two:9200" }""").Search)!;
        options.Nodes.ShouldBe([new Uri("https://one:9200"), new Uri("https://two:9200")]);
        (options.User, options.Password!.Reveal(), options.Index).ShouldBe(("desk", "h@sh", "newswatch"));
        options.ToString().ShouldNotContain("h@sh");
    }

    [Fact]
    public void More_is_said_in_an_object_and_secrets_may_stand_in_the_environment()
    {
        var options = SearchSetup.OptionsOf(Read("""{ "search": { "nodes": ["http://one:9200"], "apiKey": "env:PATH", "index": "desk", "timeoutSeconds": 5 } }""").Search)!;
        options.ApiKey!.Reveal().ShouldBe(Environment.GetEnvironmentVariable("PATH"));
        (options.Index, options.Timeout).ShouldBe(("desk", TimeSpan.FromSeconds(5)));
    }

    [Theory]
    [InlineData("\"\"", "names no node")]
    [InlineData("\"elastic:hush@host\"", "is no http address")]
    [InlineData("\"https://elastic:hush@host:9200/news\"", "has a path")]
    [InlineData("\"https://elastic@host:9200\"", "no password")]
    [InlineData("""{ "nodes": ["http://h:1"], "index": "News*" }""", "'search.index'")]
    [InlineData("""{ "nodes": ["http://h:1"], "timeoutSeconds": 0 }""", "'search.timeoutSeconds'")]
    [InlineData("""{ "nodes": ["http://h:1"], "apiKey": "env:NO_SUCH_VARIABLE" }""", "NO_SUCH_VARIABLE")]
    [InlineData("""{ "nodes": ["http://h:1"], "apiKey": "hush", "user": "a", "password": "hush" }""", "a user and an API key")]
    [InlineData("""{ "nodes": ["https://h:1"], "authority": "/nowhere/ca.pem" }""", "/nowhere/ca.pem")]
    [InlineData("""{ "nodez": ["https://h:1"] }""", "nodez")]
    public void What_cannot_be_used_is_refused_at_start_in_words_and_no_secret_is_said(string search, string words)
    {
        var error = Should.Throw<ConfigurationException>(() => SearchSetup.OptionsOf(Read($$"""{ "search": {{search}} }""").Search));
        error.Message.ShouldContain(words);
        error.Message.ShouldNotContain("hush");
    }

    [Fact]
    public void The_environment_stands_over_the_file_whatever_form_a_key_wants()
    {
        var options = Read(
            """{ "bus": "memory", /* a comment */ "mail": { "from": "a@b.example" }, "Search": "embedded" }""",
            ("BUS", "rabbitmq://broker/"), ("SEARCH", "http://one:9200"), ("MAIL__SMTP", "smtp://mail"), ("ROLES", "core, web"),
            ("OUTBOUND__DEADLINESECONDS", "12"), ("OUTBOUND__CONNECTTO", """{ "a.example": "127.0.0.1:1" }"""), ("PUBLICWEB", "https://news.example"));
        (options.Bus, options.Mail.Smtp, options.Mail.From, options.PublicWeb).ShouldBe(("rabbitmq://broker/", "smtp://mail", "a@b.example", "https://news.example"));
        options.Roles.ShouldBe([Role.Core, Role.Web]);
        options.Outbound.DeadlineSeconds.ShouldBe(12);
        options.Outbound.ConnectTo.Single().Value.ShouldBe("127.0.0.1:1");
        options.Search.Elasticsearch!.Nodes.ShouldBe(["http://one:9200"]);
    }

    [Theory]
    [InlineData("BUSS", "hush", "is no key")]
    [InlineData("MAIL__SMPT", "hush", "is no key")]
    [InlineData("OUTBOUND__DEADLINESECONDS", "hush", "does not take")]
    [InlineData("ROLES", "hush", "does not take")]
    public void A_variable_that_means_nothing_is_refused_by_its_name(string key, string value, string words)
    {
        var error = Should.Throw<ConfigurationException>(() => Read("{}", (key, value)));
        error.Message.ShouldContain($"NEWSWATCH_CONFIG_{key}");
        error.Message.ShouldContain(words);
        error.Message.ShouldNotContain("hush");
    }

    private NewsWatchOptions Read(string json, params (string Key, string Value)[] environment)
    {
        var file = Path.Combine(_folder, "newswatch.json");
        File.WriteAllText(file, json);
        return NewsWatchOptions.Read(file, new EnvironmentSettings(environment.ToDictionary(row => EnvironmentSettings.Prefix + row.Key, row => row.Value)));
    }
}
