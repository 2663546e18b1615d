using NewsWatch.Tagging;

namespace NewsWatch.Tests.Tagging;

/// <summary>Names that no registry knows.</summary>
public sealed class NameTests
{
    [Theory]
    [InlineData("On Monday Margaret Holloway, who runs the harbour office, resigned.", "Margaret Holloway", EntityType.Person)]
    [InlineData("He was born in Windhoek and studied in Leicester.", "Windhoek", EntityType.Place)]
    [InlineData("The contract went to the University of Brackenfield last year.", "University of Brackenfield", EntityType.Organisation)]
    [InlineData("Shares of Northgate Systems Inc. fell by a fifth.", "Northgate Systems Inc.", EntityType.Organisation)]
    public void A_name_is_read_from_the_sentence(string text, string name, EntityType type)
    {
        var mention = Sources.Shipped.Tag("", text, "en").Find(name).ShouldNotBeNull();
        mention.Type.ShouldBe(type);
        mention.EntityId.ShouldBeNull();
        mention.Because.ShouldNotBeNullOrEmpty();
    }

    [Theory]
    [InlineData("Engineers at the Harbour Office of Fenwick say that LLMs and APIs will replace most of them.", "LLMs")]
    [InlineData("Engineers at the Harbour Office of Fenwick say that LLMs and APIs will replace most of them.", "APIs")]
    [InlineData("The KVQ of Margaret Holloway failed. A KVQ is a kind of pump, and KVQs are sold in Leicester.", "KVQ")]
    [InlineData("Payment was late. The bank said that payment was due on Monday, and that Payment was not made.", "Payment")]
    [InlineData("She became CTO of Northgate Systems Inc. last year.", "CTO")]
    [InlineData("Shares recordNvidia said on Monday that it would build in Leicester.", "recordNvidia")]
    [InlineData("They compared it with MoE-27B, which Margaret Holloway had trained.", "MoE-27B")]
    public void A_word_that_the_article_uses_as_any_noun_is_no_name(string text, string noun) =>
        Sources.Shipped.Tag("", text, "en").Mentions.ShouldNotContain(mention => mention.Name == noun);

    [Theory]
    [InlineData("KVQs", true)]
    [InlineData("LLM", true)]
    [InlineData("KVQ", false)]
    [InlineData("Leicester", false)]
    public void Plurals_of_acronyms_are_nouns(string word, bool noun) => new CommonNouns(new WordList(word)).Holds(0).ShouldBe(noun);

    [Fact]
    public void An_acronym_that_is_counted_is_a_noun_and_one_that_describes_is_none()
    {
        var words = new WordList("A KVQ is a pump. A BZT agent came. The KVQ and the BZT.");
        var nouns = new CommonNouns(words);
        var found = Enumerable.Range(0, words.Count).Where(i => words[i].Shape == WordShape.Upper && nouns.Holds(i)).Select(i => words.Span(i).ToString()).ToList();
        found.ShouldBe(["KVQ", "KVQ"]);
    }

    [Fact]
    public void A_surname_follows_a_person_that_nobody_knows()
    {
        var tags = Sources.Shipped.Tag("", "On Monday Margaret Holloway resigned. The board thanked Holloway for her work.", "en");
        tags.Find("Holloway").ShouldNotBeNull().Type.ShouldBe(EntityType.Person);
    }

    [Fact]
    public void A_longer_name_is_not_its_first_part()
    {
        var mentions = Sources.Shipped.Tag("", "Nurses at the Washington Hospital Center walked out.", "en").Mentions;
        mentions.ShouldNotContain(mention => mention.EntityId == "washington");
    }

    [Fact]
    public void A_known_company_keeps_its_id_with_its_trappings() =>
        Sources.Shipped.Tag("", "The tender went to Hikvision Co Ltd, which builds cameras.", "en").Mentions.ShouldContain(mention => mention.EntityId == "hikvision");

    [Fact]
    public void Text_in_another_language_gives_known_names_only()
    {
        var mentions = Sources.Shipped.Tag("", "Die Stadt hat am Montag beschlossen, dass die Kameras der Firma Hikvision in Köln abgebaut werden.", "de").Mentions;
        mentions.ShouldAllBe(mention => mention.EntityId != null);
        mentions.ShouldContain(mention => mention.EntityId == "hikvision");
    }

    [Fact]
    public void Only_sequences_of_labels_that_make_names_come_out()
    {
        // Every word likes "inside" best; no name may begin so.
        var emissions = new int[3 * NameLabel.Count];
        for (var i = 0; i < 3; i++)
            emissions[(i * NameLabel.Count) + NameLabel.Of(EntityType.Place, NameLabel.Inside)] = 10;
        var labels = NameTagger.Best(emissions, new int[NameLabel.Count * NameLabel.Count]);
        labels.ShouldBe([NameLabel.Of(EntityType.Place, NameLabel.First), NameLabel.Of(EntityType.Place, NameLabel.Inside), NameLabel.Of(EntityType.Place, NameLabel.Last)]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n  \t")]
    [InlineData("((((((A))))))")]
    [InlineData("A B C D E F G H I J K L M N O P Q R S T U V W X Y Z A B C D E F G H I J K L M N O P Q R S T U V W X Y Z A B C D E F G H I J K L M N O P Q R S T U V W X Y Z")]
    [InlineData("\ud800 broken \udfff surrogates Ωμέγα")]
    public void Odd_texts_do_no_harm(string text) => Should.NotThrow(() => Sources.Shipped.Tag(text, text, text));

    [Fact]
    public void A_very_long_text_is_cut_not_choked_on()
    {
        var text = string.Concat(Enumerable.Repeat("Ada Byron met Ada Byron in Ada. ", 40_000));
        Sources.Shipped.Tag("", text, "en").Mentions.ShouldAllBe(mention => mention.End <= 400_000);
    }
}
