namespace NewsWatch.Evaluation;

/// <summary>One line of the printed table: what was measured, on what, the figure, and the target where there is one, and whether that is a ceiling.</summary>
public sealed record Row(string Set, string Measure, double Value, double? Target = null, string Note = "", bool AtMost = false);
