using System.Text;
using System.Text.Json.Nodes;
using NewsWatch.Search;

namespace NewsWatch.Elasticsearch;

/// <summary>A query as Elasticsearch asks it: true or false of a document, without scores.</summary>
/// <param name="Json">The query.</param>
/// <param name="Exact">Whether it holds for exactly the wanted documents; otherwise for those and a few more, to be asked again in memory.</param>
/// <param name="Expands">Whether it holds a phrase whose last word is a beginning, which an index with too many such words refuses.</param>
internal sealed record ElasticsearchQuery(JsonObject Json, bool Exact, bool Expands)
{
    /// <summary>Elasticsearch reads queries nested thirty deep; what is deeper travels in a wrapper, which is read by itself.</summary>
    private const int DeepestNesting = 12;

    /// <param name="query">The query.</param>
    /// <param name="clock">What its dates count from.</param>
    /// <param name="expand">Whether a phrase whose last word is a beginning is asked as such, or by its words and asked again in memory.</param>
    public static ElasticsearchQuery Of(Query query, QueryClock clock, bool expand = true)
    {
        var translation = new Translation(clock, expand);
        return new ElasticsearchQuery(translation.Of(query, wanted: true, 0), translation.Exact, translation.Expands);
    }

    /// <param name="clock">What dates count from.</param>
    /// <param name="expand">See <see cref="ElasticsearchQuery.Of"/>.</param>
    private sealed class Translation(QueryClock clock, bool expand)
    {
        public bool Exact { get; private set; } = true;

        public bool Expands { get; private set; }

        /// <param name="query">A part of the query.</param>
        /// <param name="wanted">Whether documents that it holds for are wanted, or ruled out: what cannot be said exactly says too much or nothing.</param>
        /// <param name="depth">How deep it stands.</param>
        public JsonObject Of(Query query, bool wanted, int depth)
        {
            switch (query)
            {
                case Everything:
                    return All();
                case Not { Part: Not inner }:
                    return Of(inner.Part, wanted, depth);
                case And or Or or Not when depth == DeepestNesting:
                    return new JsonObject
                    {
                        ["wrapper"] = new JsonObject { ["query"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(Of(query, wanted, 0).ToJsonString())) },
                    };
                case And and:
                    return Bool(
                        [.. and.Parts.Where(part => part is not Not).Select(part => Of(part, wanted, depth + 1))],
                        [.. and.Parts.OfType<Not>().Select(not => Of(not.Part, !wanted, depth + 1))]);
                case Not not:
                    return Bool([], [Of(not.Part, !wanted, depth + 1)]);
                case Or { Parts.Count: 0 }:
                    return Nothing();
                case Or or:
                    return Any([.. or.Parts.Select(part => Of(part, wanted, depth + 1))]);
                case Phrase phrase:
                    return In(phrase.In, field => OfPhrase(phrase, field, wanted));
                case Near near:
                    return In(near.In, field => OfNear(near, field, wanted));
                case Has has:
                    return Term(IndexShape.Keys, has.Key);
                case Sources sources:
                    return OfSources(sources);
                case Dated dated:
                    return OfDate(dated);
                default:
                    throw new NotSupportedException($"Elasticsearch is not taught {query.GetType().Name}");
            }
        }

        private static JsonObject In(TextField field, Func<string, JsonObject> one) =>
            field is TextField.Title ? one(IndexShape.Title) : Any([one(IndexShape.Title), one(IndexShape.Body)]);

        private JsonObject OfPhrase(Phrase phrase, string field, bool wanted)
        {
            var (words, openEnd) = Tokens.Wanted(phrase.Text);
            var prefix = openEnd || phrase.Prefix;
            switch (words.Count, prefix)
            {
                case (0, _):
                    return Nothing();
                case (1, false):
                    return Term(field, words[0]);
                case (1, true):
                    return Beginning(field, words[0]);
                case (_, false):
                    return NextToEachOther(field, words);
            }

            if (expand)
            {
                Expands = true;
                return new JsonObject
                {
                    ["intervals"] = new JsonObject
                    {
                        [field] = new JsonObject
                        {
                            ["all_of"] = new JsonObject
                            {
                                ["ordered"] = true,
                                ["max_gaps"] = 0,
                                ["intervals"] = new JsonArray(
                                    new JsonObject { ["match"] = new JsonObject { ["query"] = string.Join(' ', words.SkipLast(1)), ["ordered"] = true, ["max_gaps"] = 0 } },
                                    new JsonObject { ["prefix"] = new JsonObject { ["prefix"] = words[^1] } }),
                            },
                        },
                    },
                };
            }

            Exact = false;
            return wanted ? Bool([NextToEachOther(field, [.. words.SkipLast(1)]), Beginning(field, words[^1])], []) : Nothing();
        }

