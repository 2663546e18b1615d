using NewsWatch.Articles;
using NewsWatch.Articles.Texts;

namespace NewsWatch.Tests.Articles.Texts;

public sealed class CreditTests
{
    private static readonly OutletRegistry Outlets = new(
    [
        new Outlet("lantern", "Quillmouth Lantern", ["Lantern"], []),
        new Outlet("register", "The Harbour", [], []),
        new Outlet("hdl", "Harlan Data Ledger", ["HDL"], []),
        new Outlet("north", "North Wire", ["NW"], [], Kind: OutletKind.Wire),
        new Outlet("rail", "AI Railway", [], []),
        new Outlet("board", "Fenboard", [], [], Kind: OutletKind.Aggregator),
        new Outlet("abend", "Der Abend", [], []),
        new Outlet("taglicht", "taglicht", [], []),
        new Outlet("dongfang", "Eastern Bay Daily", ["东湾日报", "東湾新聞"], []),
    ]);

    [Theory]
    [InlineData("The log was misread, according to the Quillmouth Lantern.")]
    [InlineData("The log was misread, the Lantern reports.")]
    [InlineData("The log was misread, reports the Lantern.")]
    [InlineData("The log was misread, says the Lantern.")]
    [InlineData("The log was misread, per the Lantern.")]
    [InlineData("The log was misread (via the Lantern).")]
    [InlineData("Drivers told the Lantern that the cranes had stopped.")]
    [InlineData("Drivers told the Quillmouth paper Lantern that the cranes had stopped.")]
    [InlineData("Drivers told the U.K.'s Lantern that the cranes had stopped.")]
    [InlineData("Drivers told the regional daily 'Lantern' that the cranes had stopped.")]
    [InlineData("A driver confirmed to the Lantern that the cranes had stopped.")]
    [InlineData("The port declined to comment to the Lantern.")]
    [InlineData("In an interview with the Lantern she called it a mistake.")]
    [InlineData("Speaking to the Lantern, she called it a mistake.")]
    [InlineData("The misreadings were first reported by Quillmouth Lantern.")]
    [InlineData("The misreadings were first spotted by the Lantern.")]
    [InlineData("The Lantern's Ada Marsh previously reported that the cranes had stopped.")]
    [InlineData("The Lantern on Friday evening reported the mistake.")]
    [InlineData("The Lantern has learned that the cranes will stay.")]
    [InlineData("She describes the attack on her blog, the Lantern.")]
    [InlineData("The Lantern, which first reported the mistake, has the log.")]
    [InlineData("A Lantern investigation found forty misreadings.")]
    [InlineData("The port's log, seen by the Lantern, has forty misreadings.")]
    [InlineData("A letter obtained by the Lantern names forty misreadings.")]
    [InlineData("Economists polled by the Lantern expect a strike.")]
    [InlineData("So the cranes stand still, writes Ada Marsh for the Lantern.")]
    [InlineData("The port, the Lantern points out, has no other log.")]
    [InlineData("Laut dem Lantern wurden die Protokolle falsch gelesen.")]
    [InlineData("Das berichtete am Freitag der Lantern.")]
    [InlineData("Selon le Lantern, les grues sont arrêtées.")]
    [InlineData("Según el diario Lantern, las grúas están paradas.")]
    [InlineData("Как сообщает Lantern, краны стоят.")]
    [InlineData("Cranes stand still.\nSource: Quillmouth Lantern")]
    public void An_outlet_from_which_something_comes_is_credited(string text) =>
        CreditsOf(text).ShouldHaveSingleItem().OutletId.ShouldBe("lantern");

    [Theory]
    [InlineData("He hung the Lantern by the door and went to bed.")]
    [InlineData("Drivers said that a lantern had gone out.")]
    [InlineData("The Lantern moved into the old customs house.")]
    [InlineData("The Lantern said it would close its print works.")]
    [InlineData("The Lantern reported its first loss in ten years.")]
    [InlineData("The minister attacked the Lantern for its tone.")]
    [InlineData("“It is a mistake.” The Lantern's owner was at sea.")]
    [InlineData("Her newsletter, the Lantern, has ten thousand readers.")]
    [InlineData("Readers of the Lantern get a calendar.")]
    [InlineData("Image source: Quillmouth Lantern")]
    public void An_outlet_that_is_only_named_is_not(string text) =>
        CreditsOf(text).ShouldBeEmpty();

