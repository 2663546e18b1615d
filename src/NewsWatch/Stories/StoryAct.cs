namespace NewsWatch.Stories;

/// <summary>What a person did to stories.</summary>
public enum StoryActKind
{
    /// <summary>Moved articles out of a story into one of their own.</summary>
    Split,

    /// <summary>Moved all of one story into another.</summary>
    Merge,
}

/// <summary>A change that a person makes to stories: decisions that put articles elsewhere, and pairs that keep them there.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="StoryId">The story split, or the one that stays after a merge.</param>
/// <param name="OtherId">The story that a split opens, or that a merge empties.</param>
/// <param name="Moved">The new decision on each article that moves.</param>
/// <param name="Pairs">What holds from now on, whatever the engine thinks.</param>
public sealed record StoryAct(
    StoryActKind Kind, string StoryId, string OtherId, IReadOnlyList<Decision> Moved, IReadOnlyList<StoryPair> Pairs);

/// <summary>An act as it was saved.</summary>
/// <param name="Number">Its number: the next has a higher one.</param>
/// <param name="At">When it was done.</param>
/// <param name="UndoneAt">When it was undone; null while it stands.</param>
/// <param name="Act">What was done.</param>
/// <param name="Changes">The changes to announce; empty when read from the store.</param>
public sealed record SavedAct(long Number, DateTimeOffset At, DateTimeOffset? UndoneAt, StoryAct Act, IReadOnlyList<StoryChanged> Changes);
