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

    /// <exception cref="ConfigurationException">Two outlets claim one id, host or name.</exception>
    public OutletRegistry(IEnumerable<Outlet> outlets, string file = "outlets.yaml")
    {
        All = [.. outlets];
        Index(file, "id", All, outlet => [outlet.Id]);
        _byHost = Index(file, "host", All, outlet => outlet.Hosts.Select(WithoutWww));
        _byName = Index(file, "name", All, outlet => outlet.Aliases.Prepend(outlet.Name).Select(Normalise));
    }

    public static OutletRegistry Empty { get; } = new([]);

    public IReadOnlyList<Outlet> All { get; }

    /// <summary>Reads and joins registries in the form of <c>config/outlets.yaml</c>.</summary>
    /// <exception cref="ConfigurationException">A file cannot be used, or two rows claim one id, host or name.</exception>
    public static OutletRegistry Read(params IEnumerable<string> paths) =>
        new([.. paths.SelectMany(path => YamlFile.Read<OutletFile>(path).Outlets.Select(row => row.ToOutlet(path)))],
            string.Join(", ", paths));

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
            ?? new Outlet(host, string.IsNullOrWhiteSpace(nameOnPage) ? host : nameOnPage.Trim(), [], [host]);
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

    private static FrozenDictionary<string, Outlet> Index(
        string file, string what, IEnumerable<Outlet> outlets, Func<Outlet, IEnumerable<string>> keys)
    {
        var index = new Dictionary<string, Outlet>(StringComparer.Ordinal);
        foreach (var outlet in outlets)
            foreach (var key in keys(outlet).Where(key => key.Length > 0))
                if (!index.TryAdd(key, outlet) && index[key] != outlet)
                    throw new ConfigurationException(
                        file, null, $"the {what} '{key}' belongs to both '{index[key].Id}' and '{outlet.Id}'; keep it at one of them");

        return index.ToFrozenDictionary(StringComparer.Ordinal);
    }

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

        public Outlet ToOutlet(string file) =>
            Id is { Length: > 0 } id && Name is { Length: > 0 } name
                ? new Outlet(id, name, Aliases, Hosts, Country, Language, Kind)
                : throw new ConfigurationException(file, null, $"the outlet '{Id ?? Name}' needs both an id and a name");
    }
}