    [Theory]
    [InlineData("The captain told the Harbour that the log was wrong.", "register")]
    [InlineData("The captain told Harbour police that the log was wrong.", null)]
    [InlineData("The captain told the Harbour Commission that the log was wrong.", null)]
    [InlineData("The captain reported from the harbour that the log was wrong.", null)]
    [InlineData("The log was wrong, HDL reported.", "hdl")]
    [InlineData("The log was wrong, Hdl reported.", null)]
    [InlineData("The log was wrong, AI Railway reported.", "rail")]
    [InlineData("The log of the AI railway reported nothing.", null)]
    [InlineData("The log was wrong, as Taglicht reported.", "taglicht")]
    [InlineData("The log was wrong, taglicht reported.", "taglicht")]
    [InlineData("Fenboard said on Monday that prices would rise.", null)]
    [InlineData("Prices will rise, according to Fenboard.", "board")]
    public void A_name_is_written_as_its_outlet_writes_it(string text, string? outletId) =>
        CreditsOf(text).Select(credit => credit.OutletId).ShouldBe(outletId is null ? [] : [outletId]);

    [Theory]
    [InlineData("据东湾日报报道，港口的起重机停了。", true)]
    [InlineData("港口发言人告诉东湾日报，起重机停了。", true)]
    [InlineData("東湾新聞によると、港のクレーンは止まった。", true)]
    [InlineData("据《东湾日报》星期五报道，港口的起重机停了。", true)]
    [InlineData("据Eastern Bay Daily报道，港口的起重机停了。", true)]
    [InlineData("东湾日报大楼昨日失火。", false)]
    public void Scripts_without_spaces_credit_too(string text, bool isCredited) =>
        CreditsOf(text).Any(credit => credit.OutletId == "dongfang").ShouldBe(isCredited);

    [Theory]
    [InlineData("港口HDL大楼昨日失火，消防员说没有人受伤。")]
    [InlineData("HDL")]
    [InlineData("(HDL)")]
    [InlineData("\n\nHDL\n港口")]
    [InlineData("港HDL港")]
    [InlineData("“HDL” ‘HDL’ «HDL»")]
    public void Any_surroundings_can_be_read(string text) =>
        Should.NotThrow(() => CreditsOf(text));

    [Theory]
    [InlineData("QUILLMOUTH (North Wire) - The cranes stand still. Drivers say that the log was misread.")]
    [InlineData("QUILLMOUTH, Nov. 3 (NW) — The cranes stand still. Drivers say that the log was misread.")]
    [InlineData("North Wire: The cranes stand still. Drivers say that the log was misread.")]
    [InlineData("The cranes stand still. Drivers say that the log was misread. The port is silent.\nThis article was originally published by North Wire.")]
    [InlineData("The cranes stand still. Drivers say that the log was misread. The port is silent.\nThe post Lantern reports: cranes stand still appeared first on North Wire.")]
    public void A_dateline_or_a_syndication_line_credits_the_whole(string text)
    {
        var credit = CreditsOf(text).ShouldHaveSingleItem();
        credit.OutletId.ShouldBe("north");
        credit.IsMain.ShouldBeTrue();
    }

    [Theory]
    [InlineData("The mistake was first reported by the Lantern.", 0.72)]
    [InlineData("The Lantern, which first reported the mistake, has the log.", 0.72)]
    [InlineData("Drivers told the Lantern that the cranes had stopped.", 0.6)]
    public void Who_reported_first_is_credited_most_plainly_wherever_it_stands(string late, double strength) =>
        CreditsOf(string.Concat(Enumerable.Repeat("The port's cranes have not moved since Monday. ", 20)) + late).ShouldHaveSingleItem().Strength.ShouldBe(strength);

