using System.Buffers;

namespace NewsWatch.Articles.Texts;

/// <summary>How an outlet's name stands in a text.</summary>
internal enum CreditKind
{
    /// <summary>It is only named.</summary>
    None,

    /// <summary>Something in the text comes from it.</summary>
    Some,

    /// <summary>The news comes from it: "first reported by X".</summary>
    First,

    /// <summary>The whole text comes from it: its dateline, its syndication line.</summary>
    Whole,
}

/// <summary>
/// Whether the words around an outlet's name credit it: "according to X", "told X", "X reported", "LONDON (X) –", "appeared first on X".
/// Before the name only what belongs to it may stand between ("told the German magazine X"), behind it only adverbs, times and names
/// ("X's Ada Marsh previously reported"). What X says of itself ("X said it would …") is its own news.
/// </summary>
internal static class CreditCues
{
    private const int Reach = 7;
    private const int OtherWords = 2;
    private const int Dateline = 60;
    private const int Head = 600;
    private const int Foot = 400;

    /// <summary>A line of names is shorter, and so is what a syndication line says before and behind a name: a text made of names is read once.</summary>
    private const int LongestLine = 60;

    /// <summary>Before the name, as they stand.</summary>
    private static readonly TermSet Handing = TermSet.Of(
        "according per via told tell telling cite cited citing quoted quoting report reported reporting obtained seen reviewed viewed "
        + "interview interviewed interviewing speaking spoke statement published wrote write writing revealed disclosed uncovered leaked story article "
        + "investigation analysis scoop coverage column poll polled survey surveyed broken unearthed republished reprinted appearance appeared documented "
        + "laut angaben informationen recherchen bericht berichtet berichtete berichten meldet meldete schreibt gegenüber zitiert "
        + "selon rapporte rapporté révèle révélé confié citant interrogé "
        + "según informó informa reportó reporta reveló publicó citando entrevista "
        + "secondo riporta riferisce scrive rivela segundo acordo noticiou informou volgens meldt schrijft enligt rapporterar skriver ifølge melder "
        + "według informuje podaje donosi сообщает сообщил сообщила сообщили передает передаёт пишет данным ссылкой рассказал рассказали заявил "
        + "وفقا وفقاً بحسب حسب ذكرت نقلت أفادت نشرت לפי");

    /// <summary>Before the name only together with a word that hands over: "explained to X", "spotted by X", "said on X".</summary>
    private static readonly TermSet HandingWithPreposition = TermSet.Of(
        "said saying say confirmed explained admitted clarified described claimed acknowledged insisted stated argued added warned comment "
        + "found discovered spotted noted detailed highlighted flagged exposed produced conducted compiled verified first piece essay opinion "
        + "déclaré dit expliqué dijo declaró contó explicó disse sagte erklärte detto dichiarato");

    private static readonly TermSet Prepositions = TermSet.Of("to by in on with à au au der dem den a al la ao");

    /// <summary>Behind the name.</summary>
    private static readonly TermSet Reporting = TermSet.Of(
        "report reported reporting say said wrote write writes revealed reveal learned learnt understand understood found find noted note added "
        + "quoted quote quoting cited cite citing published publish obtained broke investigation analysis story article interview scoop exclusive poll "
        + "survey tally column editorial contributed described describe claim claimed confirmed uncovered exposed disclosed detailed "
        + "spotted estimate calculated point pointed ran reporter journalist correspondent columnist asked "
        + "berichtet berichtete berichten meldet meldete schreibt schrieb zufolge zitiert enthüllte "
        + "rapporte rapporté révèle révélé écrit affirme indique informó informa reportó reveló publicó señaló riporta riferisce scrive informou noticiou "
        + "meldt schrijft rapporterar skriver melder informuje podaje сообщает сообщил сообщила сообщили передает передаёт пишет göre bildirdi");

