namespace NewsWatch.Search;

/// <summary>
/// What of a query to look up first: a set of words and keys of which every matching document has at least one. By these,
/// standing queries are found from a document, instead of asking each of them.
/// </summary>
public static class QueryAnchors
{
    private const int BeginningLength = 3;

    /// <summary>Such a set, the one that the fewest documents should meet; null where a document may match without any.</summary>
    public static IReadOnlyCollection<string>? Of(Query query) => Best(query)?.Anchors;

    /// <summary>All anchors that this document meets.</summary>
    public static IEnumerable<string> In(IndexedDocument document)
    {
        foreach (var key in document.Document.Keys)
            yield return key;

        var beginnings = new HashSet<string>(StringComparer.Ordinal);
        foreach (var word in document.Words)
        {
            yield return Word(word);
            if (word.Length >= BeginningLength && beginnings.Add(word[..BeginningLength]))
                yield return Beginning(word);
        }
    }

    private static Choice? Best(Query query) => query switch
    {
        Phrase phrase => OfWords(new PhraseWords(phrase)),
        Near near => near.Phrases.Select(part => OfWords(new PhraseWords(part))).Where(choice => choice is not null).MinBy(choice => choice!.Cost),
        Has has => new Choice([has.Key], Share(has.Field)),
        And and => and.Parts.Select(Best).Where(choice => choice is not null).MinBy(choice => choice!.Cost),
        Or or => Union(or.Parts.Select(Best)),
        _ => null,
    };

    private static Choice? OfWords(PhraseWords words)
    {
        if (words.Anchor is { } word)
            return new Choice([Word(word)], Share(word));

        return words.Beginning is { Length: >= BeginningLength } beginning ? new Choice([Beginning(beginning)], 0.2) : null;
    }

    private static Choice? Union(IEnumerable<Choice?> choices)
    {
        var anchors = new HashSet<string>(StringComparer.Ordinal);
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

    // No key holds a space before its colon, so a word cannot be taken for one.
    private static string Word(string word) => " " + word;

    private static string Beginning(string word) => "  " + word[..BeginningLength];

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

    private sealed record Choice(IReadOnlyCollection<string> Anchors, double Cost);
}
