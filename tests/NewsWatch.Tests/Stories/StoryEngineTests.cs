using NewsWatch.Articles;
using NewsWatch.Stories;

namespace NewsWatch.Tests.Stories;

public sealed class StoryEngineTests
{
    private readonly StoryEngine _engine = new(Invented.Outlets);

    [Fact]
    public void The_first_report_opens_a_story_named_after_it_and_is_told()
    {
        var outcome = Invented.Run(_engine, Original());

        var decision = outcome["original"].First;
        decision.Role.ShouldBe(StoryRole.Member);
        decision.StoryId.ShouldBe(Ids.Derive("story", "original"));
        var told = decision.Developments.ShouldHaveSingleItem();
        told.Kind.ShouldBe(DevelopmentKind.FirstReport);
        told.Sentence.ShouldContain("misread 63 of 90 loads");
        Original().Article.Text[told.Where.Start..told.Where.End].ShouldBe(told.Sentence);
    }

    [Fact]
    public void A_copy_joins_the_story_names_its_source_and_tells_nothing()
    {
        var outcome = Invented.Run(_engine, Original(), Invented.Article("copy", "Ferry Post", "Cranes misread", Invented.Report, 5));

        var decision = outcome["copy"].First;
        decision.StoryId.ShouldBe(outcome["original"].First.StoryId);
        decision.Developments.ShouldBeEmpty();
        var edge = decision.Derivations.ShouldHaveSingleItem();
        edge.Kind.ShouldBe(DerivationKind.Copy);
        edge.SourceArticleId.ShouldBe("original");
        edge.Confidence.ShouldBeGreaterThanOrEqualTo(Derivation.Confirmed);
    }

    [Fact]
    public void Half_a_report_taken_over_word_for_word_is_an_excerpt()
    {
        var half = "From the archive of other people's work, with thanks.\n" + string.Join('\n', Invented.Report.Split('\n').Take(3));
        var outcome = Invented.Run(_engine, Original(), Invented.Article("half", "Ferry Post", "What we read today on the quays", half, 5));

        outcome["half"].First.Derivations[0].Kind.ShouldBe(DerivationKind.Excerpt);
        outcome["half"].First.Developments.ShouldBeEmpty();
    }

    [Fact]
    public void A_credited_retelling_is_a_rewrite_and_tells_nothing()
    {
        var outcome = Invented.Run(_engine, Original(), Rewrite(5));

        var decision = outcome["rewrite"].First;
        decision.StoryId.ShouldBe(outcome["original"].First.StoryId);
        decision.Derivations[0].SourceArticleId.ShouldBe("original");
        decision.Derivations[0].Kind.ShouldBe(DerivationKind.Rewrite);
        decision.Developments.ShouldBeEmpty();
        decision.Reasons[0].ShouldContain("credits Quillmouth Lantern");
    }

    [Fact]
    public void A_rewrite_that_comes_first_names_the_outlet_at_once_and_the_article_when_it_arrives()
    {
        var outcome = Invented.Run(_engine, Rewrite(0), Original(5));

        outcome["rewrite"].First.Derivations[0].SourceArticleId.ShouldBeNull();
        outcome["rewrite"].First.Derivations[0].SourceOutlet.ShouldBe("Quillmouth Lantern");
        outcome["rewrite"].Last.Derivations[0].SourceArticleId.ShouldBe("original");
        outcome["original"].Last.StoryId.ShouldBe(outcome["rewrite"].Last.StoryId);
    }

    [Fact]
    public void A_copy_that_comes_before_its_original_says_so_when_that_comes()
    {
        var published = new DateTimeOffset(2026, 3, 2, 6, 0, 0, TimeSpan.Zero);
        var copy = Invented.Article("copy", "Ferry Post", "Cranes misread", Invented.Report + "\nPrinted on Monday.", 5);
        var original = Original();
        var outcome = Invented.Run(
            _engine,
            copy with { Article = copy.Article with { Published = published.AddHours(1) } },
            original with { Article = original.Article with { Published = published, FoundAt = copy.Article.FoundAt.AddHours(1) } });

        outcome["copy"].Last.Derivations.ShouldHaveSingleItem().SourceArticleId.ShouldBe("original");
        outcome["copy"].Last.Reasons.ShouldBe([outcome["copy"].Last.Reasons[0], "what it was taken from reached us after it"]);
        outcome["original"].First.Developments.ShouldBeEmpty();
    }

