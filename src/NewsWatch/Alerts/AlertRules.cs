using NewsWatch.Articles;
using NewsWatch.Search;
using NewsWatch.Stories;
using NewsWatch.Tagging;

namespace NewsWatch.Alerts;

/// <summary>One article's news, as alerting sees it: the decision about it and what it stands on.</summary>
/// <param name="Article">The article that the decision is about.</param>
/// <param name="Tags">Its tags.</param>
/// <param name="Decision">The resolver's decision about this version of it.</param>
/// <param name="Sources">The articles that its derivations name, by id; one that is missing is spoken of by its outlet only.</param>
public sealed record News(Article Article, Tags Tags, Decision Decision, IReadOnlyDictionary<string, Article> Sources);

/// <summary>Something that a subscriber has been told: a development, by which alert, with which article, when.</summary>
public sealed record Told(string DevelopmentId, string AlertId, string ArticleId, DateTimeOffset At);

/// <summary>
/// Decides whether news that a subscription matched is told or held back. Developments decide, not derivations: a rewrite with
/// a new fact is told, and where the resolver was in doubt it is told with the doubt.
/// Run twice with what it decided already recorded, it decides the same again.
/// </summary>
public static class AlertRules
{
    /// <param name="news">The article and the decision about it.</param>
    /// <param name="subscription">A subscription whose query matches the article.</param>
    /// <param name="told">What this subscription has been told of the story so far.</param>
    /// <param name="now">The moment of deciding.</param>
    /// <param name="habits">What the subscriber taught, and how much it was told lately; null for nothing of either.</param>
    public static AlertOutcome Decide(
        News news, Subscription subscription, IReadOnlyList<Told> told, DateTimeOffset now, Habits? habits = null)
    {
        var outcome = Judge(news, subscription, told, now);
        if (outcome is HeldBack held && habits is not null && habits.Lessons.Contains(new Lesson(news.Article.OutletId, held.Reason)))
            outcome = Release(news, subscription, held, now);

        return outcome is Alert && subscription.Burst is { } most && habits?.AlertsThisHour >= most
            ? Held(news, subscription, HeldBackReason.Burst, HeldBackWords.Burst(most), now)
            : outcome;
    }

    /// <summary>
    /// The alert that a silence becomes when somebody releases it. Where it brings a development of its own, it leads with that;
    /// else with its headline. Released twice it is the same alert.
    /// </summary>
    public static Alert Release(News news, Subscription subscription, HeldBack held, DateTimeOffset now)
    {
        var developments = held.Reason is HeldBackReason.AlreadyTold ? [] : news.Decision.Developments.OrderBy(Weakness).ToList();
        var lead = developments.FirstOrDefault()
            ?? new Development(Ids.Derive("released", held.Id), DevelopmentKind.NewFact, news.Article.Title, default);
        return new Alert(
            Alert.IdOf(lead.Id, subscription.Id),
            subscription.Id,
            news.Decision.StoryId ?? news.Article.Id,
            news.Article.Id,
            lead,
            developments.Count > 1 ? developments[1..] : [],
            HeldBackWords.Doubt(news),
            now)
        {
            Released = held.Words,
        };
    }

    private static AlertOutcome Judge(News news, Subscription subscription, IReadOnlyList<Told> told, DateTimeOffset now)
    {
        if (Unwanted(news, subscription, now) is { } unwanted)
            return Hold(unwanted.Reason, unwanted.Words);

        var wanted = news.Decision.Developments.Where(development => subscription.Developments.Contains(development.Kind)).ToList();
        if (wanted.Count == 0)
        {
            var nothing = news.Decision.Developments.Count > 0
                ? (HeldBackReason.NotWanted, HeldBackWords.KindNotWanted(news.Decision.Developments))
                : NothingToTell(news, subscription, told);
            return Hold(nothing.Item1, nothing.Item2);
        }

        // What this very article told before stays in its alert, so that deciding again gives the same alert.
        var elsewhere = told.Where(row => row.ArticleId != news.Article.Id).ToDictionaryByFirst(row => row.DevelopmentId);
        var fresh = wanted.Where(development => !elsewhere.ContainsKey(development.Id)).OrderBy(Weakness).ToList();
        if (fresh.Count == 0)
        {
            var first = wanted.Select(development => elsewhere[development.Id]).MinBy(row => row.At)!;
            return Hold(HeldBackReason.AlreadyTold, HeldBackWords.AlreadyTold(first.At, subscription.Zone));
        }

        return new Alert(
            Alert.IdOf(fresh[0].Id, subscription.Id),
            subscription.Id,
            news.Decision.StoryId ?? news.Article.Id,
            news.Article.Id,
            fresh[0],
            fresh[1..],
            HeldBackWords.Doubt(news),
            now);

        HeldBack Hold(HeldBackReason reason, string words) => Held(news, subscription, reason, words, now);
    }

