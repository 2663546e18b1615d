namespace NewsWatch.Search;

internal enum LexemeKind
{
    End,

    /// <summary>A run without spaces, quotes or brackets.</summary>
    Word,

    /// <summary>What stood between quotes.</summary>
    Quoted,

    /// <summary>A field's name; its colon is read.</summary>
    Field,
    Open,
    Close,
    And,
    Or,
    Not,
}

/// <summary>One piece of a query.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The word, the quoted text or the field's name.</param>
/// <param name="At">Where it begins in the query.</param>
/// <param name="Prefix">For words and quoted text: a <c>*</c> ended it.</param>
/// <param name="Within">For quoted text: the number after <c>~</c>.</param>
internal readonly record struct Lexeme(LexemeKind Kind, string Text, int At, bool Prefix = false, int? Within = null);

/// <summary>Cuts a query into its pieces.</summary>
internal static class QueryScanner
{
    public static List<Lexeme> Scan(string query)
    {
        var pieces = new List<Lexeme>();
        var i = 0;
        while (true)
        {
            while (i < query.Length && char.IsWhiteSpace(query[i]))
                i++;
            if (i == query.Length)
                break;

            pieces.Add(Next(query, ref i));
        }

        pieces.Add(new Lexeme(LexemeKind.End, "", query.Length));
        return pieces;
    }

    private static Lexeme Next(string query, ref int i)
    {
        var at = i;
        switch (query[i])
        {
            case '(':
                i++;
                return new Lexeme(LexemeKind.Open, "(", at);
            case ')':
                i++;
                return new Lexeme(LexemeKind.Close, ")", at);
            case '"' or '“' or '”' or '„':
                return Quoted(query, ref i);
            case '-' when i + 1 < query.Length && !char.IsWhiteSpace(query[i + 1]):
                i++;
                return new Lexeme(LexemeKind.Not, "-", at);
            default:
                return Word(query, ref i);
        }
    }

    private static Lexeme Quoted(string query, ref int i)
    {
        var at = i++;
        var start = i;
        while (i < query.Length && !IsQuote(query[i]))
            i++;
        if (i == query.Length)
            throw new QueryException(query, at, "this quotation mark is never closed; add one at the end of the phrase");

        var text = query[start..i++];
        var prefix = text.EndsWith('*');
        if (i == query.Length || query[i] != '~')
            return new Lexeme(LexemeKind.Quoted, prefix ? text[..^1] : text, at, prefix);

        var tilde = i++;
        var digits = i;
        while (i < query.Length && char.IsAsciiDigit(query[i]))
            i++;
        if (!int.TryParse(query.AsSpan(digits, i - digits), out var within) || within > Near.Farthest)
            throw new QueryException(query, tilde, $"'~' after a phrase needs a number of words from 0 to {Near.Farthest}, as in \"chip export\"~5");
        if (prefix)
            throw new QueryException(query, at, "words near each other are whole words; remove the '*'");

        return new Lexeme(LexemeKind.Quoted, text, at, Within: within);
    }

    private static Lexeme Word(string query, ref int i)
    {
        var at = i;
        while (i < query.Length && !char.IsWhiteSpace(query[i]) && query[i] is not ('(' or ')') && !IsQuote(query[i]))
        {
            // A colon ends a field's name, if what stands before it could be one; else it is part of the word (12:30, http://).
            if (query[i] == ':' && i > at && query.AsSpan(at, i - at).ContainsOnlyLetters())
            {
                var name = query[at..i++];
                return new Lexeme(LexemeKind.Field, name, at);
            }

            i++;
        }

        var word = query[at..i];
        return word switch
        {
            "AND" => new Lexeme(LexemeKind.And, word, at),
            "OR" => new Lexeme(LexemeKind.Or, word, at),
            "NOT" => new Lexeme(LexemeKind.Not, word, at),
            _ when word.Length > 1 && word.EndsWith('*') => new Lexeme(LexemeKind.Word, word[..^1], at, Prefix: true),
            _ => new Lexeme(LexemeKind.Word, word, at),
        };
    }

    internal static bool IsQuote(char c) => c is '"' or '“' or '”' or '„';

    private static bool ContainsOnlyLetters(this ReadOnlySpan<char> text)
    {
        foreach (var c in text)
            if (!char.IsAsciiLetter(c))
                return false;

        return true;
    }
}
