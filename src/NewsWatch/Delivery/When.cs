using System.Globalization;

namespace NewsWatch.Delivery;

/// <summary>Moments as a reader in a zone says them.</summary>
internal static class When
{
    /// <summary>"Tuesday 3 November 2026, 14:02 (UTC+01:00)"; the offset says which of two repeated hours is meant.</summary>
    public static string InWords(DateTimeOffset moment, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(moment, zone);
        return local.ToString("dddd d MMMM yyyy, HH:mm ", CultureInfo.InvariantCulture) + Offset(local.Offset);
    }

    /// <summary>"Tue 3 Nov, 14:02".</summary>
    public static string Short(DateTimeOffset moment, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(moment, zone).ToString("ddd d MMM, HH:mm", CultureInfo.InvariantCulture);

    /// <summary>"3 November 2026".</summary>
    public static string Day(DateTimeOffset moment, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(moment, zone).ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    private static string Offset(TimeSpan offset) => offset == TimeSpan.Zero
        ? "(UTC)"
        : $"(UTC{(offset < TimeSpan.Zero ? '−' : '+')}{offset.Duration().ToString(@"hh\:mm", CultureInfo.InvariantCulture)})";
}
