namespace NewsWatch.Search;

/// <summary>One word of a text as search sees it.</summary>
/// <param name="Text">Folded: lower case, without diacritics.</param>
/// <param name="Start">First UTF-16 code unit in the text.</param>
/// <param name="End">One past the last.</param>
public readonly record struct Token(string Text, int Start, int End);
