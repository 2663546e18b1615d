namespace NewsWatch.Stories;

/// <summary>
/// What a new article changes about earlier ones: stories that it shows to be one, rewrites whose source it is,
/// explainers whose story it opens, copies of what it corrects.
/// </summary>
internal sealed class StoryRepair(StoryWindow window, StoryFinder finder, Resolver resolver, JoinParameters parameters)
{
    /// <summary>The decisions that change; <paramref name="near"/> is what the new article's own decision found.</summary>
    public List<(Candidate Candidate, Decision Decision)> After(KnownArticle known, IReadOnlyList<JoinEvidence> near)
    {
        var revised = new Dictionary<string, Decision>(StringComparer.Ordinal);
        if (known.Story is { } story)
        {
            if (near.Any(evidence => evidence.Story != story && evidence.Nearest >= parameters.WorthUniting))
                Unite(known, story, revised);

            if (revised.Count == 0)
                Part(story, revised);

            if (window.Waiting.Count > 0)
                LinkExplainers(revised);

            FindLateSources(known, near, revised);
            TellCopies(known, story, revised);
        }

        return [.. revised.Select(pair => (window.Kept(pair.Key)!, pair.Value))];
    }

    /// <summary>The new article may bridge its story with another: the smaller moves into the larger, the younger into the older.</summary>
    private void Unite(KnownArticle known, KnownStory story, Dictionary<string, Decision> revised)
    {
        foreach (var evidence in finder.FindElsewhere(known).Take(3))
        {
            if (evidence.Probability < parameters.Bridge)
                return;

            var (from, into) = story.Members.Count < evidence.Story.Members.Count ? (story, evidence.Story) : (evidence.Story, story);
            if (from.Members.Any(member => !window.Keeps(member.Id) || window.Forbids(member.Id, into)) || Chance(from, into) < Needed(from)
                || Parting.AreTwo(from, into, window.Weights, parameters))
                continue;

            foreach (var mover in from.Members)
                revised[mover.Id] = Moved(mover, into.Id, $"its story turned out to be that of “{into.Members[0].Title}”");

            return;
        }
    }

    /// <summary>
    /// A story that has grown may turn out to be two events of one kind: the group without the article that gave the story its id becomes a
    /// story of its own, under the id that its earliest article would have given it. Where a source or a person binds the two, they stay.
    /// </summary>
    private void Part(KnownStory story, Dictionary<string, Decision> revised)
    {
        if (story.Members.Count < Math.Max(2 * StoryParameters.LeastParted, StoryParameters.GrownToLookAgain * story.SeenWhole))
            return;

        story.SeenWhole = story.Members.Count;
        if (Parting.Of(story.Members, window.Weights, parameters) is not var (stay, go))
            return;

        // That one need not have come first: the story may have taken in an older one.
        if (go.Exists(member => Ids.Derive("story", member.Id) == story.Id))
            (stay, go) = (go, stay);

        var staying = stay.Select(member => member.Id).ToHashSet(StringComparer.Ordinal);
        var going = go.Select(member => member.Id).ToHashSet(StringComparer.Ordinal);
        var earliest = go.MinBy(member => member.Arrival)!;
        var storyId = Ids.Derive("story", earliest.Id);
        if (window.Story(storyId) is not null || stay.Exists(member => IsBound(member, going)) || go.Exists(member => IsBound(member, staying) || !window.Keeps(member.Id)))
            return;

        foreach (var mover in go)
            revised[mover.Id] = Moved(mover, storyId, $"its story turned out to be two: this one and that of “{stay[0].Title}”");
    }

    private static Decision Moved(KnownArticle mover, string storyId, string reason)
    {
        var stood = mover.Decision.Open();
        return stood with { StoryId = storyId, Reasons = [reason, .. stood.Reasons] };
    }

    private bool IsBound(KnownArticle member, HashSet<string> others) =>
        Array.Exists(member.Decision.Edges, edge => edge is { Confidence: >= Derivation.Confirmed, SourceArticleId: { } source, Kind: not DerivationKind.Cites } && others.Contains(source))
        || window.Pairs.With(member.Id, together: true).Any(others.Contains);

    /// <summary>How likely the members of one story belong to another, on average.</summary>
    private double Chance(KnownStory from, KnownStory into) =>
        from.Members.Take(StoryParameters.MergeSample)
            .Average(member => finder.FindElsewhere(member).Find(found => found.Story == into)?.Probability ?? 0);

    /// <summary>What has grown by itself is seldom a part of another: the larger the smaller one, the more it takes.</summary>
    private double Needed(KnownStory from) => parameters.Merge + (parameters.MergePerDoubling * Math.Log2(from.Members.Count));

    private void LinkExplainers(Dictionary<string, Decision> revised)
    {
        foreach (var waiting in window.Waiting.ToList())
            if (window.Kept(waiting.Id) is { } kept && resolver.Explainer(kept.Article, finder.FindElsewhere(waiting)) is { Role: StoryRole.Background } linked)
                revised[waiting.Id] = linked;
    }

    /// <summary>Earlier articles that credit this outlet, carry this headline or hold these words: is this their source?</summary>
    private void FindLateSources(KnownArticle known, IReadOnlyList<JoinEvidence> near, Dictionary<string, Decision> revised)
    {
        var candidates = near.SelectMany(evidence => evidence.Story.Members).Concat(known.Story!.Members)
            .Where(member => member.Id != known.Id && Waits(member, known))
            .Concat(window.LinkingTo(known))
            .Concat(window.CreditingAbroad(known).Where(from => resolver.MayRetell(from.Reading, known.Reading)));
        foreach (var member in candidates.DistinctBy(member => member.Id).ToList())
        {
            if (window.Kept(member.Id) is not { } kept)
                continue;

            var around = finder.FindAll(member);
            var derivations = resolver.Sources(resolver.Question(member, kept.Article), around);
            if (derivations.TrueForAll(edge => edge.SourceArticleId != known.Id))
                continue;

            var basis = revised.GetValueOrDefault(member.Id) ?? member.Decision.Open();
            var place = resolver.Place(member.Id, around, derivations);
            revised[member.Id] = basis with
            {
                StoryId = place is null || revised.ContainsKey(member.Id) ? basis.StoryId : place.Story.Id,
                Derivations = derivations,
                Unsupported = resolver.UnsupportedIn(kept.Article, member.Reading, derivations),
                Reasons = Reasons.ForLateSources(derivations, basis.Reasons),
            };
        }
    }

    private static bool Waits(KnownArticle member, KnownArticle known) =>
        !member.Took(known.Id)
        && (member.Reading.Credits.Any(known.IsOf)
            || (member.Reading.Credits.Count > 0 && member.Reading.TitleKey != 0 && member.Reading.TitleKey == known.Reading.TitleKey)
            || (member.Published > known.Published && member.Reading.Sketch.Containment(known.Reading.Sketch).InOther >= StoryParameters.Excerpt));

    private void TellCopies(KnownArticle known, KnownStory story, Dictionary<string, Decision> revised)
    {
        if (!known.Decision.TakesBack)
            return;

        var reason = $"{known.OutletName} has since corrected or withdrawn what this was taken from";
        foreach (var copy in story.Members.Where(member => member.Took(known.Id) && window.Keeps(member.Id)))
            if (copy.Decision.Open() is var stood && !stood.Reasons.Contains(reason))
                revised[copy.Id] = (revised.GetValueOrDefault(copy.Id) ?? stood) with { Reasons = [reason, .. stood.Reasons] };
    }
}
