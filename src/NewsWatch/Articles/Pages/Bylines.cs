namespace NewsWatch.Articles.Pages;

/// <summary>Bylines that readers see: elements named for authors, links to author pages, lines that open with "By".</summary>
internal sealed class Bylines
{
    private const int MaxLength = 160;
    private const int MaxLines = 300;

    private static readonly string[] AuthorPaths = ["/author", "/autor", "/auteur", "/profil", "/people/", "/staff/", "/by/", "/redaktion/", "/writers/", "/contributor", "/journalist", "/firma/", "/reporter", "/team/", "/personas/"];

    private readonly PageSource _page;
    private readonly PageLayout _layout;

    public Bylines(PageSource page, PageLayout layout)
    {
        _page = page;
        _layout = layout;
    }

    /// <summary>Candidates, the most trustworthy first.</summary>
    public IEnumerable<(IReadOnlyList<string> Names, string Rule, double Weight)> Find() =>
        Elements().Concat(Lines()).OrderByDescending(found => found.Weight);

    private List<(IReadOnlyList<string> Names, string Rule, double Weight)> Elements()
    {
        var found = new List<(PageNode Node, IReadOnlyList<string> Names, double Weight)>();
        foreach (var node in _page.Tree.Nodes)
        {
            if (node.IsText || node.Tag is "html" or "body" or "article" or "main")
                continue;

            var weight = WeightOf(node);
            if (weight <= 0)
                continue;

            var text = node["content"] is { Length: > 0 } content ? content : _page.Tree.TextOf(node, MaxLength + 1);
            if (text.Length is < 2 or > MaxLength)
                continue;

            var names = AuthorNames.Of(text);
            if (names.Count == 0 || names.Any(name => DateText.First(name, _page.ShortLanguage, _page.IsMonthFirst) is not null))
                continue;

            weight += PlaceOf(node.Index) + (names.All(AuthorNames.LooksLikePerson) ? 1 : 0) - (text.Length > 60 ? 1 : 0);
            if (weight > 0)
                found.Add((node, names, weight));
        }

        return [.. found.Where(one => !HoldsSharper(one, found)).Select(one => (one.Names, "byline", one.Weight))];
    }

    /// <summary>An element around a name's own may hold more: "Ann Example Harbour Post" around "Ann Example".</summary>
    private static bool HoldsSharper((PageNode Node, IReadOnlyList<string> Names, double Weight) outer, List<(PageNode Node, IReadOnlyList<string> Names, double Weight)> all) =>
        outer.Names is [var whole] && all.Any(inner => inner.Node.Index > outer.Node.Index && inner.Node.Index < outer.Node.End && inner.Names is [var part]
            && part.Length < whole.Length && whole.StartsWith(part, StringComparison.Ordinal) && (AuthorNames.LooksLikePerson(part) || !AuthorNames.LooksLikePerson(whole)));

    private IEnumerable<(IReadOnlyList<string> Names, string Rule, double Weight)> Lines()
    {
        var blocks = _layout.All;
        for (var i = 0; i < blocks.Count; i++)
        {
            if (blocks[i].Text.Length > MaxLines || PlaceOf(blocks[i].First) is not (>= 0 and var place))
                continue;

            foreach (var line in blocks[i].Text.Split('\n'))
            {
                var isLabelled = line.Contains(':', StringComparison.Ordinal);
                if ((place > 0 || isLabelled) && AuthorNames.IsByline(line))
                    yield return (AuthorNames.Of(line), "line that opens as a byline", (isLabelled ? 2.5 : 1.5) + place);
                else if (place > 0 && AuthorNames.IsSource(line) && AuthorNames.Of(line) is { Count: > 0 } source)
                    yield return (source, "line that names the source", 0.3 * place);
            }

            if (place > 0 && AuthorNames.IsLabel(blocks[i].Text) && i + 1 < blocks.Count && blocks[i + 1].Text is { Length: < 60 } next
                && AuthorNames.Of(next) is { Count: > 0 } names && names.All(AuthorNames.LooksLikePerson))
                yield return (names, "name behind its label", 2 + place);
        }
    }

    private static double WeightOf(PageNode node)
    {
        if (node["rel"] is { } rel && rel.Contains("author", StringComparison.OrdinalIgnoreCase))
            return 3;
        if (node["itemprop"] is { } property && (property == "author" || property == "creator"))
            return 3;

        var weight = 0.0;
        if (node.Tag == "a" && node["href"] is { } href && AuthorPaths.Any(path => href.Contains(path, StringComparison.OrdinalIgnoreCase)))
            weight = 2;

        if (node["class"] is null && node["id"] is null && node["itemprop"] is null)
            return weight;

        foreach (var word in Hints.WordsOf($"{node["class"]} {node["id"]} {node["data-testid"]}"))
        {
            weight = Math.Max(weight, word switch
            {
                "author" or "byline" or "autor" or "auteur" or "autore" or "authorname" or "postauthor" or "autoren" or "authors" or "writer" or "autorname" => 2.5,
                "reporter" or "journalist" or "contributor" or "creator" or "redakteur" or "verfasser" or "firma" or "username" or "bylines" => 1.5,
                _ => word.StartsWith("author", StringComparison.Ordinal) || word.StartsWith("autor", StringComparison.Ordinal) ? 2 : 0,
            });
        }

        if (node["itemprop"] == "name" && node.Parent is { } parent && (parent["itemprop"] ?? parent.Parent?["itemprop"]) is "author" or "creator")
            return 3.5;

        return weight;
    }

    /// <summary>Near the headline is best, the text's end is good; comments and what stands beside the article are others'.</summary>
    private double PlaceOf(int index)
    {
        var outside = 0.0;
        for (var at = _page.Tree.Nodes[index]; at is not null; at = at.Parent)
        {
            var hints = _layout.HintsOf(at);
            if (at.Tag == "nav" || hints.HasFlag(Hint.Comments))
                return -4;
            if (_layout.Cuts[at.Index] == Cut.Outside && hints.HasFlag(Hint.Boilerplate) && !hints.HasFlag(Hint.Byline))
                outside = -1.5;
        }

        var top = _layout.Headline?.First ?? _layout.Region.Index;
        var end = Math.Max(_layout.Region.End, top);
        if (index >= end)
            return outside + (index - end < 80 ? 0.6 : -1);
        if (index < top)
            return outside + (top - index < 60 ? 0.8 : -1);

        return outside + (index - top < 120 ? 1.5 - ((index - top) / 240.0) : end - index < 80 ? 0.6 : 0);
    }
}
