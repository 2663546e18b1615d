using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using NewsWatch.Elasticsearch;
using NewsWatch.Elasticsearch.Client;
using NewsWatch.Search;

namespace NewsWatch.Host.Indexing;

/// <summary>Chooses the search index that the configuration names.</summary>
internal static class SearchSetup
{
    /// <summary>Takes the place of the store's own index where an Elasticsearch is named; so it is called after the store's is registered.</summary>
    /// <exception cref="ConfigurationException">The settings cannot be used.</exception>
    public static void AddSearch(this IServiceCollection services, NewsWatchOptions options)
    {
        if (OptionsOf(options.Search) is { } elasticsearch)
            services.AddSingleton<ISearchIndex>(_ => new ElasticsearchIndex(elasticsearch, TimeProvider.System));
    }

    /// <summary>The settings as the adapter takes them; null for the store's own index.</summary>
    /// <exception cref="ConfigurationException">The settings cannot be used; the message names the key, never the secret.</exception>
    public static ElasticsearchOptions? OptionsOf(SearchSettings search)
    {
        if (search.Elasticsearch is not { } settings)
            return null;
        if (settings.Nodes.Count == 0)
            throw Refused("'search' names no node; write 'embedded', or https://user:password@host:9200");
        if (settings.TimeoutSeconds is < 1 or > 600)
            throw Refused("'search.timeoutSeconds' is a number of seconds from 1 to 600");
        if (!IsName(settings.Index))
            throw Refused($"'search.index' is '{settings.Index}'; indexes are named by 1 to 60 lower-case letters, digits, '-' and '_', a letter first");

        var nodes = settings.Nodes.Select(NodeOf).ToList();
        var written = nodes.Select(node => node.UserInfo).FirstOrDefault(info => info.Length > 0)?.Split(':', 2);
        var key = SecretOf("apiKey", settings.ApiKey);
        var user = settings.User ?? (written is null ? null : Uri.UnescapeDataString(written[0]));
        var password = SecretOf("password", settings.Password) ?? (written is { Length: 2 } ? new Secret(Uri.UnescapeDataString(written[1])) : null);
        if (key is not null && user is not null)
            throw Refused("'search' has a user and an API key; leave one of them out");
        if (user is not null && password is null)
            throw Refused($"'search' has the user '{user}' and no password; write it in 'search.password', or env:NAME for an environment variable");
        if (settings.Authority is { } file && !File.Exists(file))
            throw new ConfigurationException(file, null, "is not there; 'search.authority' names the PEM file of the authority that signed Elasticsearch's certificate");

        return new ElasticsearchOptions
        {
            Nodes = [.. nodes.Select(node => new Uri(node.GetLeftPart(UriPartial.Authority).Replace($"{node.UserInfo}@", "", StringComparison.Ordinal)))],
            User = user,
            Password = password,
            ApiKey = key,
            Authority = settings.Authority,
            Index = settings.Index,
            Timeout = TimeSpan.FromSeconds(settings.TimeoutSeconds),
        };
    }

    private static Uri NodeOf(string written, int at)
    {
        if (Uri.TryCreate(written, UriKind.Absolute, out var node) && node.Scheme is "http" or "https" && node.Host.Length > 0)
            return node.AbsolutePath is "/" && node.Query.Length == 0
                ? node
                : throw Refused(string.Create(CultureInfo.InvariantCulture, $"node {at + 1} of 'search' has a path; write scheme, host and port only, and the index's name in 'search.index'"));

        // What was written may hold a password: it is not said again.
        throw Refused(string.Create(CultureInfo.InvariantCulture, $"node {at + 1} of 'search' is no http address; write 'embedded', or for instance https://user:password@host:9200"));
    }

    private static Secret? SecretOf(string key, string? words) => words is null
        ? null
        : Secret.Configured(words) ?? throw Refused($"'search.{key}' names the environment variable {words["env:".Length..]}, which is not set");

    private static bool IsName(string name) =>
        name.Length is >= 1 and <= 60 && char.IsAsciiLetterLower(name[0]) && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_');

    private static ConfigurationException Refused(string problem) => new("newswatch.json", null, problem);
}
