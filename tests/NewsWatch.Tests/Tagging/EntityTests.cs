using NewsWatch.Tagging;

namespace NewsWatch.Tests.Tagging;

public sealed class EntityTests
{
    private const string Cameras = """
        entities:
          - id: lookout
            name: Lookout
            type: programme
            aliases: [瞭望工程]
            ambiguous:
              - {alias: Lookout, with: [camera*, police], without: [lighthouse, Lookout point]}
          - {id: farsight, name: Farsight Optics, type: organisation, aliases: [远视光学]}
          - {id: mara-ellery, name: Mara Ellery, type: person}
          - {id: joint-desk, name: Joint Harbour Desk, type: programme}
        """;

    [Fact]
    public void A_mention_has_the_text_s_offsets()
    {
        const string Text = "😀 In May, Farsight Optics and 远视光学 said so.";
        var mentions = Sources.WithEntities(Cameras).Tag("", Text, "en").Mentions.Where(mention => mention.EntityId == "farsight").ToList();
        mentions.Select(mention => Text[mention.Start..mention.End]).ShouldBe(["Farsight Optics", "远视光学"]);
    }

    [Theory]
    [InlineData("The police put new cameras into Lookout.", "lookout")]
    [InlineData("We walked up to Lookout at dusk.", null)]
    [InlineData("The police put a camera, two cameras, on Lookout point for the police.", null)]
    [InlineData("The lighthouse at Lookout has a camera and an old lighthouse keeper.", null)]
    public void An_ambiguous_name_is_decided_by_what_stands_near_or_left_open(string text, string? entity) =>
        Sources.WithEntities(Cameras).Tag("", text, "en").Find("Lookout")?.EntityId.ShouldBe(entity);

    [Fact]
    public void A_known_ambiguous_name_is_found_where_its_context_is() =>
        Sources.WithEntities(Cameras).Tag("", "The police put new cameras into Lookout.", "en").Find("Lookout").ShouldNotBeNull().EntityId.ShouldBe("lookout");

    [Fact]
    public void A_surname_stands_for_the_person_named_in_full()
    {
        var tags = Sources.WithEntities(Cameras).Tag("", "Mara Ellery resigned on Monday. The board thanked Ellery for her work.", "en");
        tags.Find("Ellery").ShouldNotBeNull().EntityId.ShouldBe("mara-ellery");
    }

    [Fact]
    public void Another_first_name_makes_another_person()
    {
        var tags = Sources.WithEntities(Cameras).Tag("", "Mara Ellery resigned. Her brother Tobias Ellery did not.", "en");
        tags.Mentions.Count(mention => mention.EntityId == "mara-ellery").ShouldBe(1);
    }

    [Fact]
    public void An_acronym_in_brackets_stands_for_its_name_all_through_the_text()
    {
        var tags = Sources.WithEntities(Cameras).Tag("", "The JHD failed. The Joint Harbour Desk (JHD) was built in a year.", "en");
        tags.Mentions.Count(mention => mention is { Name: "JHD", EntityId: "joint-desk" }).ShouldBe(2);
    }

    [Fact]
    public void Mentions_do_not_overlap_and_stand_in_order()
    {
        var mentions = Sources.Shipped.Tag("", "Google DeepMind and Google said the EU AI Act and the EU matter to Hangzhou Hikvision Digital Technology.", "en").Mentions;
        mentions.Count.ShouldBeGreaterThan(4);
        for (var i = 1; i < mentions.Count; i++)
            mentions[i].Start.ShouldBeGreaterThanOrEqualTo(mentions[i - 1].End);
    }

    [Theory]
    [InlineData("Police feed Skynet from cameras across China.", "Skynet", "skynet")]
    [InlineData("In the film, Skynet sends the Terminator back.", "Skynet", null)]
    [InlineData("Claude, a chatbot made by Anthropic, refused.", "Claude", "claude")]
    [InlineData("Claude Monet painted the pond.", "Claude", null)]
    [InlineData("Researchers of a university lab released the study's code under the MIT license.", "MIT", null)]
    [InlineData("Siri will use Gemini, which Google makes.", "Gemini", "gemini-app")]
    [InlineData("Her zodiac sign is Gemini and so is her horoscope.", "Gemini", null)]
    [InlineData("Apple sells fewer iPhones, the company said.", "Apple", "apple")]
    [InlineData("Researchers at MIT published a study.", "MIT", "mit")]
    [InlineData("The researchers publish their code under MIT and the weights under a licence of their own.", "MIT", null)]
    [InlineData("Apple pie is served in the orchard.", "Apple", null)]
    [InlineData("该市的天网监控由海康威视建设。", "海康威视", "hikvision")]
    [InlineData("该市的天网监控由海康威视建设。", "天网", "skynet")]
    [InlineData("The Social Credit System (社会信用体系) is often misread.", "社会信用体系", "social-credit")]
    [InlineData("Researchers at Human Rights Watch wrote to Dahua.", "Dahua", "dahua")]
    [InlineData("The Financial Times first reported it.", "Financial Times", "outlet:ft")]
    [InlineData("Das KI-Gesetz der EU gilt ab August.", "KI-Gesetz", "eu-ai-act")]
    public void The_registry_knows_the_field(string text, string name, string? entity) =>
        (Sources.Shipped.Tag("", text, null).Mentions.FirstOrDefault(mention => mention.Name.EndsWith(name, StringComparison.Ordinal))?.EntityId).ShouldBe(entity);