    /// <summary>What a platform or an institution does of these says nothing of others.</summary>
    private static readonly TermSet Speaking = TermSet.Of("say said wrote write added noted note confirmed asked described describe claim claimed detailed found find understand estimate");

    /// <summary>Between the name and what it does.</summary>
    private static readonly TermSet Between = TermSet.Of(
        "recently previously exclusively earlier later also already separately subsequently initially originally reportedly today morning evening "
        + "afternoon night week month daily newspaper tabloid magazine website site agency broadcaster channel late early online");

    private static readonly TermSet Itself = TermSet.Of("it its");
    private static readonly TermSet Pictures = TermSet.Of("image photo photograph picture chart graphic video screenshot data");
    private static readonly TermSet Running = TermSet.Of("appeared published ran posted released erschien erschienen publié publicado");
    private static readonly TermSet Again = TermSet.Of("first originally republished reprinted syndicated zuerst ursprünglich initialement originalmente");
    private static readonly TermSet OfLines = TermSet.Of("with and from by the input file agency wire staff source additional reporting mit et avec agences und");
    private static readonly TermSet OwnMedia = TermSet.Of("blog newsletter podcast");
    private static readonly TermSet ItsText = TermSet.Of("this post article story piece version artikel beitrag cet artículo");
    private static readonly TermSet AtFirst = TermSet.Of("first originally zuerst");
    private static readonly uint That = Terms.Of("that");
    private static readonly uint Source = Terms.Of("source");

    private static readonly SearchValues<char> ClauseEnds = SearchValues.Create(";:!?—–|\n()[]");
    private static readonly SearchValues<char> TitleEnds = SearchValues.Create("-–—:|(");
    private static readonly SearchValues<char> Quotes = SearchValues.Create("\"“”„«»");

    private static readonly string[] SpacelessBefore = ["据", "據", "援引", "引述", "引用", "告诉", "告訴", "转引", "来源：", "来源:", "來源：", "出典："];

    private static readonly string[] SpacelessAfter =
        ["报道", "報道", "报导", "報導", "披露", "消息", "获悉", "采访", "指出", "称", "稱", "によると", "によれば", "が報じ", "は報じ", "が伝え", "보도", "에 따르면"];

    private const int SpacelessReach = 8;

    /// <summary>How one of a text's outlets stands in it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="tokens">Its tokens.</param>
    /// <param name="mentions">All outlets that it names.</param>
    /// <param name="mention">The one asked about.</param>
    /// <param name="sentence">The sentence that names it.</param>
    public static CreditKind Of(string text, List<Token> tokens, List<OutletMention> mentions, OutletMention mention, TextSpan sentence)
    {
        if (HasSpacelessCue(text, tokens[mention.FirstToken].Start, tokens[mention.After - 1].End))
            return CreditKind.Some;

        if (tokens[mention.FirstToken].Is(TokenTraits.Bigram))
            return CreditKind.None;

        if (IsDateline(text, tokens, mention, sentence))
            return CreditKind.Whole;

        if (EndOfSyndication(tokens, mention, sentence) is { } end)
            return end <= mention.FirstToken ? CreditKind.Whole : CreditKind.None;

        var (handed, reported) = (HandsOver(text, tokens, mention, sentence), Reports(text, tokens, mention, sentence));
        return handed == CreditKind.None && reported == CreditKind.None && IsCreditLine(text, tokens, mentions, mention) ? CreditKind.Some
            : handed > reported ? handed
            : reported;
    }

    /// <summary>A headline that ends in " - Lantern", "(Lantern)" or ": Lantern".</summary>
    public static bool EndsTitle(string title, List<Token> tokens, OutletMention mention) =>
        mention.After == tokens.Count && mention.FirstToken > 0
        && Gap(title, tokens, mention.FirstToken - 1).ContainsAny(TitleEnds);

