using NewsWatch.Articles;

namespace NewsWatch.Tagging;

/// <summary>What a phrase names: an entity of the registry or an outlet, perhaps only by a rule.</summary>
internal sealed record KnownName(string EntityId, EntityType Type, int Rule);

/// <summary>A rule's words: for it (1) or against it (−1).</summary>
internal readonly record struct ContextWord(int Rule, int Sign);

/// <summary>Every known name and every word of its rules, by phrase of the one matcher.</summary>
internal sealed class NameIndex
{
    public const int NoRule = -1;

    private readonly int _offset;
    private readonly KnownName[][] _names;
    private readonly ContextWord[][] _words;

    /// <summary>Adds every name and every context word to the phrases to be found.</summary>
    public NameIndex(EntityRegistry entities, OutletRegistry outlets, List<Phrase> phrases)
    {
        _offset = phrases.Count;
        var names = new Dictionary<Phrase, (List<KnownName> Names, List<ContextWord> Words)>();
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var rules = new List<AliasRule>();
        foreach (var entity in entities.All)
        {
            foreach (var name in entity.Aliases.Prepend(entity.Name).Distinct(StringComparer.Ordinal))
            {
                taken.Add(name);
                if (!entity.Rules.Any(rule => rule.Alias == name))
                    Of(name, PhraseCase.Proper).Names.Add(new KnownName(entity.Id, entity.Type, NoRule));
            }

            foreach (var rule in entity.Rules)
            {
                taken.Add(rule.Alias);
                Of(rule.Alias, rule.Case).Names.Add(new KnownName(entity.Id, entity.Type, rules.Count));
                foreach (var word in rule.With)
                    Of(word, PhraseCase.Ignore).Words.Add(new ContextWord(rules.Count, 1));
                foreach (var word in rule.Without)
                    Of(word, PhraseCase.Ignore).Words.Add(new ContextWord(rules.Count, -1));
                rules.Add(rule);
            }
        }

        foreach (var outlet in outlets.All)
            foreach (var name in outlet.Aliases.Prepend(outlet.Name).Distinct(StringComparer.Ordinal))
                if (name.Length > 1 && !taken.Contains(name))
                    Of(name, PhraseCase.Proper).Names.Add(new KnownName(OutletPrefix + outlet.Id, EntityType.Organisation, NoRule));

        phrases.AddRange(names.Keys);
        _names = [.. names.Values.Select(pair => pair.Names.ToArray())];
        _words = [.. names.Values.Select(pair => pair.Words.ToArray())];
        Rules = rules;

        (List<KnownName> Names, List<ContextWord> Words) Of(string text, PhraseCase letters)
        {
            var phrase = new Phrase(text, letters);
            if (!names.TryGetValue(phrase, out var lists))
                names.Add(phrase, lists = ([], []));
            return lists;
        }
    }

    /// <summary>Before the outlet's id in the id of a mention that names an outlet.</summary>
    public static string OutletPrefix => "outlet:";

    public IReadOnlyList<AliasRule> Rules { get; }

    public ReadOnlySpan<KnownName> Names(PhraseHit hit) => hit.Phrase < _offset ? [] : _names[hit.Phrase - _offset];

    public ReadOnlySpan<ContextWord> Words(PhraseHit hit) => hit.Phrase < _offset ? [] : _words[hit.Phrase - _offset];
}