    [Theory]
    [InlineData("The cranes stand still. Drivers say that the log was misread.\n— North Wire", "north")]
    [InlineData("The cranes stand still. Drivers say that the log was misread.― North Wire", "north")]
    [InlineData("The cranes stand still. Drivers say that the log was misread.\nam/kl (HDL, North Wire)", "hdl north")]
    [InlineData("The cranes stand still. Drivers say that the log was misread.\nWith files from HDL and North Wire", "hdl north")]
    [InlineData("The cranes stand still. Drivers say that the log was misread.\nMore from North Wire Travel", "")]
    [InlineData("The cranes stand still. Drivers say that the log was misread.\nThe post HDL reports a loss appeared first on Own.", "")]
    public void A_line_of_names_at_the_foot_credits_them(string text, string outletIds) =>
        string.Join(' ', CreditsOf(text).Select(credit => credit.OutletId).Order()).ShouldBe(outletIds);

    [Theory]
    [InlineData("The figures were obtained by the Harrowgate Gazette last week.", "Harrowgate Gazette")]
    [InlineData("Drivers told the Fenland Lantern Post that the cranes had stopped.", "Fenland Lantern Post")]
    [InlineData("The Sedge-Millbury Courier reported on Monday that the cranes had stopped.", "Sedge-Millbury Courier")]
    [InlineData("The misreadings were first reported by Ostrava Nine on Monday.", "Ostrava Nine")]
    [InlineData("She told the podcast Rural Hour that the cranes will stay.", "Rural Hour")]
    [InlineData("According to the news site Tarbeck Now, the cranes will stay.", "Tarbeck Now")]
    [InlineData("Der Zeitung „Elbrander Bote“ zufolge bleiben die Kräne.", "Elbrander Bote")]
    [InlineData("The agency Harlan Dynamics bought the cranes.", null)]
    [InlineData("The study, reported in The Fenland Journal of Medicine, has a flaw.", null)]
    [InlineData("Millbury reported a new Model Post-Trained on logs.", null)]
    [InlineData("He was reported for calling DOZENS OF TIMES.", null)]
    [InlineData("In Real Time, the cranes reported nothing.", null)]
    public void An_outlet_that_nobody_listed_is_credited_by_its_name(string text, string? name) =>
        CreditsOf(text).Select(credit => credit.OutletName).ShouldBe(name is null ? [] : [name]);

    [Theory]
    [InlineData("Cranes stand still, says North Wire", "north")]
    [InlineData("Cranes stand still - North Wire", "north")]
    [InlineData("Cranes stand still (NW)", "north")]
    [InlineData("North Wire: cranes stand still", "north")]
    [InlineData("North Wire moves to the harbour", "")]
    [InlineData("Cranes stand still at North Wire", "")]
    [InlineData("Cranes stand still - Own", "")]
    public void A_headline_credits_too(string title, string outletIds)
    {
        const string text = "The port's cranes have not moved since Monday.";
        var (credits, _) = Credits.Find(text, Tokenizer.Cut(text), Sentences.Cut(text), title, new OutletNames(Outlets), ("own", "Own"));
        string.Join(' ', credits.Select(credit => credit.OutletId)).ShouldBe(outletIds);
    }

    [Fact]
    public void An_article_does_not_credit_its_own_outlet() =>
        Credits.Find("Drivers told the Lantern.", Tokenizer.Cut("Drivers told the Lantern."), [new TextSpan(0, 25)], "", new OutletNames(Outlets), ("lantern", "Lantern")).Credits.ShouldBeEmpty();

    [Fact]
    public void A_copyright_line_says_whose_text_it_is()
    {
        const string text = "Drivers told North Wire. The cranes stand still.\n© 2026 North Wire";
        var (credits, self) = Credits.Find(text, Tokenizer.Cut(text), Sentences.Cut(text), "", new OutletNames(Outlets), ("own", "Own"));
        self.ShouldBe("north");
        credits.ShouldBeEmpty();
    }

    private static List<Credit> CreditsOf(string text) =>
        Credits.Find(text, Tokenizer.Cut(text), Sentences.Cut(text), "", new OutletNames(Outlets), ("own", "Own")).Credits;
}
