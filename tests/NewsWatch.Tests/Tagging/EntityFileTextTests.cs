using NewsWatch.Tagging;

namespace NewsWatch.Tests.Tagging;

public sealed class EntityFileTextTests
{
    private static readonly KnownEntity Quill = new("quill", "Quill's Harbour", EntityType.Organisation, ["QH: AI", "羽港"]) { Country = "NO", About = "Makes #1 maps." };

    [Theory]
    [InlineData("")]
    [InlineData("entities: []\n")]
    [InlineData("# ours\nentities:\n  - {id: a, name: A, type: person} # first\n")]
    [InlineData("contexts:\n  sea: [ship]\n\nentities:\n- id: a\n  name: A\n  type: person\n")]
    public void The_row_is_added_and_all_else_stays(string text)
    {
        var with = EntityFileText.With(text, "own.yaml", Quill);
        foreach (var line in text.Split('\n').Where(line => line.Length > 0 && !line.Contains("[]", StringComparison.Ordinal)))
            with.ShouldContain(line);

        var read = EntityRegistry.Parse(with, "own.yaml").Find("quill").ShouldNotBeNull();
        read.Name.ShouldBe("Quill's Harbour");
        read.Aliases.ShouldBe(["QH: AI", "羽港"]);
        read.Country.ShouldBe("NO");
        read.About.ShouldBe("Makes #1 maps.");
    }

    [Fact]
    public void A_file_that_goes_on_after_its_entities_is_refused_by_line() =>
        Should.Throw<ConfigurationException>(() => EntityFileText.With("entities:\n  - {id: a, name: A, type: person}\ncontexts: {}\n", "own.yaml", Quill))
            .Message.ShouldStartWith("own.yaml:3: 'entities' is not the last list here; put it last");

    [Theory]
    [InlineData("Fen Court Labs", "fen-court-labs")]
    [InlineData("Éole & Fils, S.A.", "eole-fils-s-a")]
    [InlineData("羽港 AI", "羽港-ai")]
    public void An_id_is_made_from_the_name(string name, string id) => EntityFileText.IdOf(name).ShouldBe(id);
}
