using NewsWatch.Alerts;
using NewsWatch.Stories;
using static NewsWatch.Tests.Alerts.Invented;

namespace NewsWatch.Tests.Alerts;

public sealed class AlertRulesTests
{
    private static readonly DateTimeOffset Now = Noon.AddHours(2);

    [Fact]
    public void A_development_is_told_once_with_an_id_made_of_it_and_the_subscription()
    {
        var first = Development(DevelopmentKind.FirstReport);
        var alert = Decide(News(Lantern, first)).ShouldBeOfType<Alert>();

        alert.Id.ShouldBe(Ids.Derive("alert", first.Id, "desk"));
        alert.ToldDevelopmentIds.ShouldBe([first.Id]);
        alert.StoryId.ShouldBe("story1");
    }

    [Fact]
    public void Several_developments_of_one_article_are_one_alert_that_the_strongest_leads()
    {
        var voice = Development(DevelopmentKind.NewVoice, "A union spoke.");
        var figure = Development(DevelopmentKind.ChangedFigure, "It is 412 cameras.");
        var fact = Development(DevelopmentKind.NewFact, "A court will hear it.");

        var alert = Decide(News(Circuit, voice, figure, fact)).ShouldBeOfType<Alert>();

        alert.Development.ShouldBe(figure);
        alert.Also.ShouldBe([fact, voice]);
    }

    [Theory]
    [InlineData(DerivationKind.Copy, HeldBackReason.Copy, "a copy of The Lantern's report, which you were told about at 13:02")]
    [InlineData(DerivationKind.Rewrite, HeldBackReason.Rewrite, "a rewrite of The Lantern's report, which you were told about at 13:02")]
    [InlineData(DerivationKind.Excerpt, HeldBackReason.Excerpt, "an excerpt of The Lantern's report, which you were told about at 13:02")]
    public void What_only_repeats_is_held_back_in_words_that_name_whom_and_when(DerivationKind kind, HeldBackReason reason, string words)
    {
        var held = Decide(News(Circuit).Taking(kind), [new Told("d1", "a1", "lantern1", Noon)]).ShouldBeOfType<HeldBack>();

        held.Reason.ShouldBe(reason);
        held.Words.ShouldBe(words);
    }

    [Fact]
    public void A_source_that_was_never_fetched_is_named_by_its_outlet()
    {
        var held = Decide(News(Circuit).Taking(DerivationKind.Rewrite, sourceId: null)).ShouldBeOfType<HeldBack>();

        held.Words.ShouldBe("a rewrite of The Lantern's report");
    }

    [Fact]
    public void A_rewrite_with_a_new_fact_is_told()
    {
        var news = News(Circuit, Development(DevelopmentKind.NewFact)).Taking(DerivationKind.Rewrite);

        Decide(news).ShouldBeOfType<Alert>().Doubt.ShouldBeNull();
    }

    [Fact]
    public void A_derivation_below_the_confirmed_mark_silences_nothing_and_is_said_as_a_doubt()
    {
        var news = News(Circuit, Development(DevelopmentKind.NewFact)).Taking(DerivationKind.Rewrite, Derivation.Confirmed - 0.01);

        Decide(news).ShouldBeOfType<Alert>().Doubt.ShouldBe("perhaps taken from The Lantern's report");
    }

    [Fact]
    public void The_strongest_form_of_taking_over_is_the_reason()
    {
        var news = News(Circuit);
        var both = news with
        {
            Decision = news.Decision with
            {
                Derivations =
                [
                    new Derivation("lantern1", null, DerivationKind.Rewrite, 0.99, [], []),
                    new Derivation("lantern1", null, DerivationKind.Copy, 0.8, [], []),
                ],
            },
        };

        Decide(both).ShouldBeOfType<HeldBack>().Reason.ShouldBe(HeldBackReason.Copy);
    }

    [Theory]
    [InlineData(StoryRole.None, HeldBackReason.RoundUp)]
    [InlineData(StoryRole.Background, HeldBackReason.Background)]
    [InlineData(StoryRole.Member, HeldBackReason.NothingNew)]
    public void Without_a_development_the_role_is_the_reason(StoryRole role, HeldBackReason reason)
    {
        var news = News(Circuit);

        Decide(news with { Decision = news.Decision with { Role = role } }).ShouldBeOfType<HeldBack>().Reason.ShouldBe(reason);
    }

    [Fact]
    public void Citing_a_report_is_no_form_of_repeating_it()
    {
        Decide(News(Circuit).Taking(DerivationKind.Cites)).ShouldBeOfType<HeldBack>().Reason.ShouldBe(HeldBackReason.NothingNew);
    }

