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
        uint[] all = [.. reading.Sentences.Terms, .. reading.Title.Terms];
        var terms = all.Distinct().ToArray();
        var unsaidTerms = memory.ShareUnsaid(terms, weights);
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
