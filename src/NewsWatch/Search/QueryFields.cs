using System.Collections.Frozen;
using System.Globalization;
using NewsWatch.Stories;

namespace NewsWatch.Search;

/// <summary>The fields that a query can name, and what may stand behind their colons.</summary>
internal static class QueryFields
{
    private const string Title = "title";

    private static readonly FrozenDictionary<string, KeyField> Keys = Enum.GetValues<KeyField>()
        .ToFrozenDictionary(field => field.ToString(), field => field, StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, DateSide> Dates = new Dictionary<string, DateSide>
    {
        ["after"] = DateSide.After,
        ["before"] = DateSide.Before,
        ["date"] = DateSide.On,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly string[] Kinds = ["report", .. Enum.GetNames<DerivationKind>().Select(Camel), "background", "none"];

    private static readonly string[] Developments = [.. Enum.GetNames<DevelopmentKind>().Select(Camel)];

    private static readonly string[] States = ["root"];

    private static readonly string All =
        string.Join(", ", Keys.Keys.Select(Camel).Concat(Dates.Keys).Append("sources").Prepend(Title).Order(StringComparer.Ordinal));

    public static bool IsTitle(string name) => string.Equals(name, Title, StringComparison.OrdinalIgnoreCase);

    /// <exception cref="UnknownFieldException">There is no such field.</exception>
    /// <exception cref="FormatException">The field does not take this value; the message is for people.</exception>
    public static Query Read(string field, string value)
    {
        if (Keys.TryGetValue(field, out var key))
            return Key(key, value);
        if (Dates.TryGetValue(field, out var side))
            return new Dated(side, Date(value));
        if (string.Equals(field, "sources", StringComparison.OrdinalIgnoreCase))
            return Sources(value);

        throw new UnknownFieldException(
            $"there is no field '{field}:'; there are {All}. To look for the words themselves, put them in quotes");
    }

    public static string Name(KeyField field) => Camel(field.ToString());

    public static string Name(DateSide side) => Dates.First(pair => pair.Value == side).Key;

    private static Has Key(KeyField field, string value)
    {
        var choices = field switch
        {
            KeyField.Kind => Kinds,
            KeyField.Development => Developments,
            KeyField.Is => States,
            _ => null,
        };
        if (choices is not null)
            return new Has(field, choices.FirstOrDefault(choice => string.Equals(choice, value, StringComparison.OrdinalIgnoreCase))
                ?? throw new FormatException($"'{Name(field)}:' takes one of {string.Join(", ", choices)}"));

        var trimmed = string.Join(' ', value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (Tokens.Key(trimmed).Length == 0)
            throw new FormatException($"'{Name(field)}:' needs a value with a letter or digit");
        if (trimmed.EndsWith('*'))
            throw new FormatException($"'{Name(field)}:' is compared with the whole value; remove the '*'");
        if (field is KeyField.Country && trimmed is not [>= 'A' and <= 'z', >= 'A' and <= 'z'])
            throw new FormatException("'country:' takes two letters of ISO 3166, such as de");

        return new Has(field, trimmed);
    }

    private static Sources Sources(string value)
    {
        var (comparison, digits) = value switch
        {
            ['>', '=', ..] => (Comparison.AtLeast, value[2..]),
            ['<', '=', ..] => (Comparison.AtMost, value[2..]),
            ['>', ..] => (Comparison.MoreThan, value[1..]),
            ['<', ..] => (Comparison.LessThan, value[1..]),
            ['=', ..] => (Comparison.Equal, value[1..]),
            _ => (Comparison.Equal, value),
        };
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= 1_000_000
            ? new Sources(comparison, count)
            : throw new FormatException("'sources:' takes a number, or one behind >=, >, <= or <, such as sources:>=2");
    }

    private static QueryDate Date(string value)
    {
        if (string.Equals(value, "today", StringComparison.OrdinalIgnoreCase))
            return new QueryDate.Ago(0, AgoUnit.Days);
        if (string.Equals(value, "yesterday", StringComparison.OrdinalIgnoreCase))
            return new QueryDate.Ago(1, AgoUnit.Days);
        if (DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && InReach(day))
            return new QueryDate.OnDay(day);
        if (DateTime.TryParseExact(value, "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var minute)
            && InReach(DateOnly.FromDateTime(minute)))
            return new QueryDate.AtMinute(DateOnly.FromDateTime(minute), TimeOnly.FromDateTime(minute));
        if (value.Length > 1
            && int.TryParse(value.AsSpan(0, value.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count <= QueryDate.Ago.Most
            && Unit(value[^1]) is { } unit)
            return new QueryDate.Ago(count, unit);

        throw new FormatException("a date is a day (2026-11-03), a minute (2026-11-03T14:30), a time ago (6h, 7d, 2w, 3m), today or yesterday");
    }

    // Years that a zone's rules can be applied to, a day to either side.
    private static bool InReach(DateOnly day) => day.Year is >= 1000 and <= 9000;

    private static AgoUnit? Unit(char letter) => letter switch
    {
        'h' => AgoUnit.Hours,
        'd' => AgoUnit.Days,
        'w' => AgoUnit.Weeks,
        'm' => AgoUnit.Months,
        _ => null,
    };

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    internal sealed class UnknownFieldException(string message) : Exception(message);
}
