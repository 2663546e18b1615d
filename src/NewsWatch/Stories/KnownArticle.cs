using NewsWatch.Articles;

namespace NewsWatch.Stories;

/// <summary>An article of the window as the engine remembers it: without its text.</summary>
internal sealed class KnownArticle(Article article, Reading reading)
{
    public string Id { get; } = article.Id;

    public int Version { get; } = article.Version;

    public string OutletId { get; } = article.OutletId;

    public string OutletName { get; } = article.OutletName;

    public DateTimeOffset Time { get; } = article.Time;

    public DateTimeOffset? Published { get; } = article.Published;

    public string Title { get; } = article.Title;

    public Reading Reading { get; } = reading;

    /// <summary>Its place in the order in which texts came.</summary>
    public required long Arrival { get; init; }

    /// <summary>Its address as links to it are compared.</summary>
    public required ulong AddressKey { get; init; }

    /// <summary>Lengths of the three vectors under the weights of the day it came.</summary>
    public required (float Main, float Title, float Lead) Norms { get; init; }

    public KnownStory? Story { get; set; }

    public StoryRole Role { get; set; }

    public required Decision Decision { get; set; }

    /// <summary>Adds nothing that another member does not hold: kept out of comparisons.</summary>
    public bool IsCopy => Decision.Derivations.Any(edge => edge is { Kind: DerivationKind.Copy, Confidence: >= Derivation.Confirmed });

    /// <summary>This one was found to be copied from that one: the other direction is settled.</summary>
    public bool IsCopyOf(string articleId) => Decision.Derivations.Any(edge => edge.SourceArticleId == articleId);
}
