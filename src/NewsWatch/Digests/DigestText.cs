using NewsWatch.Alerts;
using NewsWatch.Delivery;
using NewsWatch.Stories;

namespace NewsWatch.Digests;

/// <summary>Puts a digest into words: HTML, plain text, one line and JSON. The same digest gives the same message.</summary>
public static class DigestText
{
    private const int BarWidth = 40;

    public static OutgoingMessage Compose(Digest digest) => new()
    {
        Subject = $"{DigestWords.Name(digest.Subscription.Name)}: {DigestWords.Period(digest)}",
        Line = $"{DigestWords.Name(digest.Subscription.Name)}, {DigestWords.Period(digest)}: {DigestWords.Summary(digest)}",
        Text = Text(digest),
        Html = DigestHtml.Compose(digest),
        Payload = DigestPayload.Compose(digest),
        Brief = new Brief(
            DigestWords.Cadence(digest),
            DigestWords.Summary(digest),
            $"{DigestWords.Name(digest.Subscription.Name)}: {DigestWords.Period(digest)}",
            "",
            "",
            [.. digest.New.Concat(digest.Continued).Take(7).Select(story => Plain.Line(story.Story.Facts.Title, DigestWords.TitleLength)), DigestWords.Why(digest)],
            null),
        Date = digest.Period.End,
        Unsubscribe = digest.Links.Unsubscribe,
    };

    private static string Text(Digest digest)
    {
        var lines = new List<string>
        {
            DigestWords.Name(digest.Subscription.Name),
            DigestWords.Period(digest),
            "",
            DigestWords.Summary(digest),
        };
        Section(lines, "New", digest.New, digest, Story);
        Section(lines, "What changed since the last digest", digest.Continued, digest, Story);
        Section(lines, "Corrections", digest.Corrections, digest, Correction);
        Section(lines, "Also new", digest.Further, digest, Further);
        if (digest.Chart.Count > 0)
            Chart(lines, digest);
        if (DigestWords.HeldBack(digest) is { } held)
            lines.AddRange(["", "", "LEFT OUT", held]);

        lines.AddRange(["", "--", DigestWords.Why(digest)]);
        if (digest.Links.Unsubscribe is { } unsubscribe)
            lines.Add($"Unsubscribe: {unsubscribe.AbsoluteUri}");

        return string.Join('\n', lines) + "\n";
    }

    private static void Section<T>(List<string> lines, string title, IReadOnlyList<T> entries, Digest digest, Action<List<string>, T, int, Digest> write)
    {
        if (entries.Count == 0)
            return;

        lines.AddRange(["", "", title.ToUpperInvariant()]);
        for (var i = 0; i < entries.Count; i++)
            write(lines, entries[i], i, digest);
    }

    private static void Story(List<string> lines, RankedStory ranked, int index, Digest digest)
    {
        var story = ranked.Story;
        lines.AddRange(["", $"{index + 1}. {Plain.Isolated(story.Facts.Title, DigestWords.TitleLength)}"]);
        foreach (var development in story.Developments.Take(DigestWords.DevelopmentsShown))
        {
            lines.Add($"   - {Label(development.Kind)}{Plain.Isolated(development.Sentence, DigestWords.SentenceLength)}");
            lines.Add($"     {DigestWords.Name(development.Outlet)}, {When.Short(development.At, digest.Subscription.Zone)}: {Plain.Address(development.Url)}");
        }

        if (story.Developments.Count > DigestWords.DevelopmentsShown)
            lines.Add($"   - and {DigestWords.Count(story.Developments.Count - DigestWords.DevelopmentsShown, "further development")}");

        lines.Add($"   {DigestWords.Standing(story, digest.Subscription.Zone)}");
        if (DigestWords.Repeaters(story) is { } repeaters)
            lines.Add($"   {repeaters}");
        if (story.Page is { } page)
            lines.Add($"   {page.AbsoluteUri}");
    }

    private static string Label(DevelopmentKind kind) =>
        kind is DevelopmentKind.FirstReport ? "" : DevelopmentWords.Label(kind) + ": ";

    private static void Correction(List<string> lines, StoryCorrection correction, int index, Digest digest)
    {
        var development = correction.Correction;
        lines.AddRange(
        [
            "",
            $"- {DevelopmentWords.Label(development.Kind)}: {Plain.Isolated(development.Sentence, DigestWords.SentenceLength)}",
            $"  in “{Plain.Isolated(correction.Story.Facts.Title, DigestWords.TitleLength)}”",
            $"  {DigestWords.Name(development.Outlet)}, {When.Short(development.At, digest.Subscription.Zone)}: {Plain.Address(development.Url)}",
        ]);
    }

    private static void Further(List<string> lines, RankedStory ranked, int index, Digest digest)
    {
        var facts = ranked.Story.Facts;
        lines.Add($"- {Plain.Isolated(facts.Title, DigestWords.TitleLength)} ({DigestWords.Name(facts.First.Outlet)}) {Plain.Address(facts.First.Url)}");
    }

    private static void Chart(List<string> lines, Digest digest)
    {
        var most = Math.Max(1, digest.Chart.Max(bar => bar.Articles));
        lines.AddRange(["", "", DigestWords.ChartTitle(digest).ToUpperInvariant()]);
        lines.AddRange(digest.Chart.Select(bar =>
            $"{DigestWords.Label(digest, bar),-7}{new string('#', bar.Articles * BarWidth / most)} {DigestWords.Number(bar.Articles)}"));
    }
}
