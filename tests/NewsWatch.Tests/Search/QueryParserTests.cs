using NewsWatch.Search;

namespace NewsWatch.Tests.Search;

public sealed class QueryParserTests
{
    [Theory]
    [InlineData("", "*")]
    [InlineData("  *  ", "*")]
    [InlineData("chip", "chip")]
    [InlineData("chip export ban", "chip export ban")]
    [InlineData("chip AND export", "chip export")]
    [InlineData("a b OR c d", "a b OR c d")]
    [InlineData("a (b OR c) d", "a (b OR c) d")]
    [InlineData("(a OR b) OR c", "a OR b OR c")]
    [InlineData("((a))", "a")]
    [InlineData("NOT a b", "NOT a b")]
    [InlineData("NOT (a b)", "NOT (a b)")]
    [InlineData("a -b", "a NOT b")]
    [InlineData("a-b", "\"a-b\"")]
    [InlineData("\"face recognition\"", "\"face recognition\"")]
    [InlineData("“face   recognition”", "\"face recognition\"")]
    [InlineData("\"AND\"", "\"AND\"")]
    [InlineData("and or not", "and or not")]
    [InlineData("regulat*", "regulat*")]
    [InlineData("\"artificial intel*\"", "\"artificial intel*\"")]
    [InlineData("\"chip export\"~5", "\"chip export\"~5")]
    [InlineData("\"chip\"~5", "chip")]
    [InlineData("title:chip", "title:chip")]
    [InlineData("title:(chip OR \"export ban\") x", "(title:chip OR title:\"export ban\") x")]
    [InlineData("topic:regulation", "topic:regulation")]
    [InlineData("topic:(regulation OR courts)", "topic:regulation OR topic:courts")]
    [InlineData("topic:(regulation courts)", "topic:regulation OR topic:courts")]
    [InlineData("OUTLET:\"financial times\"", "outlet:\"financial times\"")]
    [InlineData("lang:zh-Hant", "lang:\"zh-Hant\"")]
    [InlineData("kind:REPORT", "kind:report")]
    [InlineData("development:firstreport", "development:firstReport")]
    [InlineData("is:root", "is:root")]
    [InlineData("sources:>=2", "sources:>=2")]
    [InlineData("sources:=2", "sources:2")]
    [InlineData("after:2026-11-03", "after:2026-11-03")]
    [InlineData("before:2026-11-03T14:30", "before:2026-11-03T14:30")]
    [InlineData("after:7d before:2w", "after:7d before:2w")]
    [InlineData("date:yesterday", "date:1d")]
    [InlineData("12:30", "\"12:30\"")]
    public void A_query_is_read_as_one_tree_with_one_way_to_write_it(string query, string written) =>
        QueryParser.Parse(query).ToString().ShouldBe(written);

    [Theory]
    [InlineData("chip (export", 5, "never closed")]
    [InlineData("chip)", 4, "closes nothing")]
    [InlineData("chip ()", 6, "missing before this bracket")]
    [InlineData("chip \"export ban", 5, "never closed")]
    [InlineData("chip AND", 8, "missing at the end")]
    [InlineData("NOT", 3, "missing at the end")]
    [InlineData("OR chip", 0, "'OR' needs something")]
    [InlineData("a AND OR b", 6, "'OR' needs something")]
    [InlineData("a OR )", 5, "missing before this bracket")]
    [InlineData("chip !!!", 5, "no letter or digit")]
    [InlineData("chip titel:x", 5, "no field 'titel:'")]
    [InlineData("https://lantern.example/", 0, "no field 'https:'")]
    [InlineData("topic:", 6, "needs a value")]
    [InlineData("topic:(a", 6, "never closed")]
    [InlineData("topic:reg*", 6, "remove the '*'")]
    [InlineData("title:(a topic:b)", 9, "only words")]
    [InlineData("is:leaf", 3, "one of root")]
    [InlineData("kind:story", 5, "one of report, copy, excerpt, rewrite, cites, background, none")]
    [InlineData("country:germany", 8, "two letters")]
    [InlineData("sources:many", 8, "takes a number")]
    [InlineData("sources:-1", 8, "needs a value")]
    [InlineData("after:2026-13-01", 6, "a date is")]
    [InlineData("after:soon", 6, "a date is")]
    [InlineData("after:99999d", 6, "a date is")]
    [InlineData("\"a b\"~", 5, "needs a number")]
    [InlineData("\"a b\"~101", 5, "needs a number")]
    [InlineData("\"a b*\"~3", 0, "whole words")]
    public void An_error_points_at_the_character(string query, int position, string words)
    {
        var error = Should.Throw<QueryException>(() => QueryParser.Parse(query));

        error.Position.ShouldBe(position);
        error.Message.ShouldContain(words);
        error.Message.ShouldStartWith($"character {position + 1} of the query: ");
    }

    [Fact]
    public void The_place_of_an_error_is_shown_under_the_query()
    {
        var query = new string('a', 200) + " is:leaf";
        var error = Should.Throw<QueryException>(() => QueryParser.Parse(query));
        var lines = error.Marked.Split('\n');

        lines[0][lines[1].IndexOf('^', StringComparison.Ordinal)..].ShouldBe("leaf");
    }

    [Fact]
    public void Ten_thousand_terms_are_refused_with_where_the_limit_was_passed()
    {
        var query = string.Concat(Enumerable.Repeat("a ", 4000));

        Should.Throw<QueryException>(() => QueryParser.Parse(query)).Position.ShouldBe(QueryParser.MostTerms * 2);
        Should.Throw<QueryException>(() => QueryParser.Parse(new string('a', 100_000))).Message.ShouldContain("at most 8192 characters");
    }

    [Theory]
    [InlineData('(')]
    [InlineData('-')]
    public void Depth_has_an_end(char piece) =>
        Should.Throw<QueryException>(() => QueryParser.Parse(string.Concat(Enumerable.Repeat(piece, 5000)) + "a")).Message.ShouldContain("64 deep");
}
