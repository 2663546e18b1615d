namespace NewsWatch.Search;

/// <summary>
/// Reads the query language. The grammar, which docs/query-language.md explains to people:
/// <code>
/// query   = [ or ]                        nothing at all, or *, is every article
/// or      = and { "OR" and }
/// and     = not { [ "AND" ] not }
/// not     = { "NOT" | "-" } primary
/// primary = "(" or ")" | text | field ":" ( value | "(" value { [ "OR" ] value } ")" ) | "title:" ( text | "(" or ")" )
/// text    = word [ "*" ] | '"' words [ "*" ] '"' | '"' words '"~' number
/// </code>
/// </summary>
public static class QueryParser
{
    /// <summary>UTF-16 units; a person writes less, and a program that writes more should write several subscriptions.</summary>
    public const int LongestQuery = 8192;

    /// <summary>Words, values and dates together.</summary>
    public const int MostTerms = 512;

    /// <summary>Brackets within brackets, and NOTs.</summary>
    public const int Deepest = 64;

    /// <exception cref="QueryException">The query cannot be read; it points at the character.</exception>
    public static Query Parse(string query)
    {
        if (query.Length > LongestQuery)
            throw new QueryException(query, LongestQuery, $"a query has at most {LongestQuery} characters; split it");

        var reader = new Reader(query, QueryScanner.Scan(query));
        return reader.Whole();
    }

    /// <summary>What is wrong with a query, in words, or null: for files that hold many.</summary>
    public static string? Fault(string query)
    {
        try
        {
            Parse(query);
            return null;
        }
        catch (QueryException error)
        {
            return error.Message;
        }
    }

    private sealed class Reader(string query, List<Lexeme> pieces)
    {
        private int _next;
        private int _depth;
        private int _terms;

        private Lexeme Current => pieces[_next];

        public Query Whole()
        {
            if (Current.Kind is LexemeKind.End)
                return new Everything();

            var whole = Or(TextField.Anywhere);
            return Current.Kind is LexemeKind.End
                ? whole
                : throw Error(Current.At, "this bracket closes nothing; remove it or open one before it");
        }

        private Query Or(TextField within)
        {
            var parts = new List<Query> { And(within) };
            while (Current.Kind is LexemeKind.Or)
            {
                _next++;
                parts.Add(And(within));
            }

            return parts.Count == 1 ? parts[0] : new Or(Flat(parts, part => (part as Or)?.Parts));
        }

        private Query And(TextField within)
        {
            var parts = new List<Query> { Not(within) };
            while (Current.Kind is not (LexemeKind.End or LexemeKind.Close or LexemeKind.Or))
            {
                if (Current.Kind is LexemeKind.And)
                    _next++;

                parts.Add(Not(within));
            }

            return parts.Count == 1 ? parts[0] : new And(Flat(parts, part => (part as And)?.Parts));
        }

        private Query Not(TextField within)
        {
            if (Current.Kind is not LexemeKind.Not)
                return Primary(within);

            Deeper(Current.At);
            _next++;
            var part = new Not(Not(within));
            _depth--;
            return part;
        }

        private Query Primary(TextField within)
        {
            var piece = Current;
            switch (piece.Kind)
            {
                case LexemeKind.Open:
                    return Bracketed(within);
                case LexemeKind.Word or LexemeKind.Quoted:
                    _next++;
                    return Text(piece, within);
                case LexemeKind.Field:
                    return Field(piece, within);
                case LexemeKind.Close:
                    throw Error(piece.At, "something to look for is missing before this bracket");
                case LexemeKind.End:
                    throw Error(piece.At, "something to look for is missing at the end");
                default:
                    throw Error(piece.At, $"'{piece.Text}' needs something to look for before and after it; as a word to look for, put it in quotes");
            }
        }

        private Query Bracketed(TextField within)
        {
            var open = Current.At;
            Deeper(open);
            _next++;
            var inside = Or(within);
            if (Current.Kind is not LexemeKind.Close)
                throw Error(open, "this bracket is never closed; add ')'");

            _next++;
            _depth--;
            return inside;
        }

        private Query Text(Lexeme piece, TextField within)
        {
            Count(piece.At);
            if (piece is { Kind: LexemeKind.Word, Text: "*" } && within is TextField.Anywhere)
                return new Everything();

            if (piece.Text.StartsWith('*'))
                throw Error(piece.At, "a word cannot begin with '*': its first letters are needed; write them and put the '*' at the end");

            var text = string.Join(' ', piece.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimEnd('*', ' ');
            if (Tokens.Wanted(text).Words.Count == 0)
                throw Error(piece.At, $"there is no letter or digit to look for in '{Short(piece.Text)}'");

            if (piece.Within is { } words)
            {
                var near = new Near(within, text, words);
                if (near.Phrases.Skip(1).Any())
                    return near;
            }

            return new Phrase(within, text, piece.Prefix);
        }

        private Query Field(Lexeme field, TextField within)
        {
            _next++;
            if (QueryFields.IsTitle(field.Text))
                return Current.Kind switch
                {
                    LexemeKind.Open => Bracketed(TextField.Title),
                    LexemeKind.Word or LexemeKind.Quoted => Text(pieces[_next++], TextField.Title),
                    _ => throw Error(field.At, "'title:' needs a word, a \"phrase\" or a bracket after it"),
                };

            if (within is TextField.Title)
                throw Error(field.At, $"inside 'title:(…)' only words can stand; move '{field.Text}:' out of the bracket");

            if (Current.Kind is not LexemeKind.Open)
                return Value(field);

            var open = Current.At;
            _next++;
            var values = new List<Query> { Value(field) };
            while (Current.Kind is not LexemeKind.Close)
            {
                if (Current.Kind is LexemeKind.End)
                    throw Error(open, "this bracket is never closed; add ')'");
                if (Current.Kind is LexemeKind.Or)
                    _next++;

                values.Add(Value(field));
            }

            _next++;
            return values.Count == 1 ? values[0] : new Or(values);
        }

        private Query Value(Lexeme field)
        {
            var value = Current;
            if (value.Kind is not (LexemeKind.Word or LexemeKind.Quoted))
                throw Error(value.At, $"'{field.Text}:' needs a value here; put one of several words in quotes");

            Count(value.At);
            _next++;
            try
            {
                return QueryFields.Read(field.Text, value.Prefix ? value.Text + '*' : value.Text);
            }
            catch (QueryFields.UnknownFieldException unknown)
            {
                throw Error(field.At, unknown.Message);
            }
            catch (FormatException wrong)
            {
                throw Error(value.At, wrong.Message);
            }
        }

        // (a OR b) OR c is a OR b OR c: one way to write a tree, one tree.
        private static List<Query> Flat(List<Query> parts, Func<Query, IReadOnlyList<Query>?> inner) =>
            [.. parts.SelectMany(part => inner(part) ?? [part])];

        private void Count(int at)
        {
            if (++_terms > MostTerms)
                throw Error(at, $"a query has at most {MostTerms} words and values; split it");
        }

        private void Deeper(int at)
        {
            if (++_depth > Deepest)
                throw Error(at, $"brackets and NOTs nest at most {Deepest} deep");
        }

        private QueryException Error(int at, string problem) => new(query, at, problem);

        private static string Short(string text) => text.Length <= 20 ? text : text[..20] + "…";
    }
}
