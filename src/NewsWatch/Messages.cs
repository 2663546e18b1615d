using MassTransit;

namespace NewsWatch;

/// <summary>
/// What a message says of one thing: the id of what changed and the revision that the change gave it.
/// Facts only nudge; the store holds the truth. A lost message is announced again, a repeated one does no harm.
/// </summary>
[ExcludeFromTopology]
public interface IFact
{
    string Id { get; }

    long Revision { get; }
}

/// <summary>
/// What travels on the bus: facts of one kind that were saved together. Whoever takes the message works on all of them together: one
/// read, one transaction and one message to the next stage, however many they are.
/// </summary>
public sealed record Announced<TFact>(IReadOnlyList<TFact> Facts)
    where TFact : class, IFact;

/// <summary>A feed's time has come. <c>Id</c>: the feed; <c>Revision</c>: the number of this poll.</summary>
[MessageUrn("newswatch:feed-due")]
public sealed record FeedDue(string Id, long Revision) : IFact;

/// <summary>A feed carried an entry not seen before, or seen with other words. <c>Id</c>: the entry.</summary>
[MessageUrn("newswatch:entry-found")]
public sealed record EntryFound(string Id, long Revision) : IFact;

/// <summary>An article's text is stored. <c>Id</c>: the article; <c>Revision</c>: its version.</summary>
[MessageUrn("newswatch:article-read")]
public sealed record ArticleRead(string Id, long Revision) : IFact;

/// <summary>An article's language, topics and entities are stored. <c>Id</c>: the article; <c>Revision</c>: its version.</summary>
[MessageUrn("newswatch:article-tagged")]
public sealed record ArticleTagged(string Id, long Revision) : IFact;

/// <summary>
/// A decision changed a story. <c>Id</c>: the story, or the article itself where it belongs to none;
/// <c>Revision</c>: the decision's number, which is also the story's revision.
/// </summary>
[MessageUrn("newswatch:story-changed")]
public sealed record StoryChanged(string Id, long Revision) : IFact;

/// <summary>The change can be found by search. <c>Id</c> and <c>Revision</c>: as in <see cref="StoryChanged"/>.</summary>
[MessageUrn("newswatch:story-indexed")]
public sealed record StoryIndexed(string Id, long Revision) : IFact;

/// <summary>A development matched a subscription. <c>Id</c>: the alert.</summary>
[MessageUrn("newswatch:alert-raised")]
public sealed record AlertRaised(string Id, long Revision) : IFact;
