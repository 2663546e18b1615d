namespace NewsWatch.Stories;

/// <summary>A story as the engine remembers it: its members, its centre, and all it has said.</summary>
internal sealed class KnownStory(string id)
{
    // Most stories have one member for ever.
    private readonly List<KnownArticle> _members = new(1);
    private StoryMemory? _memory;

    public string Id { get; } = id;

    /// <summary>In order of arrival; copies are counted, not kept, once there are many.</summary>
    public IReadOnlyList<KnownArticle> Members => _members;

    public TermVector Centre { get; private set; } = TermVector.Empty;

    /// <summary>Length of the centre under the weights of when it last changed.</summary>
    public float CentreNorm { get; private set; }

    /// <summary>The dozen terms that weigh most in the centre, with their weights.</summary>
    public (uint Term, float Weight)[] Core { get; private set; } = [];

    /// <summary>How many members it had when it was last seen to be one story.</summary>
    public int SeenWhole { get; set; }

    public DateTimeOffset LastMoved { get; private set; }

    /// <summary>What the members said, built when first asked for.</summary>
    public StoryMemory Memory => _memory ??= StoryMemory.Of(_members);

    public void Add(KnownArticle member, TermWeights weights)
    {
        LastMoved = member.Time > LastMoved ? member.Time : LastMoved;
        if (member.IsCopy && _members.Count >= StoryParameters.MembersKept)
            return;

        var at = _members.Count;
        while (at > 0 && _members[at - 1].Arrival > member.Arrival)
            at--;

        _members.Insert(at, member);
        if (_members.Count > 2 * StoryParameters.MembersKept)
            _members.RemoveRange(1, StoryParameters.MembersKept);

        // One member's own vector serves as the centre.
        if (_members.Count == 1)
            (Centre, CentreNorm) = (member.Reading.Main, member.Norms.Main);
        else if (_members.Count == 2 || at < _members.Count - 1)
            Recentre(weights);
        else
            Centre = WithMember(member);

        Measure(weights);
        _memory?.Add(member.Reading);
    }

    public void Remove(KnownArticle member, TermWeights weights)
    {
        if (!_members.Remove(member))
            return;

        _memory = null;
        Recentre(weights);
    }

    private void Recentre(TermWeights weights)
    {
        Centre = TermVector.Empty;
        foreach (var member in _members)
            Centre = WithMember(member);

        Measure(weights);
    }

    private void Measure(TermWeights weights)
    {
        (CentreNorm, Core) = Query.Measure(Centre, weights, StoryParameters.CoreTerms);
    }

    /// <summary>Each member pulls the centre with the same strength, however long it is.</summary>
    private TermVector WithMember(KnownArticle member) =>
        Centre.Plus(member.Reading.Main, 1 / Math.Max(member.Norms.Main, 0.001f), StoryParameters.CentreTerms);
}
