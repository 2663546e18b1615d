using NewsWatch.Articles;

namespace NewsWatch.Tagging;

/// <summary>
/// Says what an article is about: its language, whether it is about AI at all, its topics and the entities it names.
/// Pure and safe to use from many threads at once.
/// </summary>
public sealed class Tagger
{
    /// <summary>Words past this many are not read: no article is that long, and a stranger's text may be.</summary>
    private const int MostCharacters = 400_000;

    private const int LanguageSample = 1200;

    private readonly TopicRegistry _topics;
    private readonly TermRules _terms;
    private readonly Gazetteer _gazetteer;
    private readonly PhraseMatcher _matcher;

    private Tagger(TopicRegistry topics, EntityRegistry entities, OutletRegistry outlets)
    {
        _topics = topics;
        Entities = entities;
        Fingerprint = RegistryFingerprint.Of(topics, entities, outlets);
        var phrases = new List<Phrase>();
        _terms = new TermRules([topics.Scope, .. topics.Rules], phrases);
        _gazetteer = new Gazetteer(new NameIndex(entities, outlets, phrases), [.. entities.All.SelectMany(entity => entity.Patterns)]);
        _matcher = new PhraseMatcher(phrases);
    }

    public IReadOnlyList<Topic> Topics => _topics.Topics;

    /// <summary>Stands for all that decides tags: with another fingerprint, the same article may get other tags.</summary>
    public string Fingerprint { get; }

    public EntityRegistry Entities { get; }

    /// <summary>Reads topics and entities and makes them ready to match.</summary>
    /// <param name="topicsFile">The topics.</param>
    /// <param name="entitiesFile">The entities.</param>
    /// <param name="outlets">The outlets, which are entities too.</param>
    /// <param name="queryFault">Says what is wrong with a topic's query, or null; without it queries are not looked at.</param>
    /// <exception cref="ConfigurationException">A file cannot be used: names the file, the line where known, and what to do.</exception>
    public static Tagger Load(string topicsFile, string entitiesFile, OutletRegistry outlets, Func<string, string?>? queryFault = null) =>
        Load(topicsFile, [entitiesFile], outlets, queryFault);

    /// <summary>The same with the entities of several files.</summary>
    /// <exception cref="ConfigurationException">As above.</exception>
    public static Tagger Load(
        string topicsFile, IReadOnlyList<string> entitiesFiles, OutletRegistry outlets, Func<string, string?>? queryFault = null) =>
        new(TopicRegistry.Read(topicsFile, queryFault), EntityRegistry.Read(entitiesFiles), outlets);

    internal static Tagger Of(TopicRegistry topics, EntityRegistry entities, OutletRegistry outlets) =>
        new(topics, entities, outlets);

    /// <summary>Tags one article. Offsets of mentions are UTF-16 offsets into <paramref name="text"/>.</summary>
    /// <param name="title">The headline; may be empty.</param>
    /// <param name="text">The article's plain text; may be empty.</param>
    /// <param name="claimedLanguage">What the page or feed says of its language, or null.</param>
    public Tags Tag(string title, string text, string? claimedLanguage)
    {
        var read = text.Length > MostCharacters ? text[..MostCharacters] : text;
        var titleWords = new WordList(title.Length > MostCharacters ? title[..MostCharacters] : title);
        var words = new WordList(read);
        var titleHits = Hits(titleWords);
        var hits = Hits(words);
        var language = LanguageDetector.Detect(string.Concat(title, "\n", read.AsSpan(0, Math.Min(read.Length, LanguageSample))), claimedLanguage);
        _terms.Stemmed.Add(titleWords, language, titleHits);
        _terms.Stemmed.Add(words, language, hits);

        var decisions = _terms.Decide(titleHits, hits, words.Count);
        var scope = decisions[0];
        var topics = decisions.Skip(1).Where(decision => decision.Given)
            .OrderByDescending(decision => decision.Score)
            .Select(decision => new TopicTag(decision.Id, decision.Score, decision.Because))
            .ToList();
        return new Tags(language, scope.Given, topics, Mentions(words, Names(titleHits, words, hits, language)))
        {
            ScopeScore = scope.Sum,
            ScopeBecause = scope.Because,
            Registry = Fingerprint,
        };
    }

    private List<FoundName> Names(List<PhraseHit> titleHits, WordList words, List<PhraseHit> hits, string language)
    {
        var names = WithShortForms(words, _gazetteer.Find(titleHits, words, hits));
        return language == NameTagger.Language
            ? WithShortForms(words, NameMerge.Join(words, names, NameSense.Settle(words, NameTagger.Shipped.Find(words))))
            : names;
    }

    private static List<FoundName> WithShortForms(WordList words, List<FoundName> names)
    {
        names.AddRange(DocumentNames.Find(words, names));
        names.Sort(static (a, b) => a.First.CompareTo(b.First));
        return names;
    }

    private static List<Mention> Mentions(WordList words, List<FoundName> found)
    {
        var mentions = new List<Mention>(found.Count);
        foreach (var name in found)
        {
            int start = words[name.First].Start, end = MentionText.End(words, name.Last);
            mentions.Add(new Mention(words.Text[start..end], name.Type, start, end, name.EntityId, name.Because));
        }

        return mentions;
    }

    private List<PhraseHit> Hits(WordList words)
    {
        var hits = new List<PhraseHit>();
        _matcher.Match(words, hits.Add);
        return hits;
    }
}