    /// <summary>
    /// The token behind "appeared first on" or "originally published in" of a sentence that says where its text comes from, or null.
    /// What it names before that stands in the text's title.
    /// </summary>
    private static int? EndOfSyndication(List<Token> tokens, OutletMention mention, TextSpan sentence)
    {
        var (isText, runs, again) = (false, false, false);
        for (var at = Math.Max(0, mention.FirstToken - LongestLine); at < tokens.Count && at < mention.After + LongestLine && tokens[at].Start < sentence.End; at++)
        {
            if (tokens[at].Start < sentence.Start)
                continue;

            if (isText && runs && again && Prepositions.Contains(tokens[at].Term))
                return at + 1;

            isText |= ItsText.Contains(tokens[at].Term);
            var (isRun, isAgain) = (Running.Contains(tokens[at].Term), Again.Contains(tokens[at].Term));
            (runs, again) = isRun || isAgain ? (runs || isRun, again || isAgain) : (false, false);
        }

        return null;
    }

    /// <summary>"LONDON (Reuters) -" or "Reuters:" at the head.</summary>
    private static bool IsDateline(string text, List<Token> tokens, OutletMention mention, TextSpan sentence)
    {
        var (start, end) = (tokens[mention.FirstToken].Start, tokens[mention.After - 1].End);
        var isBracketed = start > 0 && text[start - 1] == '(' && end < text.Length && text[end] == ')';
        if (sentence.Start > Head || start > sentence.Start + (isBracketed ? Dateline : 0))
            return false;

        return text.AsSpan(isBracketed ? end + 1 : end).TrimStart() is ['-' or '–' or '—' or ':', ..];
    }

    /// <summary>"— AFP", "(dpa, Reuters)", "With files from Reuters": a line or its end, at the head or the foot, that has names and nothing to tell.</summary>
    private static bool IsCreditLine(string text, List<Token> tokens, List<OutletMention> mentions, OutletMention mention)
    {
        var (start, end) = (tokens[mention.FirstToken].Start, tokens[mention.After - 1].End);
        if (start > Head / 2 && end < text.Length - Foot)
            return false;

        var (first, after) = (mention.FirstToken, mention.After);
        while (first > 0 && !OpensLine(Gap(text, tokens, first - 1)))
            if (mention.FirstToken - first == LongestLine || !BelongsToLine(--first))
                return false;

        while (after < tokens.Count && Gap(text, tokens, after - 1).IndexOf('\n') < 0)
            if (after - mention.After == LongestLine || !BelongsToLine(after++))
                return false;

        return true;

        bool BelongsToLine(int at) => OfLines.Contains(tokens[at].Term) || mentions.Exists(other => other.FirstToken <= at && at < other.After);
    }

    /// <summary>What stands between a token and the next; nothing between pairs of letters, which overlap.</summary>
    private static ReadOnlySpan<char> Gap(string text, List<Token> tokens, int at) =>
        text.AsSpan(tokens[at].End, Math.Max(0, tokens[at + 1].Start - tokens[at].End));

    private static bool OpensLine(ReadOnlySpan<char> gap) =>
        gap.ContainsAny('\n', '(', '[') || (gap.ContainsAny(".!?”\"") && gap.ContainsAny("—―–-"));

    private static CreditKind HandsOver(string text, List<Token> tokens, OutletMention mention, TextSpan sentence)
    {
        var others = 0;
        for (var at = mention.FirstToken - 1; at >= 0 && at >= mention.FirstToken - Reach && tokens[at].Start >= sentence.Start; at--)
        {
            var gap = Gap(text, tokens, at);
            if (gap.ContainsAny(ClauseEnds))
                return IsSourceLine(tokens, at, gap) ? CreditKind.Some : CreditKind.None;

            // A name may stand in quotation marks; a quotation that ends before it is somebody's words.
            if (at < mention.FirstToken - 1 && gap.ContainsAny(Quotes))
                return CreditKind.None;

            var term = tokens[at].Term;
            if (Handing.Contains(term) || IsOnTheirOwn(tokens, at) || (HandingWithPreposition.Contains(term) && (Prepositions.Contains(tokens[at + 1].Term) || IsTag(text, tokens[at]))))
                return at > 0 && AtFirst.Contains(tokens[at - 1].Term) ? CreditKind.First : CreditKind.Some;

            if (!tokens[at].Is(TokenTraits.Capital | TokenTraits.Function) && ++others > OtherWords)
                return CreditKind.None;
        }

        return CreditKind.None;
    }

