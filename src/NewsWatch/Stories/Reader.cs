using System.Runtime.InteropServices;
using NewsWatch.Articles;
using NewsWatch.Articles.Texts;

namespace NewsWatch.Stories;

/// <summary>Reads an article once into what decisions need. Pure but for the names of outlets that it is given.</summary>
internal static class Reader
{
    private const int LongestQuotation = 2_000;
    private static readonly uint Told = Terms.Of("told");
    private static readonly uint By = Terms.Of("by");
    private static readonly uint The = Terms.Of("the");
    private static readonly uint Us = Terms.Of("us");

    public static Reading Read(Article article, OutletNames outlets)
    {
        var title = Tokenizer.Cut(article.Title);
        var titleKey = KeyOf(title);
        var body = Tokenizer.Cut(article.Text);
        var spans = Sentences.Cut(article.Text);
        if (title.Count == 0 && spans.Count > 0)
            title = [.. body.TakeWhile(token => token.Start < spans[0].End).Take(20)];

        var figures = Figures.Find(article.Text, body);
        var (credits, selfOutletId) = Credits.Find(article.Text, body, spans, article.Title, outlets, (article.OutletId, article.OutletName));
        var sentences = TermsBySentence(body, spans);
        var lead = TermVector.Count(title, body, StoryParameters.LeadWords);
        return new Reading
        {
            Main = TermVector.Count(title, body, StoryParameters.BodyWords),
            Title = TermVector.Count(title, [], 0),
            Lead = lead,
            Sketch = Sketch.Of(body),
            Sentences = sentences,
            ReportSentences = EndOfReport(article, sentences, lead),
            Names = NameTerms(article.Text, body, spans),
            Figures = figures.Count == 0 ? [] : figures.ToArray(),
            Credits = credits.Count == 0 ? [] : credits.ToArray(),
            SelfOutletId = selfOutletId,
            English = body.Count == 0 ? 0 : (double)EnglishFunctionWords(body) / body.Count,
            ReportsItself = ReportsItself(article, body),
            Shape = ArticleShapes.Of(article, body.Count, figures),
            TitleKey = titleKey,
            TextKey = KeyOf(body),
            Length = title.Count + body.Count,
        };
    }

    private static int EnglishFunctionWords(List<Token> tokens)
    {
        var count = 0;
        foreach (ref readonly var token in CollectionsMarshal.AsSpan(tokens))
            if (!token.IsContent && FunctionWords.IsEnglish(token.Term))
                count++;

        return count;
    }

    private static SentenceList TermsBySentence(List<Token> tokens, List<TextSpan> spans)
    {
        var content = 0;
        foreach (var token in CollectionsMarshal.AsSpan(tokens))
            if (token.IsContent)
                content++;

        var (sentences, at) = (new SentenceList.Writer(spans.Count, Math.Min(content, StoryParameters.SentenceTerms)), 0);
        var all = CollectionsMarshal.AsSpan(tokens);
        foreach (var span in spans)
        {
            var speaks = false;
            for (; at < all.Length && all[at].Start < span.End; at++)
            {
                speaks = speaks || Cues.IsSpeech(all[at].Term);
                if (all[at].IsContent)
                    sentences.Add(all[at].Term);
            }

            sentences.Close(span, speaks);
        }

        return sentences.ToList();
    }

    /// <summary>
    /// Strips from the end the paragraphs that share fewer than two terms with the headline and lead, the outlet's own name aside:
    /// what an outlet says of itself, its newsletter and its readers under every article.
    /// </summary>
    private static int EndOfReport(Article article, SentenceList sentences, TermVector lead)
    {
        var (text, end) = (article.Text, sentences.Count);
        var itself = Tokenizer.Cut(article.OutletName);
        var found = new HashSet<uint>();
        while (end > 0)
        {
            var first = end - 1;
            while (first > 0 && text.AsSpan(sentences[first - 1].Span.End, sentences[first].Span.Start - sentences[first - 1].Span.End).IndexOf('\n') < 0)
                first--;

            found.Clear();
            var paragraph = text.AsSpan(sentences[first].Span.Start, sentences[end - 1].Span.End - sentences[first].Span.Start);
            var namesItself = paragraph.Contains(article.OutletName, StringComparison.Ordinal);
            for (var i = first; i < end; i++)
            {
                var (span, terms, _) = sentences[i];
                if (terms.Count > 0 && text.AsSpan(span.Start, span.Length).IndexOfAny('“', '"', '„') >= 0)
                    return end;

                foreach (var term in terms)
                    if (lead.Terms.BinarySearch(term) >= 0 && !(namesItself && itself.Exists(token => token.Term == term)))
                        found.Add(term);
            }

            if (found.Count >= 2 || first < sentences.Count / 2)
                break;

            end = first;
        }

        return end;
    }

    private static uint[] NameTerms(string text, List<Token> tokens, List<TextSpan> spans)
    {
        var terms = new HashSet<uint>();
        foreach (var run in Names.Find(text, tokens, spans))
            for (var i = run.FirstToken; i <= run.LastToken; i++)
                if (tokens[i].IsContent && terms.Count < StoryParameters.NameTerms)
                    terms.Add(tokens[i].Term);

        var sorted = terms.ToArray();
        Array.Sort(sorted);
        return sorted;
    }

    /// <summary>"told this paper", "told us", "seen by Model Ledger"; not where somebody else says so: “the screen told us”.</summary>
    private static bool ReportsItself(Article article, List<Token> tokens)
    {
        HashSet<uint>? own = null;
        for (var i = 0; i + 2 < tokens.Count; i++)
        {
            if (tokens[i].Term != Told && tokens[i].Term != By)
                continue;

            own ??= [Us, .. Tokenizer.Cut(article.OutletName).Where(token => token.IsContent).Select(token => token.Term)];
            if ((own.Contains(tokens[i + 1].Term) || (tokens[i + 1].Term == The && own.Contains(tokens[i + 2].Term))) && !IsQuoted(article.Text, tokens[i].Start))
                return true;
        }

        return false;
    }

    /// <summary>Whether a quotation that its paragraph opened is open at this place.</summary>
    private static bool IsQuoted(string text, int at)
    {
        var before = text.AsSpan(Math.Max(0, at - LongestQuotation), Math.Min(at, LongestQuotation));
        before = before[(before.LastIndexOf('\n') + 1)..];
        return before.Count('“') > before.Count('”') || before.Count('"') % 2 == 1;
    }

    private static uint KeyOf(List<Token> tokens)
    {
        var key = 0u;
        foreach (ref readonly var token in CollectionsMarshal.AsSpan(tokens))
            key = Terms.Join(key, token.Term);

        return key;
    }
}
