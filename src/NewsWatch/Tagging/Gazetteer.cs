using NewsWatch.Articles;

namespace NewsWatch.Tagging;

/// <summary>Finds the registry's entities and the known outlets by their names, and decides between meanings by context.</summary>
internal sealed class Gazetteer
{
    /// <summary>Words to either side in which context counts in full.</summary>
    private const int Near = 60;

    private readonly int _offset;
    private readonly List<Use[]> _uses = [];

    /// <summary>Adds every name and every context term to the phrases to be found.</summary>
    public Gazetteer(EntityRegistry entities, OutletRegistry outlets, List<Phrase> phrases)
    {
        _offset = phrases.Count;
        var uses = new Dictionary<Phrase, List<Use>>();
        var named = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var entity in entities.All)
        {
            foreach (var name in entity.Aliases.Prepend(entity.Name).Distinct(StringComparer.Ordinal))
            {
                named.Add(name);
                if (!entity.Rules.Any(rule => rule.Alias == name))
                    Add(new Phrase(name, PhraseCase.Proper), new Use(entity.Id, entity.Type, null, 0));
            }

            foreach (var rule in entity.Rules)
            {
                Add(new Phrase(rule.Alias, rule.Case), new Use(entity.Id, entity.Type, rule, 0));
                foreach (var word in rule.With)
                    Add(new Phrase(word, PhraseCase.Ignore), new Use(entity.Id, entity.Type, rule, 1));
                foreach (var word in rule.Without)
                    Add(new Phrase(word, PhraseCase.Ignore), new Use(entity.Id, entity.Type, rule, -1));
            }
        }

        foreach (var outlet in outlets.All)
            foreach (var name in outlet.Aliases.Prepend(outlet.Name).Distinct(StringComparer.Ordinal))
                if (name.Length > 1 && !named.Contains(name))
                    Add(new Phrase(name, PhraseCase.Proper), new Use($"outlet:{outlet.Id}", EntityType.Organisation, null, 0));

        foreach (var (phrase, list) in uses)
        {
            phrases.Add(phrase);
            _uses.Add([.. list]);
        }

        void Add(Phrase phrase, Use use)
        {
            if (!uses.TryGetValue(phrase, out var list))
                uses.Add(phrase, list = []);
            list.Add(use);
        }
    }

    /// <summary>The mentions in the text; the title helps to decide what ambiguous names mean.</summary>
    public IReadOnlyList<Mention> Resolve(WordList titleWords, List<PhraseHit> titleHits, WordList words, List<PhraseHit> hits)
    {
        _ = titleWords;
        var context = new Dictionary<(AliasRule Rule, int Sign), List<int>>();
        Collect(titleHits, title: true, context);
        Collect(hits, title: false, context);

        var found = new List<(int First, int Last, Use Use)>();
        foreach (var hit in hits)
        {
            if (hit.Phrase < _offset)
                continue;

            var best = _uses[hit.Phrase - _offset].Where(use => use.Sign == 0)
                .Select(use => (use, Belief: Belief(use, hit, context)))
                .Where(pair => pair.Belief > 0)
                .OrderByDescending(pair => pair.Belief)
                .ToList();
            if (best.Count == 1 || (best.Count > 1 && best[0].Belief > best[1].Belief))
                found.Add((hit.First, hit.Last, best[0].use));
        }

        return Longest(found, words);
    }

    private void Collect(List<PhraseHit> hits, bool title, Dictionary<(AliasRule, int), List<int>> context)
    {
        foreach (var hit in hits)
        {
            if (hit.Phrase < _offset)
                continue;

            foreach (var use in _uses[hit.Phrase - _offset])
                if (use.Sign != 0)
                {
                    if (!context.TryGetValue((use.Rule!, use.Sign), out var list))
                        context.Add((use.Rule!, use.Sign), list = []);
                    list.Add(title ? -1 : hit.First);
                }
        }
    }

    private static double Belief(Use use, PhraseHit hit, Dictionary<(AliasRule, int), List<int>> context)
    {
        if (use.Rule is not { } rule || (rule.With.Count == 0 && rule.Without.Count == 0))
            return 1;

        var with = Count(1);
        var belief = with - Count(-1);
        return rule.With.Count > 0 && with < 0.5 ? 0 : belief + (rule.With.Count == 0 ? 1 : 0);

        double Count(int sign) => context.TryGetValue((rule, sign), out var places)
            ? places.Sum(place => place < 0 || Math.Abs(place - hit.First) <= Near ? 1.0 : 0.5)
            : 0;
    }

    private static List<Mention> Longest(List<(int First, int Last, Use Use)> found, WordList words)
    {
        var mentions = new List<Mention>();
        var next = 0;
        foreach (var (first, last, use) in found.OrderBy(one => one.First).ThenByDescending(one => one.Last))
        {
            if (first < next)
                continue;

            next = last + 1;
            int start = words[first].Start, end = words[last].End;
            mentions.Add(new Mention(words.Text[start..end], use.Type, start, end, use.Entity, use.Rule is null ? "known name" : "known name, by context"));
        }

        return mentions;
    }

    /// <summary>What a phrase is to an entity: its name (sign 0), or a word for (1) or against (−1) one of its rules.</summary>
    private sealed record Use(string Entity, EntityType Type, AliasRule? Rule, int Sign);
}
