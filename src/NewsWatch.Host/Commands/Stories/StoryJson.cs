using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using NewsWatch.Articles;
using NewsWatch.Stories;

namespace NewsWatch.Host.Commands.Stories;

/// <summary>Stories and decisions as other programs read them.</summary>
internal static class StoryJson
{
    private static readonly JsonSerializerOptions Compact = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static string Text(object value) => JsonSerializer.Serialize(value, Compact);

    public static object Row(StoryView story) => new
    {
        story.Id,
        story.Title,
        story.OpenedAt,
        story.ChangedAt,
        Articles = story.Members.Count(),
        Sources = story.IndependentSources,
        Roots = story.Roots(),
    };

    public static object Whole(StoryView story, IEnumerable<(Article After, IReadOnlyList<ChangedPassage> Changes)> edits) => new
    {
        story.Id,
        story.Title,
        story.OpenedAt,
        story.ChangedAt,
        Sources = story.IndependentSources,
        Roots = story.Roots(),
        Articles = story.Articles.Select(row => new
        {
            row.Article.Id,
            Address = row.Article.CanonicalUrl,
            Outlet = row.Article.OutletName,
            row.Article.Title,
            row.Article.Time,
            row.Article.Version,
            row.Decision.Role,
            row.Decision.Novelty,
            row.Decision.Repetition,
            From = row.Decision.Derivations.Select(edge => new { Article = edge.SourceArticleId, Outlet = edge.SourceOutlet, edge.Kind, edge.Confidence, edge.Evidence, edge.Spans }),
            row.Decision.Unsupported,
            row.Decision.Reasons,
        }),
        Developments = story.Developments.Select(told => new { told.ArticleId, told.At, told.Development.Kind, told.Development.Sentence }),
        Edits = edits.Select(edit => new { ArticleId = edit.After.Id, edit.After.Version, Changes = edit.Changes.Select(change => new { change.Change, change.Before, change.After }) }),
    };

    public static object Why(Article article, IReadOnlyList<Decision> decisions) => new
    {
        article.Id,
        Address = article.CanonicalUrl,
        article.Title,
        Decisions = decisions.Select(decision => new
        {
            decision.Version,
            Story = decision.StoryId,
            decision.Role,
            decision.Reasons,
            decision.Inputs,
            decision.Novelty,
            decision.Repetition,
            Developments = decision.Developments.Select(news => new { news.Kind, news.Sentence }),
        }),
    };

    public static object Act(SavedAct saved) => new
    {
        Act = saved.Number,
        saved.Act.Kind,
        Story = saved.Act.StoryId,
        Other = saved.Act.OtherId,
        Articles = saved.Changes.Count,
        Undone = saved.UndoneAt is not null,
    };
}
