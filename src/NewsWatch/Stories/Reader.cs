using NewsWatch.Articles;
using NewsWatch.Articles.Texts;

namespace NewsWatch.Stories;

/// <summary>Reads an article once into what decisions need. Pure but for the names of outlets that it is given.</summary>
internal static class Reader
{
    public static Reading Read(Article article, OutletNames outlets)
    {
        var title = Tokenizer.Cut(article.Title);
        var body = Tokenizer.Cut(article.Text);
        var spans = Sentences.Cut(article.Text);
        if (title.Count == 0 && spans.Count > 0)
            title = [.. body.TakeWhile(token => token.Start < spans[0].End).Take(20)];

        var figures = Figures.Find(article.Text);
        var (credits, selfOutletId) = Credits.Find(article.Text, body, spans, outlets, article.OutletId);
        return new Reading
        {
            Main = TermVector.Count(title, body.Take(StoryParameters.BodyWords)),
            Title = TermVector.Count(title, []),
            Lead = TermVector.Count(title, body.Take(StoryParameters.LeadWords)),
            Sketch = Sketch.Of(body),
            Sentences = TermsBySentence(body, spans),
            Names = NameTerms(article.Text, body, spans),
            Figures = figures,
            Credits = credits,
            SelfOutletId = selfOutletId,
            Shape = ArticleShapes.Of(article, body.Count, figures),
            TitleKey = KeyOf(Tokenizer.Cut(article.Title)),
            TextKey = KeyOf(body),
            Length = title.Count + body.Count,
        };
    }

    private static List<ReadSentence> TermsBySentence(List<Token> tokens, List<TextSpan> spans)
    {
        var sentences = new List<ReadSentence>(spans.Count);
        var at = 0;
        var terms = new HashSet<uint>();
        foreach (var span in spans)
        {
            terms.Clear();
            var speaks = false;
            for (; at < tokens.Count && tokens[at].Start < span.End; at++)
            {
                speaks |= Cues.IsSpeech(tokens[at].Term);
                if (tokens[at].IsContent)
                    terms.Add(tokens[at].Term);
            }

            var sorted = terms.ToArray();
            Array.Sort(sorted);
            sentences.Add(new ReadSentence(span, sorted, speaks));
        }

        return sentences;
    }

    private static uint[] NameTerms(string text, List<Token> tokens, List<TextSpan> spans)
    {
        var terms = new HashSet<uint>();
        foreach (var run in Names.Find(text, tokens, spans))
            for (var i = run.FirstToken; i <= run.LastToken; i++)
                if (tokens[i].IsContent)
                    terms.Add(tokens[i].Term);

        var sorted = terms.ToArray();
        Array.Sort(sorted);
        return sorted;
    }

    private static uint KeyOf(List<Token> tokens)
    {
        var key = 0u;
        foreach (var token in tokens)
            key = Terms.Join(key, token.Term);

        return key;
    }
}
