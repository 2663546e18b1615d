using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace NewsWatch;

/// <summary>
/// What a stage does for articles, as a span in each one's own trace: however many are worked on together, and in whatever process, an
/// article is one trace. Its id is made of the article's, so nothing travels with the messages and a trace goes on after a kill; each span
/// links to the message that brought it. Nothing is made where nobody listens.
/// </summary>
public sealed class ArticleTrace : IDisposable
{
    /// <summary>The name that the telemetry's export asks for.</summary>
    public const string Source = "NewsWatch";

    private static readonly ActivitySource Activities = new(Source);

    private static readonly ArticleTrace Unheard = new([]);

    private readonly IReadOnlyList<Activity> _spans;

    private ArticleTrace(IReadOnlyList<Activity> spans) => _spans = spans;

    /// <summary>The trace of an article and of all its versions.</summary>
    public static ActivityTraceId IdOf(string articleId) =>
        ActivityTraceId.CreateFromBytes(SHA256.HashData(Encoding.UTF8.GetBytes(articleId)).AsSpan(0, 16));

    /// <summary>Begins a span for each of these articles, named as the stage that the fact starts; disposing ends them.</summary>
    /// <param name="articleIds">What the stage works on.</param>
    /// <param name="since">Where it began before the articles were known, by <see cref="Stopwatch.GetTimestamp"/>.</param>
    public static ArticleTrace Of<TFact>(IEnumerable<string> articleIds, long? since = null)
        where TFact : class, IFact
    {
        if (!Activities.HasListeners())
            return Unheard;

        var (around, stage) = (Activity.Current, Pipeline.StageOf<TFact>().Name);
        var began = TimeProvider.System.GetUtcNow() - (since is { } then ? Stopwatch.GetElapsedTime(then) : TimeSpan.Zero);
        ActivityLink[] links = around is null ? [] : [new ActivityLink(around.Context)];
        var spans = new List<Activity>();
        foreach (var id in articleIds.Distinct(StringComparer.Ordinal))
        {
            // Each stands for itself: neither within the message's span nor around what the stage does.
            Activity.Current = null;
            var parent = new ActivityContext(IdOf(id), default, ActivityTraceFlags.Recorded);
            if (Activities.StartActivity(stage, ActivityKind.Internal, parent, [new("newswatch.article", id)], links, began) is { } span)
                spans.Add(span);
        }

        Activity.Current = around;
        return new ArticleTrace(spans);
    }

    public void Dispose()
    {
        var around = Activity.Current;
        foreach (var span in _spans)
            span.Dispose();

        Activity.Current = around;
    }
}