    [Fact]
    public void What_none_of_its_sources_holds_is_marked()
    {
        const string Invention = "Engineers elsewhere claim that the product reaches 98 per cent precision in laboratory trials and lowers insurance premiums.";
        var outcome = Invented.Run(
            _engine, Original(), Invented.Article("rewrite", "Relay Desk", "Crane software misreads loads", Invented.Retelling + "\n" + Invention, 5));

        outcome["rewrite"].First.Unsupported.ShouldBe([Invention]);
        outcome["rewrite"].First.Developments.ShouldBeEmpty();
    }

    [Fact]
    public void Another_event_is_another_story()
    {
        var outcome = Invented.Run(_engine, Original(), Invented.Article("other", "Ferry Post", "Ferrach votes down robot tax", Invented.Elsewhere, 5));

        outcome["other"].First.StoryId.ShouldBe(Ids.Derive("story", "other"));
        outcome["other"].First.Developments.ShouldHaveSingleItem().Kind.ShouldBe(DevelopmentKind.FirstReport);
    }

    [Theory]
    [InlineData("The Relay for Tuesday: this week in machines")]
    [InlineData("Weekly roundup: cranes, cantons and a tram")]
    public void A_roundup_belongs_to_no_story(string title)
    {
        var decision = _engine.Decide(Invented.Article("list", "Relay Desk", title, Invented.Report));

        decision.Role.ShouldBe(StoryRole.None);
        decision.StoryId.ShouldBeNull();
        decision.Developments.ShouldBeEmpty();
    }

    [Fact]
    public void A_comment_on_a_story_stands_beside_it_and_tells_nothing()
    {
        var outcome = Invented.Run(
            _engine, Original(), Invented.Article("view", "Ferry Post", "Why Quillmouth's cranes stopped for a bridesmaid | Jo Hartle", Invented.Retelling, 5));

        outcome["view"].First.Role.ShouldBe(StoryRole.Background);
        outcome["view"].First.StoryId.ShouldBe(outcome["original"].First.StoryId);
        outcome["view"].First.Developments.ShouldBeEmpty();
    }

    [Fact]
    public void A_comment_that_quotes_somebody_as_told_reports_nothing_itself()
    {
        const string Comment = "“The screen told us that a gull was a crate,” said a driver of crane four at Quillmouth, and I cannot forget it. Brindle Optics and the harbour board put a screen between people and loads, and called it eyes.";
        var outcome = Invented.Run(_engine, Original(), Invented.Article("comment", "Ferry Post", "Opinion: what the cranes of Quillmouth saw", Comment, 90));

        outcome["comment"].First.Role.ShouldBe(StoryRole.Background);
    }

    [Fact]
    public void The_same_article_against_the_same_stories_gives_the_same_decision()
    {
        Invented.Run(_engine, Original());

        var once = _engine.Decide(Rewrite(5));
        var again = _engine.Decide(Rewrite(5));

        again.ShouldBeEquivalentTo(once);
    }

    [Fact]
    public void Rebuilding_from_stored_decisions_restores_the_memory()
    {
        var first = Invented.Run(_engine, Original());
        var rebuilt = new StoryEngine(Invented.Outlets);
        rebuilt.Apply(Original(), first["original"].Last);

        rebuilt.Decide(Rewrite(5)).ShouldBeEquivalentTo(_engine.Decide(Rewrite(5)));
    }

