using FsCheck;
using FsCheck.Fluent;
using NewsWatch.Search;

namespace NewsWatch.Tests.Search;

/// <summary>Random queries over few words, so that random documents often match; and such documents.</summary>
internal static class Queries
{
    private static readonly string[] Words =
        ["chip", "export", "ban", "Café", "law", "laws", "GPT-4", "人工智能", "法", "AND", "or", "12:30", "Größe"];

    private static readonly string[] Values = ["regulation", "Financial Times", "courts", "中文"];

    private static Gen<QueryDate> Date { get; } = Gen.OneOf(
        Gen.Choose(0, 30).Select(day => (QueryDate)new QueryDate.OnDay(new DateOnly(2026, 11, 1).AddDays(day))),
        Gen.Choose(0, 1439).Select(minute => (QueryDate)new QueryDate.AtMinute(new DateOnly(2026, 11, 10), new TimeOnly(0, 0).AddMinutes(minute))),
        from count in Gen.Choose(0, 20) from unit in Gen.Elements(Enum.GetValues<AgoUnit>()) select (QueryDate)new QueryDate.Ago(count, unit));

    private static Gen<Query> Leaf { get; } = Gen.OneOf(
        from field in Gen.Elements(TextField.Anywhere, TextField.Title)
        from words in Gen.NonEmptyListOf(Gen.Elements(Words))
        from prefix in Gen.Elements(true, false)
        select (Query)new Phrase(field, string.Join(' ', words.Take(3)), prefix),
        from field in Gen.Elements(TextField.Anywhere, TextField.Title)
        from a in Gen.Elements(Words)
        from b in Gen.Elements(Words)
        from c in Gen.Elements(Words).Select(word => word.Length > 4 ? "" : " " + word)
        from within in Gen.Choose(0, 8)
        select (Query)new Near(field, $"{a} {b}{c}", within),
        from field in Gen.Elements(KeyField.Outlet, KeyField.Topic, KeyField.Entity, KeyField.Lang, KeyField.Story)
        from value in Gen.Elements(Values)
        select (Query)new Has(field, value),
        Gen.Elements(new Has(KeyField.Kind, "report"), new Has(KeyField.Development, "newFact"), new Has(KeyField.Is, "root"), (Query)new Everything()),
        from comparison in Gen.Elements(Enum.GetValues<Comparison>()) from count in Gen.Choose(0, 5) select (Query)new Sources(comparison, count),
        from side in Gen.Elements(Enum.GetValues<DateSide>()) from date in Date select (Query)new Dated(side, date));

    public static Gen<Query> Any { get; } = Gen.Sized(size => Tree(Math.Min(size, 12)));

    public static Gen<SearchDocument> Documents { get; } =
        from title in Gen.ListOf(Gen.Elements(Words)).Select(words => string.Join(' ', words.Take(6)))
        from text in Gen.ListOf(Gen.Elements(Words)).Select(words => string.Join(' ', words.Take(40)))
        from keys in Gen.ListOf(from field in Gen.Elements(Enum.GetValues<KeyField>()) from value in Gen.Elements(Values) select SearchDocument.KeyOf(field, value))
        from sources in Gen.Choose(0, 4)
        from hours in Gen.Choose(0, 400)
        from milliseconds in Gen.Choose(0, 30_000)
        select new SearchDocument
        {
            ArticleId = "a",
            Title = title,
            Text = text,
            Keys = keys.ToHashSet(),
            Sources = sources,
            Time = new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.Zero).AddHours(-hours).AddMilliseconds(milliseconds),
        };

    private static Gen<Query> Tree(int size) => size <= 1
        ? Leaf
        : Gen.OneOf(
            Leaf,
            Tree(size / 2).Select(part => (Query)new Not(part)),
            from a in Tree(size / 2) from b in Tree(size / 2) select (Query)All([a, b]),
            from a in Tree(size / 3) from b in Tree(size / 3) from c in Tree(size / 3) select (Query)AnyOf([a, b, c]));

    // As the parser builds them: no AND directly in an AND, no OR in an OR.
    private static And All(Query[] parts) => new And([.. parts.SelectMany(part => part is And and ? and.Parts : [part])]);

    private static Or AnyOf(Query[] parts) => new Or([.. parts.SelectMany(part => part is Or or ? or.Parts : [part])]);
}
