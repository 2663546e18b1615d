namespace NewsWatch.Articles.Texts;

/// <summary>What a number counts.</summary>
internal enum FigureKind : byte
{
    Count,
    Money,
    Percent,
    Year,
}

/// <summary>A number in a text with what it measures.</summary>
/// <param name="Value">With its magnitude: "2.5bn" is 2,500,000,000.</param>
/// <param name="Kind">What it counts.</param>
/// <param name="Unit">The term of the currency, or of the noun counted; 0 where none follows.</param>
/// <param name="Start">First UTF-16 code unit.</param>
/// <param name="End">One past the last.</param>
internal readonly record struct Figure(double Value, FigureKind Kind, uint Unit, int Start, int End)
{
    /// <summary>Two figures with one key say the same, whatever noun follows.</summary>
    public uint Key => Terms.Mix((uint)HashCode(Value) ^ ((uint)Kind * 0x9e3779b9));

    /// <summary>Whether the two say the same, one perhaps more roughly: "15,000" is 14,980, and "12" is 12.4.</summary>
    public bool SaysTheSame(Figure other) =>
        Key == other.Key || (Kind == other.Kind && Kind != FigureKind.Year && (IsRounded(Value, other.Value) || IsRounded(other.Value, Value)));

    /// <summary>The rough number keeps at least two digits: 10 is not 12.</summary>
    private static bool IsRounded(double rough, double exact)
    {
        if (Math.Abs(rough - exact) > 0.05 * Math.Abs(exact))
            return false;

        var unit = rough < 10 ? 0.1 : Math.Pow(10, Math.Floor(Math.Log10(rough)) - 1);
        while (unit > 0.01 && Math.Abs(rough - (Math.Round(rough / unit) * unit)) > unit * 1e-6)
            unit /= 10;

        return Math.Abs(rough - exact) < unit / 2;
    }

    private static int HashCode(double value) => BitConverter.SingleToInt32Bits((float)value);
}
