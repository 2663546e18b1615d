using NewsWatch.Alerts;
using NewsWatch.Delivery;
using NewsWatch.Digests;
using NewsWatch.Stories;
using NewsWatch.Tests.Alerts;

namespace NewsWatch.Tests.Digests;

/// <summary>A week of invented stories: new ones, one that went on, corrections, and what strangers could have put into them.</summary>
internal static class InventedWeek
{
    public static DateTimeOffset Monday { get; } = new(2026, 11, 2, 6, 0, 0, TimeSpan.Zero);

    public static Subscription Reader { get; } = new()
    {
        Id = "weekly",
        Name = "AI and society",
        Query = "topic:(surveillance OR jobs OR education)",
        Channels = [new EmailTarget("reader@lantern.example")],
        Cadence = Cadence.Weekly,
        Zone = Invented.Berlin,
    };

    public static DigestInput Input { get; } = new()
    {
        Subscription = Reader,
        Period = new DigestPeriod(Monday, Monday.AddDays(7)),
        Stories = Stories(),
        HeldBack = new Dictionary<HeldBackReason, int>
        {
            [HeldBackReason.Copy] = 61,
            [HeldBackReason.Rewrite] = 38,
            [HeldBackReason.NothingNew] = 12,
            [HeldBackReason.RoundUp] = 4,
            [HeldBackReason.Background] = 9,
        },
        ArticleTimes = [.. new[] { 31, 52, 24, 27, 19, 6, 8 }.SelectMany((count, day) => Enumerable.Repeat(Monday.AddDays(day).AddHours(3), count))],
        Topics = new HashSet<string> { "surveillance" },
        Links = new PageLinks(null, new Uri("https://watch.example/unsubscribe/abc")),
    };

    public static DigestStory Story(
        string id, string title, string outlet, double day, IReadOnlyList<string> sources, IReadOnlyList<string> repeaters, int outlets,
        params DigestDevelopment[] developments) => new(
            new StoryFacts(id, title, new FirstSeen(id + "-1", outlet, $"https://{id}.example/1", Monday.AddDays(day)), sources, repeaters, outlets + 1),
            ["surveillance"],
            developments,
            outlets + 1,
            outlets,
            new Uri($"https://watch.example/stories/{id}"));

    public static DigestDevelopment Development(DevelopmentKind kind, string outlet, double day, string sentence) =>
        new(kind, sentence, outlet, $"https://{outlet.ToLowerInvariant().Replace(' ', '-')}.example/{(int)(day * 10)}", Monday.AddDays(day));

    private static List<DigestStory> Stories() =>
    [
        Story("cameras", "Veldhaven turns on cameras that read faces, without a vote of its council", "The Lantern", 1.2,
            ["The Lantern", "Harbour Radio", "Council Watch"], ["Daily Circuit", "Northern Post", "AI Brief", "Techwire", "The Ledger", "Pixelstadt"], 11,
            Development(DevelopmentKind.FirstReport, "The Lantern", 1.2, "The city of Veldhaven switched on 400 cameras that compare faces with a police list on Tuesday morning."),
            Development(DevelopmentKind.Confirmation, "Harbour Radio", 1.6, "A spokeswoman of the police told Harbour Radio that the system has been running since midnight."),
            Development(DevelopmentKind.ChangedFigure, "Council Watch", 2.3, "The contract, which Council Watch has seen, names 412 cameras and not 400."),
            Development(DevelopmentKind.NewVoice, "The Lantern", 3.1, "“Nobody asked us,” said Mirre Oostveen, who leads the opposition in the council.")),
        Story("tutors", "Schools of Arvika province take tutoring programs out of classrooms after a study", "Norrbladet", 2.4,
            ["Norrbladet", "University of Arvika"], ["School Today"], 5,
            Development(DevelopmentKind.FirstReport, "Norrbladet", 2.4, "Pupils who practised with the program did worse in the test without it than those who never had it, the study of 1,900 pupils found."),
            Development(DevelopmentKind.NewFact, "University of Arvika", 4.2, "The province will decide in January whether the programs come back.")),
        Story("port", "Port of Kessel lets software plan its shifts and pays dockers for every change on short notice", "Kessel Kurier", 3.3,
            ["Kessel Kurier"], [], 2,
            Development(DevelopmentKind.FirstReport, "Kessel Kurier", 3.3, "Dockers get 40 euros for each shift that the software moves within a day, the union and the port agreed.")),
        Story("judge", "海港市法院要求公开算法判决依据", "晨星报", 4.1, ["晨星报"], [], 1,
            Development(DevelopmentKind.FirstReport, "晨星报", 4.1, "法院裁定，市政府必须公开信用评分算法的主要依据。")),
        Story("hostile", "<script>alert(1)</script> \u202Egnp.exe “quoted” & <b>bold</b>", "Evil\r\nBcc: victim@lantern.example", 5, ["<img src=x>"], [], 1,
            Development(DevelopmentKind.FirstReport, "<i>Outlet</i>", 5, "A sentence with </p><p onload=x> and \"quotes\" & an \u001b[31mescape.")),
        Story("grid", "Regulator asks data centres of Osterwald to say how much water they use", "The Ledger", -9,
            ["The Ledger", "Osterwald Water Board"], ["Techwire"], 3,
            Development(DevelopmentKind.NewFact, "The Ledger", 2.0, "Two of nine operators answered by the deadline on Wednesday."),
            Development(DevelopmentKind.Correction, "The Ledger", 5.2, "An earlier version gave the use of one site as 19 million litres a day; it is 1.9 million.")),
        Story("voice", "Insurer recalls voice assistant for the deaf", "Northern Post", -3, ["Northern Post"], [], 1,
            Development(DevelopmentKind.Retraction, "Northern Post", 4.5, "Northern Post has withdrawn the report: the document it rested on was forged.")),
    ];
}
