namespace NewsWatch.Tagging;

/// <summary>What an entity is.</summary>
public enum EntityType
{
    Person,
    Organisation,
    Place,
    Product,
    Programme,
    Law,
    Other,
}

/// <summary>A topic given to an article.</summary>
/// <param name="Id">The topic's id in <c>topics.yaml</c>.</param>
/// <param name="Score">0 to 1.</param>
/// <param name="Because">The terms that gave it, in words for people.</param>
public sealed record TopicTag(string Id, double Score, IReadOnlyList<string> Because);

/// <summary>One occurrence of an entity in an article's text.</summary>
/// <param name="Name">The words in the text.</param>
/// <param name="Type">What it is.</param>
/// <param name="Start">First UTF-16 code unit in the text.</param>
/// <param name="End">One past the last UTF-16 code unit.</param>
/// <param name="EntityId">The known entity's id, or null for a name the registry does not know.</param>
/// <param name="Because">The rule or weight that gave it, in words for people.</param>
public sealed record Mention(string Name, EntityType Type, int Start, int End, string? EntityId, string? Because = null);

/// <summary>All that tagging says of one version of an article.</summary>
/// <param name="Language">BCP 47 primary language; "und" where it cannot be told.</param>
/// <param name="InScope">Whether it is about AI and society at all.</param>
/// <param name="Topics">Best first; none where none fits.</param>
/// <param name="Mentions">In order of the text.</param>
public sealed record Tags(
    string Language,
    bool InScope,
    IReadOnlyList<TopicTag> Topics,
    IReadOnlyList<Mention> Mentions)
{
    /// <summary>How much of it is about AI; it is in scope from 1 on.</summary>
    public double ScopeScore { get; init; }

    /// <summary>The terms that speak for being in scope, in words for people, strongest first.</summary>
    public IReadOnlyList<string> ScopeBecause { get; init; } = [];

    /// <summary>The fingerprint of the registry that gave them; null where it was not kept.</summary>
    public string? Registry { get; init; }
}
