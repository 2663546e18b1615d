namespace NewsWatch.Tagging;

/// <summary>A name found in a text: its first and last word, what it is, and why.</summary>
/// <param name="First">First word.</param>
/// <param name="Last">Last word.</param>
/// <param name="Type">What it is.</param>
/// <param name="EntityId">The known entity, or null.</param>
/// <param name="Because">The rule or weight that gave it.</param>
internal sealed record FoundName(int First, int Last, EntityType Type, string? EntityId, string Because)
{
    public int Words => Last - First + 1;

    public bool Overlaps(FoundName other) => First <= other.Last && other.First <= Last;
}
