using System.Collections.Frozen;
using NewsWatch.Articles;
using NewsWatch.Stories;
using NewsWatch.Tagging;

namespace NewsWatch.Search;

/// <summary>An article as search sees it: its words, its keys, its time. All three translations work on this.</summary>
public sealed record SearchDocument
{
    public required string ArticleId { get; init; }

    public required string Title { get; init; }

    public required string Text { get; init; }

    /// <summary>All that <see cref="Has"/> can ask for, as <c>field:value</c> by <see cref="KeyOf"/>.</summary>
    public required IReadOnlySet<string> Keys { get; init; }

    /// <summary>The article's time, which dates are compared with.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The independent sources of its story; 0 without a story.</summary>
    public int Sources { get; init; }

    /// <summary>
    /// The number of a decision that it was made after; 0 where that is not known. Of two that are written, an index which several
    /// processes write to keeps the one with the larger number.
    /// </summary>
    public long Revision { get; init; }

    /// <summary>What it is counted by in results.</summary>
    public DocumentFacets Facets { get; init; } = DocumentFacets.None;

    /// <summary>An article as indexed and as alerted.</summary>
    /// <param name="article">The article.</param>
    /// <param name="outlet">Its outlet, if known.</param>
    /// <param name="tags">Its tags.</param>
    /// <param name="decision">The decision about it, or null before it is made.</param>
    /// <param name="isRoot">Whether a chain of copies and rewrites goes back to it.</param>
    /// <param name="sources">The independent sources of its story.</param>
    /// <param name="entityNames">The names of a known entity by its id; null where there is none.</param>
    public static SearchDocument Of(
        Article article, Outlet? outlet, Tags tags, Decision? decision, bool isRoot, int sources, Func<string, string?>? entityNames = null)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        Add(KeyField.Outlet, article.OutletId);
        Add(KeyField.Outlet, article.OutletName);
        foreach (var alias in outlet?.Aliases ?? [])
            Add(KeyField.Outlet, alias);

        Add(KeyField.Country, outlet?.Country);
        Add(KeyField.Lang, tags.Language);
        Add(KeyField.Lang, tags.Language.Split('-')[0]);
        foreach (var topic in tags.Topics)
            Add(KeyField.Topic, topic.Id);

        foreach (var mention in tags.Mentions)
        {
            Add(KeyField.Entity, mention.Name);
            Add(KeyField.Entity, mention.EntityId);
            Add(KeyField.Entity, mention.EntityId is { } id ? entityNames?.Invoke(id) : null);
        }

        if (decision is not null)
        {
            Add(KeyField.Story, decision.StoryId);
            Add(KeyField.Kind, KindOf(decision));
            foreach (var development in decision.Developments)
                Add(KeyField.Development, development.Kind.ToString());
        }

        if (isRoot)
            Add(KeyField.Is, "root");

        return new SearchDocument
        {
            ArticleId = article.Id,
            Title = article.Title,
            Text = article.Text,
            Keys = keys,
            Time = article.Time,
            Sources = sources,
            Facets = new DocumentFacets(
                decision?.StoryId,
                article.OutletName,
                tags.Language,
                [.. tags.Topics.Select(topic => topic.Id)],
                [.. tags.Mentions.Select(mention => mention.EntityId).OfType<string>().Distinct().Select(id => entityNames?.Invoke(id) ?? id)]),
        };

        void Add(KeyField field, string? value)
        {
            if (!string.IsNullOrWhiteSpace(value))
                keys.Add(KeyOf(field, value));
        }
    }

    /// <summary>Longer keys are cut, in every index alike: nobody asks for a name of more characters, and a stranger may write one.</summary>
    private const int LongestKey = 256;

    /// <summary>A key as all translations compare it: <c>outlet:financial times</c>.</summary>
    public static string KeyOf(KeyField field, string value)
    {
        var key = $"{FieldNames.Of[field]}:{Tokens.Key(value)}";
        return key.Length <= LongestKey ? key : key[..(char.IsHighSurrogate(key[LongestKey - 1]) ? LongestKey - 1 : LongestKey)];
    }

    /// <summary>The value of <c>kind:</c> for a decision: its strongest confirmed derivation, else report.</summary>
    private static string KindOf(Decision decision) => decision.Role switch
    {
        StoryRole.None => "none",
        StoryRole.Background => "background",
        _ => decision.Derivations
            .Where(derivation => derivation.Confidence >= Derivation.Confirmed)
            .Select(derivation => (DerivationKind?)derivation.Kind)
            .Min()?.ToString() ?? "report",
    };

    private static class FieldNames
    {
        public static readonly FrozenDictionary<KeyField, string> Of =
            Enum.GetValues<KeyField>().ToFrozenDictionary(field => field, field => field.ToString().ToLowerInvariant());
    }
}
