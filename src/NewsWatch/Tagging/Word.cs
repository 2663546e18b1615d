namespace NewsWatch.Tagging;

/// <summary>How a word is written.</summary>
internal enum WordShape : byte
{
    Lower,
    Capitalised,
    Upper,
    Mixed,
    Digits,

    /// <summary>One character of a script that is written without spaces.</summary>
    Unspaced,
}

/// <summary>One word of a text.</summary>
/// <param name="Start">First UTF-16 code unit.</param>
/// <param name="End">One past the last.</param>
/// <param name="Hash">Of its lower-case letters.</param>
/// <param name="GapHash">Of what stands between it and the word before: 0 for a space, hyphen or apostrophe.</param>
/// <param name="Shape">How it is written.</param>
internal readonly record struct Word(int Start, int End, ulong Hash, ulong GapHash, WordShape Shape)
{
    public int Length => End - Start;
}
