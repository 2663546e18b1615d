using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using NewsWatch.Alerts;
using NewsWatch.Articles;
using NewsWatch.Delivery;
using NewsWatch.Digests;
using NewsWatch.Host.Web;
using NewsWatch.Stories;
using Spectre.Console;

namespace NewsWatch.Host.Demo;

/// <summary>Says on the terminal what the demo's desk is told, what is held back and why, and at the end how much of each.</summary>
internal sealed class DemoNarrator(IServiceProvider services, SampleWeek week)
{
    /// <summary>The subscription whose view is shown: a desk that wants everything.</summary>
    private const string Desk = "desk";

    private readonly IAlertStore _alerts = services.GetRequiredService<IAlertStore>();
    private readonly IStoryStore _stories = services.GetRequiredService<IStoryStore>();
    private readonly IArticleStore _articles = services.GetRequiredService<IArticleStore>();
    private readonly HashSet<string> _told = [];
    private long _lastDecision = -1;

    public void Begin(string page, string folder)
    {
        // Into a file or a pipe go plain lines, each whole.
        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors });
            AnsiConsole.Profile.Width = 500;
        }

        Say($"[bold]NewsWatch[/] plays an invented week: {week.Articles.Count} articles from {week.Feeds.Count} feeds.");
        Say($"The page: [link]{page}/[/]   Mails: {Path.Combine(folder, "mail")}");
        AnsiConsole.WriteLine();
    }

    /// <summary>Tells what came since the last time, in the order in which it was decided.</summary>
    public async Task Tell(CancellationToken cancellation)
    {
        var last = await _stories.LastDecision(cancellation);
        if (last == _lastDecision)
            return;

        _lastDecision = last;
        var alerts = (await _alerts.Latest(50, cancellation)).Where(alert => alert.SubscriptionId == Desk && _told.Add(alert.Id)).ToList();
        var held = (await _alerts.HeldBack(50, cancellation)).Where(row => row.SubscriptionId == Desk && _told.Add(row.Id)).ToList();
        foreach (var alert in alerts.OrderBy(alert => alert.RaisedAt))
            await Tell(alert, cancellation);

        foreach (var row in held.OrderBy(row => row.At))
            await Tell(row, cancellation);
    }

    public async Task End(string page, bool exit, CancellationToken cancellation)
    {
        await Tell(cancellation);
        var stories = await _stories.Latest(int.MaxValue, cancellation);
        var alerts = await _alerts.Latest(int.MaxValue, cancellation);
        var held = await _alerts.HeldBack(int.MaxValue, cancellation);
        var deliveries = await services.GetRequiredService<IDeliveryStore>().Counts(cancellation);
        var digests = await services.GetRequiredService<IDigestStore>().Count(cancellation);
        var mine = held.Where(row => row.SubscriptionId == Desk).ToList();
        var table = new Table().Border(TableBorder.Rounded).AddColumn("The week").AddColumn(new TableColumn("").RightAligned());
        Row("articles", stories.Sum(story => story.Articles.Count) + mine.Count(row => row.StoryId is null));
        Row("stories", stories.Count);
        Row("alerts sent", alerts.Count(alert => alert.SubscriptionId == Desk));
        Row("copies held back", mine.Count(row => row.Reason is HeldBackReason.Copy or HeldBackReason.Excerpt or HeldBackReason.Rewrite));
        Row("held back for other reasons", mine.Count(row => row.Reason is not (HeldBackReason.Copy or HeldBackReason.Excerpt or HeldBackReason.Rewrite)));
        Row("mails written", deliveries.ByState.GetValueOrDefault(DeliveryState.Sent));
        Row("digests written", digests);
        AnsiConsole.Write(table);
        if (!exit)
            Say($"The page stays up: [link]{page}/[/]   Ctrl+C ends it.");

        void Row(string what, int count) => table.AddRow(what, count.ToString(CultureInfo.InvariantCulture));
    }

    private async Task Tell(Alert alert, CancellationToken cancellation)
    {
        if (await _articles.Find(alert.ArticleId, cancellation) is not { } article || await _stories.Find(alert.StoryId, cancellation) is not { } story)
            return;

        Say($"[grey]{Words.Moment(alert.RaisedAt)}[/]  [bold green]{DevelopmentWords.Label(alert.Development.Kind)}[/]  [bold]{article.Title}[/]  [yellow]{article.OutletName}[/]");
        if (alert.Development.Kind != DevelopmentKind.FirstReport)
        {
            Say($"{Indent}“{alert.Development.Sentence}”");
            Say($"{Indent}[grey]in “{story.Title}”, first from {string.Join(", ", story.Roots().Take(1))}; {Words.Sources(story.IndependentSources)}[/]");
        }
    }

    private async Task Tell(HeldBack row, CancellationToken cancellation)
    {
        if (await _articles.Find(row.ArticleId, cancellation) is { } article)
            Say($"[grey]{Words.Moment(row.At)}  held back     {article.Title}  ({article.OutletName}): {row.Words}[/]");
    }

    private static void Say(FormattableString words) => AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, words);

    private const string Indent = "                   ";
}
