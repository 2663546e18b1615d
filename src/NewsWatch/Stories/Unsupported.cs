using NewsWatch.Articles;
using NewsWatch.Articles.Texts;

namespace NewsWatch.Stories;

/// <summary>Finds what an article claims that none of its sources holds.</summary>
internal static class Unsupported
{
    private const int Most = 20;
    private const int FewestTerms = 4;
    private const int LongestChain = 4;

    /// <summary>Terms that a sentence of a source must share to be the same in other words, and as a share of the sentence's.</summary>
    private const int FewestShared = 3;
    private const int SentencesCompared = 400;
    private const double ShareOfOneSentence = 0.34;

    /// <summary>Passages of neighbouring sentences; none where no source in the same language was found to compare with.</summary>
    public static IReadOnlyList<string> Find(Article article, Reading reading, IReadOnlyList<Derivation> derivations, StoryWindow window)
    {
        var sources = Chain(article, derivations, window);
        if (sources.TrueForAll(source => source.Reading.SpeaksOtherLanguage(reading)))
            return [];

        var memory = StoryMemory.Of(sources);
        var (passages, last) = (new List<(int Start, int End)>(), -2);
        for (var i = 0; i < reading.Sentences.Count && passages.Count < Most; i++)
        {
            var sentence = reading.Sentences[i];
            if (i >= reading.ReportSentences && !MakesAClaim(reading, sentence))
                continue;

            var goesOn = last == i - 1 && article.Text.AsSpan(passages[^1].End, sentence.Span.Start - passages[^1].End).IndexOf('\n') < 0;
            if (!IsUnsupported(article, reading, sentence, memory, window.Weights, goesOn ? 1 : FewestTerms) || IsWordedOtherwise(reading, sentence, sources, memory))
                continue;

            if (goesOn)
                passages[^1] = (passages[^1].Start, sentence.Span.End);
            else
                passages.Add((sentence.Span.Start, sentence.Span.End));

            last = i;
        }

        return [.. passages.Select(passage => article.Text[passage.Start..passage.End])];
    }

    /// <summary>After the report come the outlet's own lines; an invention there has somebody say it or a measure in it.</summary>
    private static bool MakesAClaim(Reading reading, ReadSentence sentence) =>
        sentence.Speaks || reading.Figures.Any(figure => sentence.Span.Holds(figure.Start) && figure.Kind is FigureKind.Percent or FigureKind.Money);

    private static bool IsUnsupported(Article article, Reading reading, ReadSentence sentence, StoryMemory memory, TermWeights weights, int fewestTerms)
    {
        if (sentence.Terms.Count < fewestTerms || ChangeCues.IsFurniture(sentence.Span.Of(article.Text)))
            return false;

        var hasNewFigure = reading.Figures.Any(figure => sentence.Span.Holds(figure.Start) && !memory.Counted(figure));
        return memory.ShareUnsaid(sentence.Terms, weights) > (hasNewFigure ? 0.3 : StoryParameters.Supported);
    }

    /// <summary>One sentence of a source has most of its matter, and it brings no name and no figure of its own: the same in other words.</summary>
    private static bool IsWordedOtherwise(Reading reading, ReadSentence sentence, List<KnownArticle> sources, StoryMemory memory)
    {
        if (reading.Figures.Any(figure => sentence.Span.Holds(figure.Start) && !memory.Counted(figure))
            || sentence.Terms.Any(term => Array.BinarySearch(reading.Names, term) >= 0 && !memory.Said(term)))
            return false;

        var needed = Math.Max(FewestShared, (int)Math.Ceiling(ShareOfOneSentence * sentence.Terms.Count));
        return sources.Exists(source => source.Reading.Sentences.Take(SentencesCompared).Any(theirs => SortedTerms.Shared(sentence.Terms, theirs.Terms) >= needed));
    }

    /// <summary>The sources, and theirs: what a source's source says is no invention.</summary>
    private static List<KnownArticle> Chain(Article article, IReadOnlyList<Derivation> derivations, StoryWindow window)
    {
        var chain = new List<KnownArticle>();
        var sources = derivations.Where(edge => edge.Kind != DerivationKind.Cites).Select(edge => edge.SourceArticleId).ToList();
        for (var depth = 0; depth < LongestChain && sources.Count > 0; depth++)
        {
            var found = sources.OfType<string>().Select(window.Articles.Find)
                .OfType<KnownArticle>()
                .Where(known => known.Id != article.Id && !chain.Contains(known))
                .ToList();
            chain.AddRange(found);
            sources = [.. found.SelectMany(known => known.Decision.Edges).Where(edge => edge.Kind != DerivationKind.Cites).Select(edge => edge.SourceArticleId)];
        }

        return chain;
    }
}
