namespace NewsWatch.Tagging;

/// <summary>One term of a topic, or of the scope: words and what finding them is worth.</summary>
internal readonly record struct WeightedTerm(string Text, double Weight);

/// <summary>A rule that adds up terms: a topic, or the scope.</summary>
internal sealed record WeightedTerms
{
    public required string Id { get; init; }

    public required IReadOnlyList<WeightedTerm> Terms { get; init; }

    /// <summary>The sum from which on the rule says yes.</summary>
    public required double Threshold { get; init; }
}
