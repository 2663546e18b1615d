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

    private static int HashCode(double value) => BitConverter.SingleToInt32Bits((float)value);
}
