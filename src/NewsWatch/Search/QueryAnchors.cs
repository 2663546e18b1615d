namespace NewsWatch.Search;

/// <summary>Something that a document has one of or not.</summary>
public readonly record struct Anchor(AnchorKind Kind, string Text);

/// <summary>What an anchor is.</summary>
public enum AnchorKind
{
    Key,
    Word,

    /// <summary>The first letters of a word.</summary>
    Beginning,
}

/// <summary>
/// What of a query to look up first: a set of words and keys of which every matching document has at least one. By these,
/// standing queries are found from a document, instead of asking each of them.
/// </summary>
public static class QueryAnchors
{
    private const int BeginningLength = 3;

    /// <summary>Such a set, the one that the fewest documents should meet; null where a document may match without any.</summary>
    public static IReadOnlyCollection<Anchor>? Of(Query query) => Best(query)?.Anchors;

    /// <summary>All anchors that this document meets.</summary>
    public static IEnumerable<Anchor> In(IndexedDocument document)
    {
        foreach (var key in document.Document.Keys)
            yield return new Anchor(AnchorKind.Key, key);

        var beginnings = new HashSet<string>(StringComparer.Ordinal);
        foreach (var word in document.Words)
        {
            yield return new Anchor(AnchorKind.Word, word);
            if (word.Length >= BeginningLength)
                beginnings.GetAlternateLookup<ReadOnlySpan<char>>().Add(word.AsSpan(0, BeginningLength));
        }

        foreach (var beginning in beginnings)
            yield return new Anchor(AnchorKind.Beginning, beginning);
    }

    private static Choice? Best(Query query) => query switch
    {
        Phrase phrase => OfWords(new PhraseWords(phrase)),
        Near near => near.Phrases.Select(part => OfWords(new PhraseWords(part))).Where(choice => choice is not null).MinBy(choice => choice!.Cost),
        Has has => new Choice([new Anchor(AnchorKind.Key, has.Key)], Share(has.Field)),
        And and => and.Parts.Select(Best).Where(choice => choice is not null).MinBy(choice => choice!.Cost),
        Or or => Union(or.Parts.Select(Best)),
        _ => null,
    };

    private static Choice? OfWords(PhraseWords words)
    {
        if (words.Anchor is { } word)
            return new Choice([new Anchor(AnchorKind.Word, word)], Share(word));

        return words.Beginning is { Length: >= BeginningLength } beginning
            ? new Choice([new Anchor(AnchorKind.Beginning, beginning[..BeginningLength])], 0.2)
            : null;
    }

    private static Choice? Union(IEnumerable<Choice?> choices)
    {
        var anchors = new HashSet<Anchor>();
        var cost = 0d;
        foreach (var choice in choices)
        {
            if (choice is null)
                return null;

            anchors.UnionWith(choice.Anchors);
            cost += choice.Cost;
        }

        return new Choice(anchors, cost);
    }

    // The share of documents that meet an anchor, guessed: only their order matters, and a wrong guess costs time, not truth.
    private static double Share(string word) => word.Length switch
    {
        <= 3 when word[0] < 128 => 0.3,
        <= 5 when word[0] < 128 => 0.05,
        _ => 0.01,
    };

    private static double Share(KeyField field) => field switch
    {
        KeyField.Story => 0.0001,
        KeyField.Entity or KeyField.Outlet => 0.02,
        KeyField.Topic or KeyField.Country or KeyField.Development => 0.1,
        _ => 0.5,
    };

    private sealed record Choice(IReadOnlyCollection<Anchor> Anchors, double Cost);
}