    [Fact]
    public void Old_articles_of_a_feeds_first_poll_are_held_back_even_with_news()
    {
        var held = Decide(News(Lantern with { Backfill = true }, Development(DevelopmentKind.FirstReport))).ShouldBeOfType<HeldBack>();

        held.Reason.ShouldBe(HeldBackReason.Backfill);
        held.Words.ShouldBe("older news that came with the feed's first poll, published 3 November 2026");
    }

    [Fact]
    public void What_is_not_about_the_subject_is_held_back_unless_it_belongs_to_a_story_that_is()
    {
        var member = News(Lantern, Development(DevelopmentKind.FirstReport)) with { Tags = InScope with { InScope = false } };
        var alone = member with { Decision = member.Decision with { Role = StoryRole.None, StoryId = null } };

        Decide(alone).ShouldBeOfType<HeldBack>().Reason.ShouldBe(HeldBackReason.OutOfScope);
        Decide(member).ShouldBeOfType<Alert>();
    }

    [Theory]
    [InlineData("de", "en", true)]
    [InlineData("en", "en-GB", false)]
    [InlineData("en", "und", false)]
    public void Another_language_than_asked_for_is_held_back_but_not_one_that_cannot_be_told(string wanted, string found, bool heldBack)
    {
        var news = News(Lantern, Development(DevelopmentKind.FirstReport)) with { Tags = InScope with { Language = found } };
        var outcome = AlertRules.Decide(news, Desk with { Language = wanted }, [], Now);

        (outcome is HeldBack { Reason: HeldBackReason.NotWanted }).ShouldBe(heldBack);
    }

    [Fact]
    public void The_language_that_is_not_wanted_is_named()
    {
        var news = News(Lantern, Development(DevelopmentKind.FirstReport)) with { Tags = InScope with { Language = "de" } };

        AlertRules.Decide(news, Desk with { Language = "en" }, [], Now).ShouldBeOfType<HeldBack>().Words.ShouldBe("in German; you asked for English");
    }

    [Fact]
    public void Kinds_of_news_not_asked_for_are_held_back_by_name()
    {
        var corrections = Desk with { Developments = new HashSet<DevelopmentKind> { DevelopmentKind.Correction } };
        var held = AlertRules.Decide(News(Lantern, Development(DevelopmentKind.NewVoice)), corrections, [], Now).ShouldBeOfType<HeldBack>();

        held.Reason.ShouldBe(HeldBackReason.NotWanted);
        held.Words.ShouldBe("brings a new voice, which this subscription does not ask for");
    }

    [Fact]
    public void A_development_told_with_another_article_is_not_told_again()
    {
        var development = Development(DevelopmentKind.NewFact);
        var held = Decide(News(Circuit, development), [new Told(development.Id, "a1", "lantern1", Noon)]).ShouldBeOfType<HeldBack>();

        held.Reason.ShouldBe(HeldBackReason.AlreadyTold);
        held.Words.ShouldBe("you were told the same at 13:02, from another article");
    }

    [Fact]
    public void Of_several_developments_only_those_not_told_yet_are_told()
    {
        var told = Development(DevelopmentKind.FirstReport);
        var fresh = Development(DevelopmentKind.NewVoice, "A union spoke.");
        var alert = Decide(News(Circuit, told, fresh), [new Told(told.Id, "a1", "lantern1", Noon)]).ShouldBeOfType<Alert>();

        alert.ToldDevelopmentIds.ShouldBe([fresh.Id]);
    }

    [Fact]
    public void Deciding_again_after_the_alert_was_recorded_gives_the_same_alert()
    {
        var news = News(Circuit, Development(DevelopmentKind.NewFact), Development(DevelopmentKind.NewVoice, "A union spoke."));
        var alert = Decide(news).ShouldBeOfType<Alert>();
        var recorded = alert.ToldDevelopmentIds.Select(id => new Told(id, alert.Id, alert.ArticleId, Now)).ToList();

        var again = Decide(news, recorded).ShouldBeOfType<Alert>();

        again.Id.ShouldBe(alert.Id);
        again.ToldDevelopmentIds.ShouldBe(alert.ToldDevelopmentIds);
    }

    [Fact]
    public void A_held_back_article_has_one_row_for_each_version_and_subscription()
    {
        var held = Decide(News(Circuit)).ShouldBeOfType<HeldBack>();

        held.Id.ShouldBe(Decide(News(Circuit)).ShouldBeOfType<HeldBack>().Id);
        held.Id.ShouldNotBe(HeldBack.IdOf("desk", "circuit1", 2));
        held.Id.ShouldNotBe(HeldBack.IdOf("other", "circuit1", 1));
    }

    private static AlertOutcome Decide(News news, IReadOnlyList<Told>? told = null) => AlertRules.Decide(news, Desk, told ?? [], Now);
}
