using System.Globalization;

namespace NewsWatch.Search;

/// <summary>
/// Where a page of results ended, so that the next goes on there, whatever came in between: nothing twice, nothing left out.
/// Written, it is for programs to hand back and not to read.
/// </summary>
/// <param name="AsOf">What had come when the first page was asked for.</param>
/// <param name="Place">Newest first: the place of the last result. Otherwise: how many results came before.</param>
public readonly record struct SearchCursor(long AsOf, long Place)
{
    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="FormatException">It is no cursor; the message is for people.</exception>
    public static SearchCursor Parse(string text)
    {
        var parts = text.Split('.');
        return parts.Length == 3 && parts[0] == "p1"
            && long.TryParse(parts[1], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var asOf)
            && long.TryParse(parts[2], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var place)
            && asOf >= 0 && place >= 0
                ? new SearchCursor(asOf, place)
                : throw new FormatException("this is not the place of a next page; take 'next' of the page before as it is, or leave it out for the first page");
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"p1.{AsOf:x}.{Place:x}");
}
