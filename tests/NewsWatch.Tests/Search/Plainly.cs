using NewsWatch.Search;

namespace NewsWatch.Tests.Search;

/// <summary>The query language's meaning in the plainest words there are, slow and without an index: what matchers are held to.</summary>
internal static class Plainly
{
    public static bool Matches(Query query, SearchDocument document, QueryClock clock) => query switch
    {
        Everything => true,
        And and => and.Parts.All(part => Matches(part, document, clock)),
        Or or => or.Parts.Any(part => Matches(part, document, clock)),
        Not not => !Matches(not.Part, document, clock),
        Phrase phrase => Texts(phrase.In, document).Any(text => Places(phrase, text).Any()),
        Near near => Texts(near.In, document).Any(text => AreNear(near, text)),
        Has has => document.Keys.Contains(has.Key),
        Sources sources => sources.Holds(document.Sources),
        Dated { Side: DateSide.After } dated => document.Time >= dated.Date.Resolve(clock),
        Dated { Side: DateSide.Before } dated => document.Time < dated.Date.Resolve(clock),
        Dated dated => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(document.Time, clock.Zone).DateTime)
            == DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(dated.Date.Resolve(clock), clock.Zone).DateTime),
        _ => throw new ArgumentOutOfRangeException(nameof(query)),
    };

    private static IEnumerable<List<string>> Texts(TextField field, SearchDocument document) =>
        (field is TextField.Title ? new[] { document.Title } : [document.Title, document.Text])
        .Select(text => Tokens.Of(text).ConvertAll(token => token.Text));

    private static IEnumerable<int> Places(Phrase phrase, List<string> text)
    {
        var (words, prefix) = Tokens.Wanted(phrase.Text);
        prefix |= phrase.Prefix;
        return Enumerable.Range(0, Math.Max(0, text.Count - words.Count + 1)).Where(at => words.Select((word, i) =>
            prefix && i == words.Count - 1 ? text[at + i].StartsWith(word, StringComparison.Ordinal) : text[at + i] == word).All(same => same));
    }

    private static bool AreNear(Near near, List<string> text)
    {
        var phrases = near.Phrases.Select(phrase => (Places: Places(phrase, text).ToList(), Tokens.Wanted(phrase.Text).Words.Count)).ToList();
        return Choices(phrases, 0, []).Any(chosen =>
            chosen.All(phrase => chosen.Max(other => other.At) - (phrase.At + phrase.Length) <= near.Within));
    }

    private static IEnumerable<List<(int At, int Length)>> Choices(List<(List<int> Places, int Length)> phrases, int next, List<(int, int)> chosen)
    {
        if (next == phrases.Count)
            return [chosen];

        return phrases[next].Places.SelectMany(at => Choices(phrases, next + 1, [.. chosen, (at, phrases[next].Length)]));
    }
}
