using NewsWatch.Host;
using NewsWatch.Host.Storage;

namespace NewsWatch.Tests.Host;

/// <summary>What cannot work is refused before anything begins, in a sentence that says what to change.</summary>
public sealed class StartRulesTests : IDisposable
{
    private const string Broker = "rabbitmq://me:secret@broker.example/";
    private const string Database = "postgres://me:secret@db.example/news";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("newswatch-rules-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("memory", "sqlite", "poller,worker,core,web")]
    [InlineData("memory", "sqlite", "web")]
    [InlineData("memory", Database, "poller,worker,core")]
    [InlineData(Broker, "sqlite", "poller,worker,core")]
    [InlineData(Broker, Database, "worker")]
    [InlineData(Broker, Database, "core,web")]
    public void What_works_is_taken(string bus, string store, string roles) =>
        Should.NotThrow(() => StartRules.Check(Options(bus, store, roles)));

    [Fact]
    public void An_operators_channel_that_cannot_be_reached_is_refused()
    {
        var mailed = Options("memory", "sqlite", "poller,worker,core") with { Operator = new OperatorSettings { Channels = [new() { Email = "desk@lantern.example" }] } };
        Should.Throw<ConfigurationException>(() => StartRules.Check(mailed)).Message.ShouldContain("mail.smtp");
        Should.NotThrow(() => StartRules.Check(mailed with { Mail = new MailSettings { Smtp = "smtp://mail.lantern.example:587" } }));
        Should.Throw<ConfigurationException>(() => StartRules.Check(mailed with { Operator = new OperatorSettings { Channels = [new()] } })).Message.ShouldContain("names one of");
    }

    [Theory]
    [InlineData("memory", Database, "worker", "in-memory bus")]
    [InlineData("memory", "sqlite", "poller,worker", "in-memory bus")]
    [InlineData(Broker, "sqlite", "worker", "embedded SQLite")]
    [InlineData(Broker, "sqlite", "core", "embedded SQLite")]
    [InlineData(Broker, "postgres://me:secret@db.example", "worker", "names no database")]
    [InlineData(Broker, "mysql://me:secret@db.example/news", "worker", "postgres://user:password@host:port/database")]
    public void What_cannot_work_is_refused_in_a_sentence_without_secrets(string bus, string store, string roles, string reason)
    {
        var error = Should.Throw<ConfigurationException>(() => StartRules.Check(Options(bus, store, roles)));
        error.Message.ShouldContain(reason);
        error.Message.ShouldNotContain("secret");
    }

    [Fact]
    public void A_second_core_on_one_folder_is_refused_until_the_first_has_ended()
    {
        var options = new NewsWatchOptions { Data = _folder.FullName };
        using (SingleCore.Take(options).ShouldNotBeNull())
            Should.Throw<ConfigurationException>(() => SingleCore.Take(options)).Message.ShouldContain("--data");

        using var next = SingleCore.Take(options).ShouldNotBeNull();
        SingleCore.Take(options with { Roles = [Role.Web] }).ShouldBeNull("pages only read");
    }

    private static NewsWatchOptions Options(string bus, string store, string roles) => new()
    {
        Bus = bus,
        Store = store,
        Roles = [.. roles.Split(',').Select(role => Enum.Parse<Role>(role, ignoreCase: true))],
    };
}
