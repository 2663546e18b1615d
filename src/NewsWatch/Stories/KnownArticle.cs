using NewsWatch.Articles.Texts;

namespace NewsWatch.Stories;

/// <summary>An article of the window as the engine remembers it: without its text.</summary>
internal sealed class KnownArticle(Recollection article)
{
    public string Id { get; } = article.Id;

    public int Version { get; } = article.Version;

    public required string OutletId { get; init; }

    public required string OutletName { get; init; }

    public DateTimeOffset Time { get; } = article.Time;

    public DateTimeOffset? Published { get; } = article.Published;

    public string Title { get; } = article.Title;

    public Reading Reading { get; } = article.Reading;

    /// <summary>Its place in the order in which texts came.</summary>
    public required long Arrival { get; init; }

    /// <summary>Its address as links to it are compared.</summary>
    public ulong AddressKey { get; } = article.AddressKey;

    /// <summary>Lengths of the three vectors under the weights of the day it came.</summary>
    public required (float Main, float Title, float Lead) Norms { get; init; }

    public KnownStory? Story { get; set; }

    public StoryRole Role { get; set; }

    public required HeldDecision Decision { get; set; }

    /// <summary>Adds nothing that another member does not hold: kept out of comparisons.</summary>
    public bool IsCopy => Array.Exists(Decision.Edges, edge => edge is { Kind: DerivationKind.Copy, Confidence: >= Derivation.Confirmed });

    /// <summary>Whether a credit means this article's outlet: the one it appeared at, or the one whose copyright line it carries.</summary>
    public bool IsOf(Credit credit) => credit.Means(OutletId, OutletName) || credit.OutletId == Reading.SelfOutletId;

    /// <summary>This one was found to take from that one: of a copy the other direction is settled.</summary>
    public bool Took(string articleId) => Array.Exists(Decision.Edges, edge => edge.SourceArticleId == articleId);
}
