namespace NewsWatch.Articles.Pages;

/// <summary>A run of text that stands on its own: a paragraph, heading, list item, caption or table cell.</summary>
internal sealed class Block
{
    public required PageNode Node { get; init; }

    /// <summary>The block's text, white space collapsed, line breaks as newlines.</summary>
    public required string Text { get; init; }

    /// <summary>Characters of the text that stand in links.</summary>
    public required int LinkLength { get; init; }

    /// <summary>Characters of the link, or links, that the text opens with.</summary>
    public required int LeadLink { get; init; }

    public required int Links { get; init; }

    /// <summary>The indices of the first node of the block and the one after the last.</summary>
    public required int First { get; init; }

    public required int End { get; init; }

    public double LinkDensity => Text.Length == 0 ? 0 : (double)LinkLength / Text.Length;

    public bool IsHeading => Node.Tag is ['h', >= '1' and <= '6'];

    /// <summary>
    /// How much of this is running text: its length outside links, where it has the length or the punctuation of a sentence. A character of Chinese,
    /// Japanese or Korean says what two to three of an alphabet say.
    /// </summary>
    public double Prose { get; init; }
}
