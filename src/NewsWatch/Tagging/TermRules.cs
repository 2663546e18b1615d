namespace NewsWatch.Tagging;

/// <summary>What a rule decided, and by which terms.</summary>
internal readonly record struct TermDecision(string Id, bool Given, double Sum, double Score, IReadOnlyList<string> Because);

/// <summary>Weighs the scope's and all topics' terms over one article at once.</summary>
internal sealed class TermRules
{
    /// <summary>How many reasons a decision names.</summary>
    private const int MostReasons = 6;

    /// <summary>The scope is the first rule, and each term names its rules in their order.</summary>
    private const int ScopeRule = 0;

    /// <summary>Words from which on a text is more than an excerpt.</summary>
    private const int WholeArticle = 120;

    /// <summary>Fewer words of the scope than this in a whole article are said in passing.</summary>
    private const int FewMentions = 3;

    /// <summary>Words of this weight ("Grok", "generative AI") are about AI wherever they stand.</summary>
    private const double Unmistakable = 3;

    /// <summary>What such words count.</summary>
    private const double PassingShare = 0.6;

    /// <summary>How fast the score turns from no to yes around the threshold.</summary>
    private const double Steepness = 2.0;

    private readonly IReadOnlyList<WeightedTerms> _rules;
    private readonly int _terms;

    /// <summary>For each term (a phrase of the matcher): the rules that use it and its weight there.</summary>
    private readonly List<(int Rule, double Weight)[]> _uses = [];
    private readonly List<string> _texts = [];

    /// <summary>Adds the rules' terms to the phrases to be found; they must be the first there.</summary>
    public TermRules(IReadOnlyList<WeightedTerms> rules, List<Phrase> phrases)
    {
        _rules = rules;
        var byText = rules.SelectMany((rule, index) => rule.Terms.Select(term => (term.Text, Use: (index, term.Weight))))
            .GroupBy(pair => pair.Text, StringComparer.Ordinal);
        foreach (var group in byText)
        {
            phrases.Add(new Phrase(group.Key, PhraseCase.Ignore));
            _texts.Add(group.Key);
            _uses.Add([.. group.Select(pair => pair.Use)]);
        }

        _terms = _texts.Count;
        Stemmed = new StemmedTerms(_texts);
    }

    /// <summary>Finds the terms in their other forms.</summary>
    public StemmedTerms Stemmed { get; }

    public TermDecision[] Decide(List<PhraseHit> title, List<PhraseHit> text, int words)
    {
        var evidence = new Dictionary<int, TermEvidence>();
        foreach (var hit in title)
            if (hit.Phrase < _terms)
                Of(evidence, hit).Title++;
        foreach (var hit in text)
            if (hit.Phrase < _terms)
            {
                ref var one = ref Of(evidence, hit);
                if (hit.First < TermEvidence.LeadWords)
                    one.Lead++;
                else
                    one.Body++;
            }

        var sums = new double[_rules.Count];
        var found = new List<(double Worth, int Term)>?[_rules.Count];
        foreach (var (term, one) in evidence)
        {
            var share = one.Share(words);
            foreach (var (rule, weight) in _uses[term])
            {
                sums[rule] += weight * share;
                (found[rule] ??= []).Add((weight * share, term));
            }
        }

        if (IsPassing(evidence, words))
            sums[ScopeRule] *= PassingShare;

        var decisions = new TermDecision[_rules.Count];
        for (var i = 0; i < decisions.Length; i++)
        {
            var rule = _rules[i];
            var given = sums[i] >= rule.Threshold;
            decisions[i] = new TermDecision(
                rule.Id,
                given,
                sums[i] / rule.Threshold,
                1 / (1 + Math.Exp(-Steepness * ((sums[i] / rule.Threshold) - 1))),
                given || i == 0 ? Reasons(found[i], evidence) : []);
        }

        return decisions;
    }

    /// <summary>
    /// One or two words of the scope in a whole article, and none in its title: a company's line about itself, a list of what
    /// else is new.
    /// </summary>
    private bool IsPassing(Dictionary<int, TermEvidence> evidence, int words)
    {
        if (words < WholeArticle)
            return false;

        var mentions = 0;
        foreach (var (term, one) in evidence)
            if (_uses[term][0].Rule == ScopeRule)
            {
                if (one.Title > 0 || _uses[term][0].Weight >= Unmistakable)
                    return false;

                mentions += one.Lead + one.Body;
            }

        return mentions < FewMentions;
    }

    private static ref TermEvidence Of(Dictionary<int, TermEvidence> evidence, PhraseHit hit) =>
        ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(evidence, hit.Phrase, out _);

    private IReadOnlyList<string> Reasons(List<(double Worth, int Term)>? found, Dictionary<int, TermEvidence> evidence) =>
        found is null
            ? []
            : [.. found.OrderByDescending(one => Math.Abs(one.Worth)).Take(MostReasons).Select(one =>
                string.Create(System.Globalization.CultureInfo.InvariantCulture, $"“{_texts[one.Term]}” ({evidence[one.Term]}): {one.Worth:+0.0;−0.0}"))];
}
