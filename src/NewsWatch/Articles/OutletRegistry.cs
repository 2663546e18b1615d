using System.Collections.Frozen;

namespace NewsWatch.Articles;

/// <summary>
/// The known outlets, found by host or by any name that people use. The registry is read from <c>outlets.yaml</c>;
/// a host it does not know is an outlet of its own, named from its page.
/// </summary>
public sealed class OutletRegistry
{
    private readonly FrozenDictionary<string, Outlet> _byHost;
    private readonly FrozenDictionary<string, Outlet> _byName;

    /// <summary>Longer names are sentences.</summary>
    private const int LongestName = 80;

    private static readonly string[] FeedTails = [" RSS Feed", " RSS", " Atom Feed", " Feed", "» Feed"];

    /// <exception cref="ConfigurationException">Two outlets claim one id, host or name.</exception>
    public OutletRegistry(IEnumerable<Outlet> outlets, string file = "outlets.yaml")
        : this([.. outlets.Select(outlet => new Row(outlet, file, null))])
    {
    }

    private OutletRegistry(IReadOnlyList<Row> rows)
    {
        All = [.. rows.Select(row => row.Outlet)];
        Index("id", rows, outlet => [outlet.Id]);
        _byHost = Index("host", rows, outlet => outlet.Hosts.Select(WithoutWww));
        _byName = Index("name", rows, outlet => outlet.Aliases.Prepend(outlet.Name).Select(Normalise));
    }

    public static OutletRegistry Empty { get; } = new([]);

    public IReadOnlyList<Outlet> All { get; }

    /// <summary>Reads and joins registries in the form of <c>config/outlets.yaml</c>.</summary>
    /// <exception cref="ConfigurationException">A file cannot be used, or two rows claim one id, host or name.</exception>
    public static OutletRegistry Read(params IEnumerable<string> paths) => new([.. paths.SelectMany(path => Rows(YamlFile.Text(path), path))]);

    /// <summary>The same for text already read; <paramref name="file"/> is the name that errors give.</summary>
    /// <exception cref="ConfigurationException">As for <see cref="Read"/>.</exception>
    public static OutletRegistry Parse(string text, string file) => new([.. Rows(text, file)]);

    /// <summary>The outlet at this host or at a host above it (<c>edition.example.org</c> belongs to <c>example.org</c>), or null.</summary>
    public Outlet? ByHost(string host)
    {
        var rest = WithoutWww(host);
        while (true)
        {
            if (_byHost.TryGetValue(rest, out var outlet))
                return outlet;

            var dot = rest.IndexOf('.', StringComparison.Ordinal);
            if (dot < 0 || rest.IndexOf('.', dot + 1) < 0)
                return null;

            rest = rest[(dot + 1)..];
        }
    }

    /// <summary>The outlet that these words name, whatever their case and with or without "the", or null.</summary>
    public Outlet? ByName(string words) => _byName.GetValueOrDefault(Normalise(words));

    /// <summary>The outlet of a page: from the registry, else one made from its host and the name that the page gives itself.</summary>
    public Outlet Of(Uri address, string? nameOnPage)
    {
        var host = WithoutWww(address.IdnHost);
        return ByHost(host)
            ?? new Outlet(host, Named(nameOnPage) is { Length: > 0 } name ? name : host, [], [host]);
    }

    /// <summary>A page's name for itself on one line, without what feeds put after it ("Fen Gazette » Feed").</summary>
    private static string Named(string? onPage)
    {
        var name = string.Join(' ', (onPage ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        foreach (var tail in FeedTails)
            if (name.EndsWith(tail, StringComparison.OrdinalIgnoreCase) && name[..^tail.Length].TrimEnd(' ', '-', '|', '»', ':', '–', '·') is { Length: > 0 } rest)
                name = rest;

        return name.Length <= LongestName ? name : name[..(name.LastIndexOf(' ', LongestName) is var cut and > 0 ? cut : LongestName)];
    }

    private static string WithoutWww(string host)
    {
        var lower = host.Trim().TrimEnd('.').ToLowerInvariant();
        return lower.StartsWith("www.", StringComparison.Ordinal) ? lower[4..] : lower;
    }

    private static string Normalise(string name)
    {
        var lower = name.Trim().ToLowerInvariant();
        return lower.StartsWith("the ", StringComparison.Ordinal) ? lower[4..] : lower;
    }

    private static FrozenDictionary<string, Outlet> Index(string what, IReadOnlyList<Row> rows, Func<Outlet, IEnumerable<string>> keys)
    {
        var index = new Dictionary<string, Outlet>(StringComparer.Ordinal);
        foreach (var (outlet, file, line) in rows)
            foreach (var key in keys(outlet).Where(key => key.Length > 0))
                if (!index.TryAdd(key, outlet) && !ReferenceEquals(index[key], outlet))
                    throw new ConfigurationException(
                        file, line, $"the {what} '{key}' belongs to both '{index[key].Id}' and '{outlet.Id}'; keep it at one of them");

        return index.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static IEnumerable<Row> Rows(string text, string file)
    {
        var lines = new ConfigurationLines(text);
        foreach (var row in YamlFile.Parse<OutletFile>(text, file).Outlets)
            yield return row is { Id: { Length: > 0 } id, Name: { Length: > 0 } name }
                ? new Row(new Outlet(id, name, row.Aliases, row.Hosts, row.Country, row.Language, row.Kind), file, lines.Of("id", id))
                : throw new ConfigurationException(
                    file, lines.Of("id", row.Id) ?? lines.Of("name", row.Name), $"the outlet '{row.Id ?? row.Name}' needs both an id and a name; add what is missing");
    }

    /// <summary>An outlet, and where it stands.</summary>
    private sealed record Row(Outlet Outlet, string File, long? Line);

    private sealed class OutletFile
    {
        public List<OutletRow> Outlets { get; set; } = [];
    }

    private sealed class OutletRow
    {
        public string? Id { get; set; }

        public string? Name { get; set; }

        public List<string> Aliases { get; set; } = [];

        public List<string> Hosts { get; set; } = [];

        public string? Country { get; set; }

        public string? Language { get; set; }

        public OutletKind Kind { get; set; }
    }
}