    /// <summary>"On her blog, X"; "his newsletter, X, has readers" credits nobody.</summary>
    private static bool IsOnTheirOwn(List<Token> tokens, int at) => at > 1 && OwnMedia.Contains(tokens[at].Term) && Prepositions.Contains(tokens[at - 2].Term);

    /// <summary>"…, says the Lantern": behind a comma the one who speaks comes last.</summary>
    private static bool IsTag(string text, Token verb) =>
        Speaking.Contains(verb.Term) && text.AsSpan(0, verb.Start).TrimEnd() is [.., ','] or [.., ',', '"' or '”'];

    /// <summary>"Source: X"; what stands under a picture says where the picture is from.</summary>
    private static bool IsSourceLine(List<Token> tokens, int at, ReadOnlySpan<char> gap) =>
        tokens[at].Term == Source && gap.Trim() is [':' or '：'] && (at == 0 || !Pictures.Contains(tokens[at - 1].Term));

    private static CreditKind Reports(string text, List<Token> tokens, OutletMention mention, TextSpan sentence)
    {
        var isFirst = false;
        for (var at = mention.After; at < tokens.Count && at < mention.After + Reach && tokens[at].Start < sentence.End; at++)
        {
            var gap = Gap(text, tokens, at - 1);
            if (gap.ContainsAny(ClauseEnds) || (gap.ContainsAny(Quotes) && !(at == mention.After && IsQuoted(text, tokens, mention))))
                return CreditKind.None;

            var term = tokens[at].Term;
            if (Reporting.Contains(term))
                return (mention.SpeaksForItself && Speaking.Contains(term)) || IsOfItself(tokens, at + 1) ? CreditKind.None : isFirst ? CreditKind.First : CreditKind.Some;

            isFirst |= AtFirst.Contains(term);
            if (!tokens[at].Is(TokenTraits.Capital | TokenTraits.Function) && !Between.Contains(term))
                return CreditKind.None;
        }

        return CreditKind.None;
    }

    private static bool IsQuoted(string text, List<Token> tokens, OutletMention mention) =>
        tokens[mention.FirstToken].Start > 0 && Quotes.Contains(text[tokens[mention.FirstToken].Start - 1]);

    /// <summary>"said it would", "reported its results": no report on others.</summary>
    private static bool IsOfItself(List<Token> tokens, int at) =>
        at < tokens.Count && (Itself.Contains(tokens[at].Term) || (tokens[at].Term == That && at + 1 < tokens.Count && Itself.Contains(tokens[at + 1].Term)));

    /// <summary>The same in scripts without spaces, where the name itself may be in Latin letters.</summary>
    private static bool HasSpacelessCue(string text, int start, int end)
    {
        var before = text.AsSpan(Math.Max(0, start - SpacelessReach), Math.Min(start, SpacelessReach));
        var after = text.AsSpan(end, Math.Min(text.Length - end, SpacelessReach));
        if (!Tokenizer.IsSpaceless(text[start]) && !(before is [.., var left] && Tokenizer.IsSpaceless(left)) && !(after is [var right, ..] && Tokenizer.IsSpaceless(right)))
            return false;

        before = before[(before.LastIndexOfAny('。', '！', '？') + 1)..];
        after = after.IndexOfAny('。', '！', '？') is >= 0 and var stop ? after[..stop] : after;
        foreach (var cue in SpacelessBefore)
            if (before.Contains(cue, StringComparison.Ordinal))
                return true;

        foreach (var cue in SpacelessAfter)
            if (after.Contains(cue, StringComparison.Ordinal))
                return true;

        return false;
    }
}
