namespace NewsWatch.Sqlite;

/// <summary>
/// A document's number carries its time: the minute since 1970, shifted, and a count within it. Numbers rise with time to the
/// minute, so that newest first is the index's own order and a date is a range of numbers.
/// </summary>
internal static class DocumentNumber
{
    /// <summary>A minute in the milliseconds of <c>documents.time</c>.</summary>
    public const long Minute = 60_000;

    private const int Shift = 16;

    /// <summary>
    /// Of the documents whose minute was full (<c>documents_moved</c> in the schema): they alone have a number of a later minute than
    /// their time's. As a rule there are none. One term: SQLite does not use a partial index whose terms name the rowid alone.
    /// </summary>
    public const string Moved = "(number >> 16) * 60000 > max(time, 0)";

    /// <summary>The first number of a time's minute; what is older than 1970 stands in its first.</summary>
    public static long First(long time) => Math.Max(0, time / Minute) << Shift;

    /// <summary>The first number of the minute after that of a first number.</summary>
    public static long Next(long first) => first + (1L << Shift);
}
