using FsCheck;
using FsCheck.Fluent;
using NewsWatch.Search;

namespace NewsWatch.Tests.Search;

public sealed class QueryPropertyTests
{
    private static readonly QueryClock Clock = new(new DateTimeOffset(2026, 11, 20, 9, 0, 0, TimeSpan.Zero), TimeZoneInfo.Utc);

    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(2000);

    [Fact]
    public void What_a_query_prints_is_read_as_the_same_query() =>
        Check.One(Many, Prop.ForAll(Queries.Any.ToArbitrary(), query => QueryParser.Parse(query.ToString()).Equals(query)));

    [Fact]
    public void Any_text_at_all_is_read_or_refused_and_nothing_else() =>
        Check.One(Many, Prop.ForAll(ArbMap.Default.ArbFor<string>(), text =>
        {
            try
            {
                var query = QueryParser.Parse(text ?? "");
                return QueryParser.Parse(query.ToString()).Equals(query);
            }
            catch (QueryException error)
            {
                return error.Position >= 0 && error.Position <= text!.Length && error.Marked.Length > 0;
            }
        }));

    [Fact]
    public void A_query_or_its_negation_matches_any_document_and_never_both() =>
        Check.One(Many, Prop.ForAll(Queries.Any.ToArbitrary(), Queries.Documents.ToArbitrary(), (query, document) =>
        {
            var indexed = new IndexedDocument(document);
            return Matches(query, indexed) != Matches(new Not(query), indexed);
        }));

    [Fact]
    public void A_match_always_meets_one_of_the_querys_anchors() =>
        Check.One(Many, Prop.ForAll(Queries.Any.ToArbitrary(), Queries.Documents.ToArbitrary(), (query, document) =>
        {
            var indexed = new IndexedDocument(document);
            return !Matches(query, indexed)
                || QueryAnchors.Of(query) is not { } anchors
                || QueryAnchors.In(indexed).Any(anchors.Contains);
        }));

    [Fact]
    public void Phrases_and_nearness_agree_with_looking_at_every_place() =>
        Check.One(Many, Prop.ForAll(Queries.Any.ToArbitrary(), Queries.Documents.ToArbitrary(), (query, document) =>
            Matches(query, new IndexedDocument(document)) == Plainly.Matches(query, document, Clock)));

    private static bool Matches(Query query, IndexedDocument document) => new InMemoryMatcher(query).Matches(document, Clock);
}
