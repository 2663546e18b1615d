namespace NewsWatch.Evaluation;

/// <summary>One line of the table: a measure, what was reached, what is to be reached.</summary>
internal sealed record Row(string Part, string Measure, string Value, string Reach, bool Reached);
