namespace NewsWatch.Articles.Pages;

/// <summary>How much text, linked text and prose every subtree holds, from running sums: any subtree's answer costs two look-ups.</summary>
internal sealed class PageMass
{
    private const double Nearness = 0.9;

    private readonly int[] _text;
    private readonly int[] _links;
    private readonly double[] _prose;
    private readonly double[] _near;

    public PageMass(PageTree tree, IReadOnlyList<Block> blocks)
    {
        _text = new int[tree.Nodes.Length + 1];
        _links = new int[tree.Nodes.Length + 1];
        _prose = new double[tree.Nodes.Length + 1];
        _near = new double[tree.Nodes.Length + 1];
        foreach (var block in blocks)
        {
            _text[block.First + 1] += block.Text.Length;
            _links[block.First + 1] += block.LinkLength;
            _prose[block.First + 1] += block.Prose;
            _near[block.First + 1] += block.Prose * Math.Pow(Nearness, block.Node.Depth);
        }

        for (var i = 1; i < _text.Length; i++)
        {
            _text[i] += _text[i - 1];
            _links[i] += _links[i - 1];
            _prose[i] += _prose[i - 1];
            _near[i] += _near[i - 1];
        }
    }

    public int Text(PageNode node) => _text[node.End] - _text[node.Index];

    public int Links(PageNode node) => _links[node.End] - _links[node.Index];

    public double Prose(PageNode node) => _prose[node.End] - _prose[node.Index];

    /// <summary>How near its prose hangs, 0 to 1: each level between an element and a paragraph in it takes a tenth.</summary>
    public double Closeness(PageNode node) =>
        Prose(node) is > 0 and var prose ? Math.Min(1, (_near[node.End] - _near[node.Index]) / Math.Pow(Nearness, node.Depth) / prose) : 0;

    public double LinkDensity(PageNode node) => Text(node) is > 0 and var text ? (double)Links(node) / text : 0;
}
