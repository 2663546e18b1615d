namespace NewsWatch.Articles.Pages;

/// <summary>A value and the rule that found it.</summary>
internal sealed record Found(string Value, string Rule);
