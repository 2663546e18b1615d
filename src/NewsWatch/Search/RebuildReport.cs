namespace NewsWatch.Search;

/// <summary>What a rebuild of the index did.</summary>
/// <param name="Documents">How many were given to it.</param>
/// <param name="Refused">Those that the index can never take, each as the article's id and the reason.</param>
public sealed record RebuildReport(int Documents, IReadOnlyList<string> Refused);
