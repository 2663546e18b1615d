using System.Text.Json;
using System.Text.Json.Serialization;
using NewsWatch.Alerts;
using NewsWatch.Host.Indexing;

namespace NewsWatch.Host;

/// <summary>
/// What can be set, with its default and the reason for it. Read from <c>newswatch.json</c>; paths in it are relative to
/// that file. With no file at all, everything works.
/// </summary>
internal sealed record NewsWatchOptions
{
    public const string InMemoryBus = "memory";

    internal static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public const string EmbeddedStore = "sqlite";

    /// <summary>The folder of the embedded database and the written mails.</summary>
    public string Data { get; init; } = "data";

    /// <summary><c>memory</c>, or <c>rabbitmq://user:password@host:port/vhost</c>.</summary>
    public string Bus { get; init; } = InMemoryBus;

    /// <summary>Where search looks: <c>embedded</c>, in the store's own database, or the address of an Elasticsearch.</summary>
    public SearchSettings Search { get; init; } = new((ElasticsearchSettings?)null);

    /// <summary><c>sqlite</c>: one file in the data folder, for one process; or <c>postgres://user:password@host:port/database</c>.</summary>
    public string Store { get; init; } = EmbeddedStore;

    /// <summary>What this process does; all of it unless said otherwise.</summary>
    public IReadOnlyList<Role> Roles { get; init; } = Enum.GetValues<Role>();

    /// <summary><c>ai</c>: only news on AI and society makes stories, the rest is kept with its reason; <c>everything</c>: all of it.</summary>
    public NewsScope Scope { get; init; }

    /// <summary>The OPML file with the feeds to poll.</summary>
    public string Feeds { get; init; } = "feeds.opml";

    public string Topics { get; init; } = "topics.yaml";

    public IReadOnlyList<string> Entities { get; init; } = ["entities.yaml"];

    public IReadOnlyList<string> Outlets { get; init; } = ["outlets.yaml"];

    public string Subscriptions { get; init; } = "subscriptions.yaml";

    /// <summary>Where pages are shown. Loopback: nobody else can read them until somebody decides so.</summary>
    public string Web { get; init; } = "http://127.0.0.1:8420";

    /// <summary>The address that readers reach the pages at, for links in messages; null: the same as <see cref="Web"/>.</summary>
    public string? PublicWeb { get; init; }

    /// <summary>Where <c>/health/live</c> and <c>/health/ready</c> are asked in a process without the web role; null: nowhere.</summary>
    public string? Health { get; init; }

    public TelemetrySettings Telemetry { get; init; } = new();

    public PollingSettings Polling { get; init; } = new();

    public OutboundSettings Outbound { get; init; } = new();

    public MailSettings Mail { get; init; } = new();

    public WebSubSettings WebSub { get; init; } = new();

    public OperatorSettings Operator { get; init; } = new();

    public RetentionSettings Retention { get; init; } = new();

    /// <summary>
    /// Reads a configuration file; null reads the one beside the program, and none there means the defaults. Environment variables
    /// whose names begin with <see cref="EnvironmentSettings.Prefix"/> take the place of what the file says.
    /// </summary>
    /// <exception cref="ConfigurationException">The file cannot be read, or holds a key or value that does not belong.</exception>
    public static NewsWatchOptions Read(string? path) => Read(path, EnvironmentSettings.Now());