    private static HeldBack Held(News news, Subscription subscription, HeldBackReason reason, string words, DateTimeOffset now) => new(
        HeldBack.IdOf(subscription.Id, news.Article.Id, news.Decision.Version),
        subscription.Id,
        news.Article.Id,
        news.Decision.Version,
        news.Decision.StoryId,
        reason,
        words,
        now);

    /// <summary>0 for the development that leads an alert before all others.</summary>
    internal static int Weakness(Development development) => development.Kind switch
    {
        DevelopmentKind.Retraction => 0,
        DevelopmentKind.Correction => 1,
        DevelopmentKind.FirstReport => 2,
        DevelopmentKind.ChangedFigure => 3,
        DevelopmentKind.Confirmation => 4,
        DevelopmentKind.NewFact => 5,
        _ => 6,
    };

    private static (HeldBackReason Reason, string Words)? Unwanted(News news, Subscription subscription, DateTimeOffset now)
    {
        if (news.Article.Backfill)
            return (HeldBackReason.Backfill, HeldBackWords.Backfill(news.Article));
        if (subscription.Muted.Contains(Tokens.Key(news.Article.OutletId)) || subscription.Muted.Contains(Tokens.Key(news.Article.OutletName)))
            return (HeldBackReason.MutedOutlet, $"you muted {news.Article.OutletName}");
        if (news.Decision.StoryId is { } story && subscription.Snoozed.TryGetValue(story, out var until) && now < until)
            return (HeldBackReason.Snoozed, HeldBackWords.Snoozed(until, subscription.Zone));

        // An article of a story is told even where its own few words do not show the subject.
        if (news.Decision.Role == StoryRole.None && !news.Tags.InScope)
            return (HeldBackReason.OutOfScope, "not about AI and society");
        if (subscription.Language is { } language && !SameLanguage(language, news.Tags.Language))
            return (HeldBackReason.NotWanted, HeldBackWords.OtherLanguage(news.Tags.Language, language));

        return null;
    }

    private static (HeldBackReason Reason, string Words) NothingToTell(News news, Subscription subscription, IReadOnlyList<Told> told)
    {
        switch (news.Decision.Role)
        {
            case StoryRole.None:
                return (HeldBackReason.RoundUp, "a list of links or a text with no story of its own");
            case StoryRole.Background:
                return (HeldBackReason.Background, "explains the subject without reporting the event");
        }

        var derivation = news.Decision.Derivations
            .Where(derivation => derivation.Confidence >= Derivation.Confirmed && derivation.Kind != DerivationKind.Cites)
            .OrderBy(derivation => derivation.Kind)
            .ThenByDescending(derivation => derivation.Confidence)
            .FirstOrDefault();
        if (derivation is null)
            return (HeldBackReason.NothingNew, "says only what its story had already said");

        var reason = derivation.Kind switch
        {
            DerivationKind.Copy => HeldBackReason.Copy,
            DerivationKind.Excerpt => HeldBackReason.Excerpt,
            _ => HeldBackReason.Rewrite,
        };
        return (reason, HeldBackWords.TakenFrom(derivation, news, told, subscription.Zone));
    }

    // A language that cannot be told is no reason for silence.
    private static bool SameLanguage(string wanted, string found) =>
        found == "und" || string.Equals(Primary(wanted), Primary(found), StringComparison.OrdinalIgnoreCase);

    private static string Primary(string tag) => tag.Split('-')[0];

    private static Dictionary<string, Told> ToDictionaryByFirst(this IEnumerable<Told> rows, Func<Told, string> key)
    {
        var byKey = new Dictionary<string, Told>(StringComparer.Ordinal);
        foreach (var row in rows)
            byKey.TryAdd(key(row), row);

        return byKey;
    }
}
