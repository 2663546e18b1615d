using System.Globalization;
using System.Text;
using NewsWatch.Articles;
using NewsWatch.Stories;

namespace NewsWatch.Host.Commands.Stories;

/// <summary>Stories and decisions as people read them.</summary>
internal static class StoryText
{
    public static string Of(StoryView story, IReadOnlyList<(Article After, IReadOnlyList<ChangedPassage> Changes)> edits)
    {
        var text = new StringBuilder();
        text.AppendLine(story.Title).AppendLine(Invariant(
            $"{story.Id} · opened {story.OpenedAt:yyyy-MM-dd HH:mm}, changed {story.ChangedAt:yyyy-MM-dd HH:mm} UTC · {story.Members.Count()} articles, {story.IndependentSources} independent sources")).AppendLine();
        foreach (var root in ProvenanceTree.Of(story))
            Node(text, root, 0);

        if (story.Background.Any())
            text.AppendLine().AppendLine("Background:");

        foreach (var article in story.Background)
            text.AppendLine(Line(article.Article));

        text.AppendLine().AppendLine("What was new:");
        foreach (var told in story.Developments)
            text.AppendLine(Invariant($"  {told.At:MM-dd HH:mm}  {told.Development.Kind}: {OneLine(told.Development.Sentence)}"));

        foreach (var article in story.Members.Where(article => article.Decision.Unsupported.Count > 0))
        {
            text.AppendLine().AppendLine(Invariant($"In none of its sources, {article.Article.OutletName}:"));
            foreach (var passage in article.Decision.Unsupported)
                text.Append("  ").AppendLine(OneLine(passage));
        }

        foreach (var (after, changes) in edits)
        {
            text.AppendLine().AppendLine(Invariant($"Edited, {after.OutletName}, version {after.Version}: {after.Title}"));
            foreach (var change in changes)
                text.Append("  ").AppendLine(OneLine(change.ToString()));

            if (changes.Count == 0)
                text.AppendLine("  nothing that is told");
        }

        return text.ToString();
    }

    public static string Why(Article article, IReadOnlyList<Decision> decisions)
    {
        var text = new StringBuilder().AppendLine(article.Title).AppendLine(Invariant($"{article.Id} · {article.OutletName} · {article.CanonicalUrl}"));
        foreach (var decision in decisions)
        {
            text.AppendLine().AppendLine(Invariant(
                $"{decision.Role} of {decision.StoryId ?? "no story"} (version {decision.Version}; novelty {decision.Novelty:F2}, repetition {decision.Repetition:F2})"));
            foreach (var reason in decision.Reasons)
                text.Append("  because: ").AppendLine(OneLine(reason));

            foreach (var news in decision.Developments)
                text.AppendLine(Invariant($"  new: {news.Kind}: {OneLine(news.Sentence)}"));

            if (decision.Inputs.Count > 0)
                text.AppendLine("  measured: " + string.Join(", ", decision.Inputs.Select(input => Invariant($"{input.Key} {input.Value:0.##}"))));
        }

        return text.ToString();
    }

    public static string Act(SavedAct saved) => saved switch
    {
        { UndoneAt: not null } => Invariant($"Undone: act {saved.Number} ({saved.Act.Kind}). {saved.Changes.Count} articles are where they were."),
        { Act.Kind: StoryActKind.Split } => Invariant($"Act {saved.Number}: {saved.Changes.Count} articles left {saved.Act.StoryId} for {saved.Act.OtherId}. `newswatch stories undo {saved.Number}` takes it back."),
        _ => Invariant($"Act {saved.Number}: {saved.Changes.Count} articles of {saved.Act.OtherId} are in {saved.Act.StoryId}. `newswatch stories undo {saved.Number}` takes it back."),
    };

    private static void Node(StringBuilder text, ProvenanceNode node, int depth)
    {
        text.Append(' ', 2 * depth).AppendLine((node.Edge is { } edge ? Invariant($"{edge.Kind} ({edge.Confidence:F2}): ") : "")
            + (node.Article is { } article ? Line(article.Article) : $"{node.OutletName} (cited, never fetched)"));
        foreach (var child in node.Children)
            Node(text, child, depth + 1);
    }

    private static string Line(Article article) =>
        Invariant($"{article.Time:MM-dd HH:mm}  {article.OutletName}: {OneLine(article.Title)}  [{article.Id}]{(article.Version > 1 ? $" v{article.Version}" : "")}");

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
