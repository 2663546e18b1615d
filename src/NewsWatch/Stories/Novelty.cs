using System.Runtime.InteropServices;

namespace NewsWatch.Stories;

/// <summary>How much of an article its story had not yet said.</summary>
internal static class Novelty
{
    /// <summary>
    /// 0 to 1: the mean of the weight of unsaid terms and the share of sentences that are mostly unsaid. Measured against the union of
    /// what the story said: one minus the likeness to the nearest article is no measure of novelty (AUC .23 against .96).
    /// </summary>
    public static double Of(Reading reading, StoryMemory memory, TermWeights weights)
    {
        var sentenceTerms = reading.Sentences.Terms;
        var titleTerms = reading.Title.Terms;
        var (terms, known) = (new List<uint>(sentenceTerms.Length + titleTerms.Length), new HashSet<uint>(sentenceTerms.Length + titleTerms.Length));
        foreach (var term in sentenceTerms)
            if (known.Add(term))
                terms.Add(term);

        foreach (var term in titleTerms)
            if (known.Add(term))
                terms.Add(term);

        var unsaidTerms = memory.ShareUnsaid(CollectionsMarshal.AsSpan(terms), weights);
        var (unsaidSentences, sentences) = (0, 0);
        foreach (var sentence in reading.Sentences)
        {
            if (sentence.Terms.Count < 4)
                continue;

            sentences++;
            if (memory.ShareUnsaid(sentence.Terms, weights) >= StoryParameters.UnsaidSentence)
                unsaidSentences++;
        }

        return sentences == 0 ? unsaidTerms : (0.7 * unsaidTerms) + (0.3 * unsaidSentences / sentences);
    }
}
