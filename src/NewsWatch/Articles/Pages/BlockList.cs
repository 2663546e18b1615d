using System.Collections.Frozen;
using System.Text;

namespace NewsWatch.Articles.Pages;

/// <summary>Cuts a page into blocks, in document order, leaving out the subtrees that are marked as cut.</summary>
internal static class BlockList
{
    private const int MaxBlockLength = 50_000;

    private static readonly FrozenSet<string> Inline = FrozenSet.ToFrozenSet(
        [
            "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img", "ins", "kbd", "mark", "q", "rp", "rt", "ruby", "s",
            "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "picture", "source", "label", "nobr", "meta", "link", "amp-img", "input",
        ], StringComparer.Ordinal);

    public static bool IsInline(string tag) => Inline.Contains(tag);

    /// <param name="tree">The page.</param>
    /// <param name="within">Only this subtree.</param>
    /// <param name="cuts">Per node: whether its subtree is left out; null leaves out nothing.</param>
    public static List<Block> Of(PageTree tree, PageNode within, Cut[]? cuts)
    {
        var blocks = new List<Block>();
        var text = new StringBuilder();
        int linkLength = 0, leadLink = 0, links = 0, first = -1, linkEnd = 0, lastBreak = -2;
        PageNode? owner = null;
        var ends = new Stack<(int End, PageNode Node)>();
        ends.Push((within.End, within));

        void Flush(int at)
        {
            if (first >= 0 && owner is not null)
            {
                var plain = text.ToString().Trim();
                if (plain.Length > 0)
                    blocks.Add(Made(owner, plain, Math.Min(linkLength, plain.Length), leadLink, links, first, at));
            }

            text.Clear();
            linkLength = leadLink = links = 0;
            first = -1;
        }

        for (var i = within.Index; i < within.End; i++)
        {
            var node = tree.Nodes[i];
            while (ends.Count > 1 && i >= ends.Peek().End)
            {
                ends.Pop();
                Flush(i);
            }

            if (cuts is not null && cuts[i] != Cut.None)
            {
                // What was cut between two runs of text parts them only where it stood as a block.
                if (!Inline.Contains(node.Tag) && !node.IsText)
                    Flush(i);

                i = node.End - 1;
                continue;
            }

            if (node.IsText)
            {
                if (first < 0)
                {
                    first = i;
                    owner = ends.Peek().Node;
                }

                var before = text.Length;
                if (text.Length < MaxBlockLength)
                    Spaces.AppendCollapsed(text, node.Text);
                if (i < linkEnd)
                {
                    linkLength += text.Length - before;
                    if (linkLength >= text.Length - 1)
                        leadLink = linkLength;
                }
            }
            else if (node.Tag == "br")
            {
                if (lastBreak >= 0 && IsBlank(text, lastBreak))
                {
                    Flush(i);
                    lastBreak = -2;
                }
                else if (text.Length > 0)
                {
                    if (text[^1] == ' ')
                        text.Length--;

                    text.Append('\n');
                    lastBreak = text.Length;
                }
            }
            else if (node.Tag == "a" && node.Has("href"))
            {
                linkEnd = Math.Max(linkEnd, node.End);
                links++;
            }
            else if (!Inline.Contains(node.Tag))
            {
                Flush(i);
                lastBreak = -2;
                ends.Push((node.End, node));
            }
        }

        Flush(within.End);
        return blocks;
    }

    private static bool IsBlank(StringBuilder text, int from)
    {
        for (var i = from; i < text.Length; i++)
            if (!char.IsWhiteSpace(text[i]))
                return false;

        return text.Length > 0 && from <= text.Length;
    }

    private static Block Made(PageNode owner, string text, int linkLength, int leadLink, int links, int first, int end) => new()
    {
        Node = owner,
        Text = text,
        LinkLength = linkLength,
        LeadLink = leadLink,
        Links = links,
        First = first,
        End = end,
        Prose = ProseOf(owner, text, linkLength),
    };

    private static bool EndsWordAt(string text, int at) => at == text.Length || text[at] is ' ' or '\n' or '"' or '”' or '’' or ')';

    private static double ProseOf(PageNode owner, string text, int linkLength)
    {
        if (owner.Tag is ['h', >= '1' and <= '6'])
            return 0;

        int sentences = 0, wide = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is '。' or '！' or '？' or '।' or '؟' or '۔' or '．' || (c is '.' or '!' or '?' or '…' && EndsWordAt(text, i + 1)))
                sentences++;
            else if (c is >= '\u3040' and <= '\u9FFF' or >= '\uAC00' and <= '\uD7AF')
                wide++;
        }

        double length = text.Length - linkLength + (wide * 1.5);
        if (length < 40 || linkLength > text.Length * 0.6)
            return 0;

        return sentences > 0 || length > 160 ? length : length > 80 || owner.Tag is "li" or "p" ? length * 0.4 : 0;
    }
}