        /// <summary>
        /// Each phrase must end at most so many words before the last one begins. Lucene measures the words between the
        /// first beginning and the last end that are in none of the phrases: where all phrases are equally long, or there are two,
        /// one is told from the other; else the loosest bound is asked for and each match asked again in memory.
        /// </summary>
        private JsonObject OfNear(Near near, string field, bool wanted)
        {
            List<IReadOnlyList<string>> phrases = [.. near.Phrases.Select(part => Tokens.Wanted(part.Text).Words)];
            List<bool> open = [.. near.Phrases.Select(part => Tokens.Wanted(part.Text).Prefix)];
            if (open.Contains(true))
            {
                // A single Chinese character is a beginning: near something, that is asked in memory.
                Exact = false;
                return wanted
                    ? Bool([.. phrases.Select((words, i) => open[i] ? Beginning(field, words[^1]) : NextToEachOther(field, words))], [])
                    : Nothing();
            }

            var lengths = phrases.ConvertAll(words => words.Count);
            if (lengths.Count == 1)
                return NextToEachOther(field, phrases[0]);

            var ends = lengths.OrderDescending().Take(2).Sum();
            if (lengths.Count > 2 && lengths.Distinct().Count() > 1)
            {
                Exact = false;
                if (!wanted)
                    return Nothing();
            }

            return Span(phrases.ConvertAll(words => words.Count == 1
                ? new JsonObject { ["span_term"] = new JsonObject { [field] = words[0] } }
                : Span([.. words.Select(word => new JsonObject { ["span_term"] = new JsonObject { [field] = word } })], 0, ordered: true)),
                near.Within - (lengths.Sum() - ends),
                ordered: false);
        }

        private static JsonObject OfSources(Sources sources) => Range(
            IndexShape.Sources,
            sources.Comparison switch
            {
                Comparison.Equal => new JsonObject { ["gte"] = sources.Count, ["lte"] = sources.Count },
                Comparison.AtLeast => new JsonObject { ["gte"] = sources.Count },
                Comparison.MoreThan => new JsonObject { ["gt"] = sources.Count },
                Comparison.AtMost => new JsonObject { ["lte"] = sources.Count },
                _ => new JsonObject { ["lt"] = sources.Count },
            });

        private JsonObject OfDate(Dated dated)
        {
            if (dated.Side is not DateSide.On)
                return Range(IndexShape.Time, new JsonObject { [dated.Side is DateSide.After ? "gte" : "lt"] = dated.Date.Resolve(clock).ToUnixTimeMilliseconds() });

            var (start, end) = dated.Date.Day(clock);
            return Range(IndexShape.Time, new JsonObject { ["gte"] = start.ToUnixTimeMilliseconds(), ["lt"] = end.ToUnixTimeMilliseconds() });
        }

        private static JsonObject NextToEachOther(string field, IReadOnlyList<string> words) => words.Count == 1
            ? Term(field, words[0])
            : new JsonObject { ["match_phrase"] = new JsonObject { [field] = string.Join(' ', words) } };

        private static JsonObject Beginning(string field, string beginning) => new() { ["prefix"] = new JsonObject { [field] = beginning } };

        private static JsonObject Term(string field, string word) => new() { ["term"] = new JsonObject { [field] = word } };

        private static JsonObject Range(string field, JsonObject bounds) => new() { ["range"] = new JsonObject { [field] = bounds } };

        private static JsonObject Span(IEnumerable<JsonObject> clauses, int slop, bool ordered) => new()
        {
            ["span_near"] = new JsonObject { ["clauses"] = new JsonArray([.. clauses]), ["slop"] = slop, ["in_order"] = ordered },
        };

        private static JsonObject Any(List<JsonObject> parts) => new()
        {
            ["bool"] = new JsonObject { ["should"] = new JsonArray([.. parts]), ["minimum_should_match"] = 1 },
        };

        private static JsonObject Bool(List<JsonObject> wanted, List<JsonObject> ruledOut) => new()
        {
            ["bool"] = new JsonObject { ["filter"] = new JsonArray([.. wanted]), ["must_not"] = new JsonArray([.. ruledOut]) },
        };

        private static JsonObject All() => new() { ["match_all"] = new JsonObject() };

        private static JsonObject Nothing() => new() { ["match_none"] = new JsonObject() };
    }
}
