using NewsWatch.Tagging;

namespace NewsWatch.Stories;

/// <summary>An article as the engine read it, packed: what a start takes in instead of the text.</summary>
/// <param name="Form">What read it, and with which outlets: of any other form it is of no use.</param>
/// <param name="Packed">Some three kilobytes that only the engine understands.</param>
public sealed record StoredReading(string Form, byte[] Packed);

/// <summary>A standing decision as the store has it, with what is needed to remember its article.</summary>
/// <param name="Arrived">The number of the first decision on this version: its place in the order.</param>
/// <param name="ArticleId">The article.</param>
/// <param name="Decision">The decision, as JSON in UTF-8.</param>
/// <param name="Reading">Its reading in the form asked for, packed; null where the store has none.</param>
/// <param name="Text">Its text and tags, where there is no reading or the text itself is wanted.</param>
public sealed record PastArticle(long Arrived, string ArticleId, byte[] Decision, byte[]? Reading, KeptText? Text);
