namespace NewsWatch.Elasticsearch.Client;

/// <summary>Which node to ask: each in turn, and one that did not answer only after a rest that grows with its failures.</summary>
internal sealed class NodePool(IReadOnlyList<Uri> nodes, TimeProvider clock)
{
    private static readonly TimeSpan ShortestRest = TimeSpan.FromSeconds(0.5);

    /// <summary>Short, so that a node that comes back is in use again within seconds.</summary>
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly Node[] _nodes = [.. nodes.Select(address => new Node(address))];
    private int _turn;

    /// <summary>The nodes to try one after another; empty where all are resting.</summary>
    public IReadOnlyList<Uri> InTurn()
    {
        lock (_lock)
        {
            var first = _turn++ % _nodes.Length;
            var now = clock.GetUtcNow();
            return
            [
                .. Enumerable.Range(0, _nodes.Length).Select(i => _nodes[(first + i) % _nodes.Length])
                    .Where(node => node.RestsUntil <= now).OrderBy(node => node.Failures > 0).Select(node => node.Address),
            ];
        }
    }

    public void Answered(Uri address)
    {
        lock (_lock)
            Find(address).Failures = 0;
    }

    public void Failed(Uri address, string problem)
    {
        lock (_lock)
        {
            var node = Find(address);
            var rest = ShortestRest * Math.Pow(2, Math.Min(node.Failures++, 8));
            node.RestsUntil = clock.GetUtcNow() + (rest < LongestRest ? rest : LongestRest);
            node.Problem = problem;
        }
    }

    /// <summary>What was wrong with each node when it was last asked, in words.</summary>
    public string Problems()
    {
        lock (_lock)
            return string.Join("; ", _nodes.Where(node => node.Failures > 0).Select(node => $"{node.Address.GetLeftPart(UriPartial.Authority)}: {node.Problem}"));
    }

    private Node Find(Uri address) => _nodes.First(node => node.Address == address);

    private sealed class Node(Uri address)
    {
        public Uri Address { get; } = address;

        public int Failures { get; set; }

        public DateTimeOffset RestsUntil { get; set; }

        public string Problem { get; set; } = "";
    }
}