    [Fact]
    public void Everything_that_the_field_must_have_is_in_the_registry()
    {
        var names = Sources.Shipped.Entities.All.SelectMany(entity => entity.Aliases.Append(entity.Name).Concat(entity.Rules.Select(rule => rule.Alias))).ToHashSet();
        Sources.Shipped.Entities.All.Count.ShouldBeGreaterThanOrEqualTo(400);
        string[] needed =
        [
            "Skynet", "天网", "Sharp Eyes", "雪亮工程", "Social Credit System", "社会信用体系", "Integrated Joint Operations Platform", "City Brain", "城市大脑",
            "Safe City", "ECU-911", "Face++", "Golden Shield", "Hikvision", "海康威视", "Dahua", "大华", "SenseTime", "商汤", "Megvii", "旷视", "Watrix", "银河水滴",
            "CloudWalk", "云从", "YITU", "依图", "Huawei", "华为", "Alibaba Cloud", "阿里云", "Infovision", "BGI", "华大", "Fullhan", "Kingbase", "TongTech", "Kylin", "麒麟软件",
            "EU AI Act", "GDPR", "NIST AI RMF", "Human Rights Watch", "Minxin Pei", "Maya Wang", "Anthropic", "Shanghai Fullhan Microelectronics", "Datong", "Yaodu",
            "Yancheng", "Xinjiang",
        ];
        needed.ShouldBeSubsetOf(names);
        Sources.Shipped.Entities.All.ShouldAllBe(entity => !string.IsNullOrWhiteSpace(entity.About));
    }

    [Theory]
    [InlineData("entities:\n  - {id: a, name: Same, type: person}\n  - {id: b, name: Same, type: person}", "names both 'a' and 'b'")]
    [InlineData("entities:\n  - {id: a, name: One, type: person}\n  - {id: a, name: Two, type: person}", "stands twice")]
    [InlineData("entities:\n  - {id: a, name: One, type: wizard}", "type 'wizard'")]
    [InlineData("entities:\n  - {id: a, type: person}", "needs both an id and a name")]
    [InlineData("entities:\n  - {id: a, name: One, type: person, aliases: ['*x']}", "'*'")]
    [InlineData("entities:\n  - {id: a, name: One, type: person, ambiguous: [{alias: O, with: ['@none']}]}", "no context 'none'")]
    [InlineData("contexts: {a: ['@b'], b: ['@a']}\nentities: []", "contains itself")]
    [InlineData("entities:\n  - {id: a, name: One, type: person, nick: O}", "nick")]
    public void A_registry_that_cannot_be_used_is_refused_by_name(string yaml, string problem)
    {
        var error = Should.Throw<ConfigurationException>(() => EntityRegistry.Parse(yaml, "my-entities.yaml"));
        error.Message.ShouldContain("my-entities.yaml");
        error.Message.ShouldContain(problem);
    }

    [Fact]
    public void Two_entities_may_share_a_name_where_rules_tell_them_apart() =>
        Should.NotThrow(() => EntityRegistry.Parse(
            "entities:\n  - {id: a, name: A1, type: product, ambiguous: [{alias: Same, with: [one]}]}\n  - {id: b, name: B1, type: product, ambiguous: [{alias: Same, with: [two]}]}", "x.yaml"));

    [Fact]
    public void A_refusal_names_the_line()
    {
        var file = Path.Combine(Path.GetTempPath(), $"entities-{Guid.NewGuid():n}.yaml");
        File.WriteAllText(file, "entities:\n  - id: a\n    name: One\n    type: person\n  - id: b\n    name: One\n    type: person\n");
        try
        {
            Should.Throw<ConfigurationException>(() => EntityRegistry.Read(file)).Line.ShouldBe(6, "the second of the two names");
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void The_sample_week_s_entities_join_the_registry() =>
        EntityRegistry.Read(Sources.Config("entities.yaml"), Sources.Config("sample/entities.yaml")).All.ShouldContain(entity => entity.Id == "safer-quays");

    [Fact]
    public void The_shipped_outlets_are_many_and_clash_nowhere()
    {
        Sources.Outlets.All.Count.ShouldBeGreaterThanOrEqualTo(250);
        Sources.Outlets.ByHost("www.ft.com").ShouldNotBeNull().Name.ShouldBe("Financial Times");
        Sources.Outlets.ByName("the FT").ShouldNotBeNull().Id.ShouldBe("ft");
        Sources.Outlets.ByHost("the-decoder.com").ShouldNotBeNull().Name.ShouldBe("The Decoder");
    }
}
