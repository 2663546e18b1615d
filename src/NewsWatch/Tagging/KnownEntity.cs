namespace NewsWatch.Tagging;

/// <summary>An entity of the registry.</summary>
/// <param name="Id">A short stable word.</param>
/// <param name="Name">As people say it in English, where they do.</param>
/// <param name="Type">What it is.</param>
/// <param name="Aliases">Other names, short forms and names in other scripts.</param>
public sealed record KnownEntity(string Id, string Name, EntityType Type, IReadOnlyList<string> Aliases)
{
    /// <summary>ISO 3166 two letters, or null.</summary>
    public string? Country { get; init; }

    /// <summary>One line on what it is.</summary>
    public string? About { get; init; }

    /// <summary>Its official site, or null.</summary>
    public string? Site { get; init; }

    /// <summary>Names that mean other things too, and what must stand near them.</summary>
    internal IReadOnlyList<AliasRule> Rules { get; init; } = [];

    /// <summary>Names that no list can hold.</summary>
    internal IReadOnlyList<NamePattern> Patterns { get; init; } = [];
}

/// <summary>When a name that means several things means this one.</summary>
/// <param name="Alias">The name.</param>
/// <param name="Case">How it minds case.</param>
/// <param name="With">Terms of which one must stand near; empty where nothing is asked.</param>
/// <param name="Without">Terms that speak against it.</param>
internal sealed record AliasRule(string Alias, PhraseCase Case, IReadOnlyList<string> With, IReadOnlyList<string> Without);