    internal static NewsWatchOptions Read(string? path, EnvironmentSettings environment)
    {
        var beside = Path.Combine(AppContext.BaseDirectory, "config", "newswatch.json");
        var file = path ?? beside;
        try
        {
            var text = path is null && !File.Exists(beside) ? "{}" : File.ReadAllText(file);
            var options = JsonSerializer.Deserialize<NewsWatchOptions>(text, Strict)
                ?? throw new ConfigurationException(file, null, "is empty; write {} for the defaults");
            return environment.Over(text, options).In(Path.GetDirectoryName(Path.GetFullPath(file))!);
        }
        catch (JsonException error)
        {
            throw new ConfigurationException(file, error.LineNumber + 1, InWords(error), error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException(file, null, $"cannot be read ({error.Message}); create it or name another with --config", error);
        }
    }

    private static string InWords(JsonException error)
    {
        var key = error.Path is { Length: > 2 } path ? path[2..] : null;
        if (error.Message.StartsWith("The JSON property", StringComparison.Ordinal))
            return $"the key '{error.Message.Split('\'')[1]}' is not known here; correct its spelling or remove it";

        return key is null
            ? $"is no valid JSON ({error.Message}); correct this line"
            : $"the value of '{key}' cannot be used; correct it (see config/newswatch.json for its form)";
    }

    private NewsWatchOptions In(string folder) => this with
    {
        // The data belongs to whoever runs the program, the rest to whoever configured it.
        Data = Path.GetFullPath(Data),
        Feeds = Path.GetFullPath(Feeds, folder),
        Topics = Path.GetFullPath(Topics, folder),
        Entities = [.. Entities.Select(file => Path.GetFullPath(file, folder))],
        Outlets = [.. Outlets.Select(file => Path.GetFullPath(file, folder))],
        Subscriptions = Path.GetFullPath(Subscriptions, folder),
    };
}

/// <summary>What makes stories.</summary>
internal enum NewsScope
{
    Ai,
    Everything,
}

/// <summary>Where metrics and traces go.</summary>
internal sealed record TelemetrySettings
{
    /// <summary>An OTLP collector's HTTP address, such as <c>http://collector:4318</c>; null: nothing is sent.</summary>
    public Uri? Otlp { get; init; }
}

/// <summary>How often feeds are asked, as <c>h:mm:ss</c>; what is not set keeps the reasons that stand with the defaults.</summary>
internal sealed record PollingSettings
{
    /// <summary>A feed of unknown rhythm.</summary>
    public TimeSpan? Default { get; init; }

    /// <summary>No feed more often.</summary>
    public TimeSpan? Floor { get; init; }

    /// <summary>No feed more seldom.</summary>
    public TimeSpan? Cap { get; init; }

    /// <summary>Between two starts at one registrable domain.</summary>
    public TimeSpan? SpacingPerDomain { get; init; }
}

/// <summary>The outbound client's settings.</summary>
internal sealed record OutboundSettings
{
    /// <summary>An address or page that a site's owner can reach us by; it stands in the User-Agent.</summary>
    public string? Contact { get; init; }

    /// <summary>Private hosts (<c>host</c> or <c>host:port</c>) that may be fetched although they are private.</summary>
    public IReadOnlyList<string> AllowLocal { get; init; } = [];

    /// <summary>Hosts (<c>name</c> or <c>*.name</c>) that are reached at a fixed address and port instead of the one DNS gives.</summary>
    public IReadOnlyDictionary<string, string> ConnectTo { get; init; } = new Dictionary<string, string>();

    /// <summary>The longest a whole fetch may take.</summary>
    public int? DeadlineSeconds { get; init; }
}

/// <summary>Whether hubs announce what is new, so that feeds need not be polled as often.</summary>
internal sealed record WebSubSettings
{
    /// <summary>The public https address by which hubs reach our pages (<c>/websub/…</c>); without it no hub is asked.</summary>
    public string? Callback { get; init; }
}

/// <summary>Who is told of feeds that need somebody.</summary>
internal sealed record OperatorSettings
{
    /// <summary>As a subscription's channels; none: by log line, page and command only.</summary>
    public IReadOnlyList<SubscriptionFile.ChannelRow> Channels { get; init; } = [];
}

/// <summary>How mail leaves.</summary>
internal sealed record MailSettings
{
    /// <summary><c>smtp://user:password@host:587</c> (STARTTLS) or <c>smtps://…:465</c>; without it nothing is mailed.</summary>
    public string? Smtp { get; init; }

    /// <summary>The address that mails are from.</summary>
    public string From { get; init; } = "newswatch@localhost";
}
