using System.Globalization;

namespace NewsWatch.Stories;

/// <summary>Says in plain words why a decision fell as it did.</summary>
internal static class Reasons
{
    /// <summary>Why an article opens a story.</summary>
    public const string NothingTells = "nothing in the window tells this story";

    public static IReadOnlyList<string> ForJoining(JoinEvidence place, IReadOnlyList<Derivation> derivations, bool repeats)
    {
        var reasons = new List<string>(ForSources(derivations));
        var nearest = place.NearestMember;
        var what = nearest.Title.Length > 0 ? $"“{nearest.Title}”" : "an article";
        reasons.Add(string.Create(
            CultureInfo.InvariantCulture, $"it tells what {what} of {nearest.OutletName} tells (likeness {place.Nearest:F2}, chance {place.Probability:P0})"));
        if (place.NamesShared >= 0.4)
            reasons.Add("they name the same people, places and organisations");

        if (repeats)
            reasons.Add("it tells the same news again: nothing to alert");

        return reasons;
    }

    public static IEnumerable<string> ForSources(IEnumerable<Derivation> derivations) =>
        derivations.Select(edge => string.Create(
            CultureInfo.InvariantCulture, $"{Words(edge.Kind)} {edge.SourceOutlet}: {string.Join(", ", edge.Evidence)} ({edge.Confidence:F2})"));

    /// <summary>The reasons of an article whose source came after it, in place of those that it had until then.</summary>
    public static IReadOnlyList<string> ForLateSources(IEnumerable<Derivation> derivations, IEnumerable<string> before) =>
        [.. ForSources(derivations), "what it was taken from reached us after it", .. before.Where(reason => reason != NothingTells)];

    public static IReadOnlyDictionary<string, double> Inputs(JoinEvidence place)
    {
        var inputs = new Dictionary<string, double> { ["probability"] = Math.Round(place.Probability, 4) };
        var features = place.Features();
        for (var i = 0; i < features.Length; i++)
            inputs[JoinEvidence.Names[i]] = Math.Round(features[i], 4);

        return inputs;
    }

    private static string Words(DerivationKind kind) => kind switch
    {
        DerivationKind.Copy => "a copy of",
        DerivationKind.Excerpt => "takes passages from",
        DerivationKind.Rewrite => "a rewrite of",
        _ => "cites",
    };
}