    [Fact]
    public void What_left_the_window_is_forgotten()
    {
        Invented.Run(_engine, Original());
        _engine.Forget(Original().Article.FoundAt.AddDays(15));

        _engine.Decide(Rewrite(5)).StoryId.ShouldBe(Ids.Derive("story", "rewrite"));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("One", "")]
    [InlineData("", "word")]
    [InlineData("\u0000\ud800", "\udfff\u200f\u0301")]
    public void Almost_nothing_is_no_story(string title, string text) =>
        _engine.Decide(Invented.Article("nothing", "Relay Desk", title, text)).Role.ShouldBe(StoryRole.None);

    [Fact]
    public void A_megabyte_of_one_line_is_read_without_complaint()
    {
        var outcome = Invented.Run(_engine, Invented.Article("long", "Relay Desk", "Long", string.Concat(Enumerable.Repeat("crane harbour gull ", 55_000))));

        outcome["long"].First.Role.ShouldBe(StoryRole.Member);
    }

    [Fact]
    public void Ten_thousand_near_identical_articles_make_one_story_and_one_alert()
    {
        var alerts = 0;
        for (var i = 0; i < 10_000; i++)
        {
            var candidate = Invented.Article($"copy{i}", $"Host {i % 3}", "Crane watcher misread 63 of 90 loads", $"{Invented.Report} Page {i}.", i / 60);
            var decision = _engine.Decide(candidate);
            decision.StoryId.ShouldBe(Ids.Derive("story", "copy0"));
            alerts += decision.Developments.Count > 0 ? 1 : 0;
            _engine.Apply(candidate, decision);
            _engine.Reconsider(candidate).Count.ShouldBeLessThan(50);
        }

        alerts.ShouldBe(1);
    }

    [Fact]
    public void Chinese_copies_are_found_though_the_script_has_no_spaces()
    {
        const string Text = "奎尔茅斯港务局购买的起重机监控系统在九十次装卸中误判六十三次。系统由布林德光学公司制造，耗资二百四十万镑，三月启用。码头工人拒绝夜间作业，要求全文公布安全日志。董事会将于星期四开会讨论此事。";
        var outcome = Invented.Run(
            _engine, Invented.Article("zh1", "海港报", "港口系统误判六十三次", Text), Invented.Article("zh2", "晚邮报", "港口监控系统误判", Text + "本报综合报道。", 5));

        outcome["zh2"].First.Derivations[0].SourceArticleId.ShouldBe("zh1");
        outcome["zh2"].First.StoryId.ShouldBe(outcome["zh1"].First.StoryId);
    }

    [Fact]
    public void A_retelling_in_another_language_that_came_first_finds_its_source_when_it_comes()
    {
        const string Text = "据Quillmouth Lantern报道，奎尔茅斯（Quillmouth）港务局购买的起重机监控系统在90次装卸中误判63次。"
            + "系统由布林德光学公司（Brindle Optics）制造，耗资240万英镑。起重机司机奥托琳·马什（Ottoline Marsh）说，系统曾因海鸥停机。";
        var outcome = Invented.Run(
            _engine, Invented.Article("zh", "海港报", "港口系统误判63次", Text), Original(30), Invented.Article("other", "Quillmouth Lantern", "Ferrach rejects robot levy", Invented.Elsewhere, 40));

        outcome["zh"].First.Derivations.ShouldAllBe(edge => edge.SourceArticleId == null);
        outcome["zh"].Last.Derivations.ShouldContain(edge => edge.SourceArticleId == "original" && edge.Kind == DerivationKind.Rewrite);
        outcome["zh"].Last.StoryId.ShouldBe(outcome["original"].Last.StoryId);
        outcome["zh"].Last.Unsupported.ShouldBeEmpty("words of two languages cannot be compared");
        outcome["other"].Last.StoryId.ShouldNotBe(outcome["zh"].Last.StoryId);
    }

    private static Candidate Original(int minute = 0) =>
        Invented.Article("original", "Quillmouth Lantern", "Crane watcher misread 63 of 90 loads, log shows", Invented.Report, minute);

    private static Candidate Rewrite(int minute) =>
        Invented.Article("rewrite", "Relay Desk", "Harbour's crane software misread two loads in three", Invented.Retelling, minute);
}
