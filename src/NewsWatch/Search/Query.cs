namespace NewsWatch.Search;

/// <summary>
/// What somebody looks for, as a tree: the one meaning that the in-memory matcher, SQLite and Elasticsearch all translate.
/// A node is true or false of one article. Written form and grammar: docs/query-language.md.
/// </summary>
public abstract record Query
{
    private protected Query()
    {
    }

    /// <summary>The query as its owner could have written it; reading that gives this query again.</summary>
    public sealed override string ToString() => QueryPrinter.Print(this);
}

/// <summary>Every article: <c>*</c>.</summary>
public sealed record Everything : Query;

/// <summary>All of these.</summary>
public sealed record And(IReadOnlyList<Query> Parts) : Query
{
    public bool Equals(And? other) => other is not null && Parts.SequenceEqual(other.Parts);

    public override int GetHashCode() => Parts.Aggregate(1, HashCode.Combine);
}

/// <summary>At least one of these.</summary>
public sealed record Or(IReadOnlyList<Query> Parts) : Query
{
    public bool Equals(Or? other) => other is not null && Parts.SequenceEqual(other.Parts);

    public override int GetHashCode() => Parts.Aggregate(2, HashCode.Combine);
}

/// <summary>All articles but these.</summary>
public sealed record Not(Query Part) : Query;

/// <summary>Where words are looked for.</summary>
public enum TextField
{
    /// <summary>In the title or in the text; a phrase never runs from one into the other.</summary>
    Anywhere,
    Title,
}

/// <summary>Words next to each other, in this order; often one word.</summary>
/// <param name="In">Where.</param>
/// <param name="Text">As written; <see cref="Tokens.Wanted"/> gives the words.</param>
/// <param name="Prefix">Whether the last word is only a beginning: <c>regulat*</c>.</param>
public sealed record Phrase(TextField In, string Text, bool Prefix = false) : Query;

/// <summary>
/// Words near each other in any order: <c>"chip export"~5</c>. True where each ends at most <paramref name="Within"/> words
/// before the last of them begins (FTS5's NEAR; for two words the words between them).
/// </summary>
/// <param name="In">Where.</param>
/// <param name="Text">As written; each part between spaces is a phrase of its own (one word, as a rule).</param>
/// <param name="Within">Words, 0 to <see cref="Farthest"/>.</param>
public sealed record Near(TextField In, string Text, int Within) : Query
{
    public const int Farthest = 100;

    /// <summary>The phrases that must be near each other.</summary>
    public IEnumerable<Phrase> Phrases =>
        Text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Where(part => Tokens.Wanted(part).Words.Count > 0)
            .Select(part => new Phrase(In, part));
}

/// <summary>What an article has or is, compared exactly: <c>topic:regulation</c>, <c>is:root</c>.</summary>
/// <param name="Field">Which.</param>
/// <param name="Value">As written; compared by <see cref="Key"/>.</param>
public sealed record Has(KeyField Field, string Value) : Query
{
    /// <summary>The key that an article has for this to be true, as <see cref="SearchDocument.Keys"/> holds it.</summary>
    public string Key => SearchDocument.KeyOf(Field, Value);
}

/// <summary>Fields that are compared exactly.</summary>
public enum KeyField
{
    /// <summary>The outlet's id or any of its names.</summary>
    Outlet,
    Topic,

    /// <summary>A known entity's id or name, or the words of any mention.</summary>
    Entity,

    /// <summary>BCP 47; <c>lang:zh</c> holds for <c>zh-Hant</c> too.</summary>
    Lang,

    /// <summary>ISO 3166 two letters: the outlet's country.</summary>
    Country,

    /// <summary>The story's id.</summary>
    Story,

    /// <summary>report, copy, excerpt, rewrite, cites, background or none: what the article is to its story.</summary>
    Kind,

    /// <summary>firstReport, newFact, newVoice, changedFigure, confirmation, correction, retraction.</summary>
    Development,

    /// <summary>root: a chain of copies and rewrites goes back to this article.</summary>
    Is,
}

/// <summary>How a count is compared.</summary>
public enum Comparison
{
    Equal,
    AtLeast,
    MoreThan,
    AtMost,
    LessThan,
}

/// <summary>The independent sources of the article's story: <c>sources:&gt;=2</c>.</summary>
public sealed record Sources(Comparison Comparison, int Count) : Query
{
    public bool Holds(int sources) => Comparison switch
    {
        Comparison.Equal => sources == Count,
        Comparison.AtLeast => sources >= Count,
        Comparison.MoreThan => sources > Count,
        Comparison.AtMost => sources <= Count,
        _ => sources < Count,
    };
}

/// <summary>Which side of a moment the article's time is.</summary>
public enum DateSide
{
    /// <summary>At it or later: <c>after:2026-11-03</c> has that whole day.</summary>
    After,

    /// <summary>Earlier than it: <c>before:2026-11-03</c> ends with the day before.</summary>
    Before,

    /// <summary>On that day.</summary>
    On,
}

/// <summary>The article's time: <c>after:2026-11-03</c>, <c>before:7d</c>, <c>date:yesterday</c>.</summary>
public sealed record Dated(DateSide Side, QueryDate Date) : Query;
