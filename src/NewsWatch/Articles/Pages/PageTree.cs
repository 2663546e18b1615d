using System.Collections.Frozen;
using System.Text;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace NewsWatch.Articles.Pages;

/// <summary>
/// A page's elements and text, flat and in document order. The one place that knows AngleSharp;
/// everything after it walks arrays and never recurses, so no page is too deep.
/// </summary>
internal sealed class PageTree
{
    /// <summary>Nodes kept. A long article with a thousand comments has some 30,000.</summary>
    public const int MaxNodes = 200_000;

    /// <summary>Elements that the parser may create before it is stopped: unclosed formatting elements multiply.</summary>
    private const int MaxElements = 250_000;

    /// <summary>Elements below this depth hang on their ancestor at this depth.</summary>
    private const int MaxDepth = 256;

    private static readonly FrozenSet<string> KeptAttributes = FrozenSet.ToFrozenSet(
        [
            "class", "id", "role", "href", "src", "datetime", "content", "itemprop", "itemtype", "itemscope", "rel", "property",
            "name", "type", "style", "hidden", "lang", "xml:lang", "title", "alt", "http-equiv", "charset", "aria-hidden", "aria-label",
            "data-testid", "data-component", "pubdate", "data-src", "data-type", "data-module", "data-datetime", "data-timestamp", "data-time", "data-date",
            "data-published", "data-pubdate", "data-utime", "data-author", "value", "headers",
        ], StringComparer.Ordinal);

    private static readonly FrozenSet<string> Dropped = FrozenSet.ToFrozenSet(
        ["style", "template", "svg", "math", "canvas", "object", "embed", "applet", "map", "datalist", "iframe", "xmp", "noembed", "noframes", "plaintext", "listing"], StringComparer.Ordinal);

    private PageTree(PageNode[] nodes) => Nodes = nodes;

    public PageNode[] Nodes { get; }

    public ReadOnlySpan<PageNode> Inside(PageNode node) => Nodes.AsSpan(node.Index + 1, node.End - node.Index - 1);

    public IEnumerable<PageNode> Children(PageNode node)
    {
        for (var i = node.Index + 1; i < node.End; i = Nodes[i].End)
            yield return Nodes[i];
    }

    /// <summary>All text inside a node, white space collapsed; at most <paramref name="limit"/> characters.</summary>
    public string TextOf(PageNode node, int limit = 10_000)
    {
        var text = new StringBuilder();
        for (var i = node.Index; i < node.End && text.Length < limit; i++)
        {
            var inner = Nodes[i];
            if (inner.IsText)
                Spaces.AppendCollapsed(text, inner.Text);
            else if (inner.Tag is "br" or "p" or "div" or "li" or "td")
                Spaces.AppendCollapsed(text, " ");
            else if (inner.Tag is "script" or "style" or "noscript")
                i = inner.End - 1;
        }

        if (text.Length > limit)
            text.Length = limit;

        return text.ToString().Trim();
    }

    /// <summary>Parses tamed HTML (<see cref="HtmlGuard"/>). A page that multiplies past every limit gives an empty tree.</summary>
    public static PageTree Parse(string html)
    {
        var created = 0;
        var options = new HtmlParserOptions
        {
            SkipComments = true,
            SkipProcessingInstructions = true,
            SkipCDATA = true,
            OnCreated = (_, _) =>
            {
                if (++created > MaxElements)
                    throw new TooManyElementsException();
            },
        };
        try
        {
            using var document = new HtmlParser(options, BrowsingContext.New(new Configuration())).ParseDocument(html);
            return new PageTree(Flatten(document));
        }
        catch (TooManyElementsException)
        {
            return new PageTree([new PageNode("html", null, 0, "", []) { End = 1 }]);
        }
    }

    private static PageNode[] Flatten(IDocument document)
    {
        var nodes = new List<PageNode>(4096);
        if (document.DocumentElement is { } root && Make(root, null, 0) is { } first)
        {
            nodes.Add(first);

            // By position: a node's NextSibling looks for the node among its parent's children first.
            var open = new Stack<(INodeList Children, int Next, PageNode Parent)>();
            open.Push((root.ChildNodes, 0, first));
            while (open.TryPop(out var frame) && nodes.Count < MaxNodes)
            {
                if (frame.Next >= frame.Children.Length)
                    continue;

                open.Push(frame with { Next = frame.Next + 1 });
                var child = frame.Children[frame.Next];
                if (Make(child, frame.Parent, nodes.Count) is not { } made)
                    continue;

                nodes.Add(made);
                if (!made.IsText && made.Tag != "script" && child.HasChildNodes)
                    open.Push((child.ChildNodes, 0, made.Depth < MaxDepth ? made : frame.Parent));
            }
        }

        CloseAll(nodes);
        return nodes.Count > 0 ? [.. nodes] : [new PageNode("html", null, 0, "", []) { End = 1 }];
    }

    /// <summary>A subtree ends where the last of its descendants does.</summary>
    private static void CloseAll(List<PageNode> nodes)
    {
        foreach (var node in nodes)
            node.End = node.Index + 1;

        for (var i = nodes.Count - 1; i > 0; i--)
            if (nodes[i].Parent is { } parent && parent.End < nodes[i].End)
                parent.End = nodes[i].End;
    }

    private static PageNode? Make(INode node, PageNode? parent, int index)
    {
        if (node is IText text)
            return parent is null || text.Data.Length == 0 ? null : new PageNode(PageNode.TextTag, parent, index, text.Data, []);

        if (node is not IElement element || Dropped.Contains(element.LocalName))
            return null;

        if (element.LocalName != "script")
            return new PageNode(element.LocalName, parent, index, "", Attributes(element));

        var isData = element.GetAttribute("type") is { } type && type.Contains("ld+json", StringComparison.OrdinalIgnoreCase);
        return isData ? new PageNode("script", parent, index, element.TextContent, []) : null;
    }

    private static (string Name, string Value)[] Attributes(IElement element)
    {
        if (element.Attributes.Length == 0)
            return [];

        var kept = new List<(string, string)>(element.Attributes.Length);
        foreach (var attribute in element.Attributes)
            if (KeptAttributes.Contains(attribute.Name))
                kept.Add((attribute.Name, attribute.Value));

        return [.. kept];
    }

    private sealed class TooManyElementsException : Exception;
}
