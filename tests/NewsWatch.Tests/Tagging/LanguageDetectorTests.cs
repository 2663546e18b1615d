using NewsWatch.Tagging;

namespace NewsWatch.Tests.Tagging;

public sealed class LanguageDetectorTests
{
    public static TheoryData<string, string> Sentences
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var (language, sentence) in LanguageSentences.All)
                data.Add(language, sentence);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Sentences))]
    public void One_sentence_tells_its_language(string language, string sentence) => LanguageDetector.Detect(sentence, null).ShouldBe(language);

    [Fact]
    public void Thirty_languages_and_more_are_tried() => LanguageSentences.All.Select(pair => pair.Language).Distinct().Count().ShouldBeGreaterThan(30);

    [Theory]
    [InlineData("", null, "und")]
    [InlineData("2026: 14,7 %", null, "und")]
    [InlineData("", "de-AT", "de")]
    [InlineData("OK", "nl", "nl")]
    [InlineData("Vi har en ny plan.", "da", "da")]
    [InlineData("Vi har en ny plan.", "nb-NO", "no")]
    public void The_claim_decides_where_the_text_does_not(string text, string? claimed, string language) =>
        LanguageDetector.Detect(text, claimed).ShouldBe(language);

    [Fact]
    public void A_wrong_claim_does_not_outweigh_a_text() =>
        LanguageDetector.Detect("The council voted to pause the contract for the cameras until the autumn, and nobody objected.", "fr").ShouldBe("en");

    [Theory]
    [InlineData("en-GB", "en")]
    [InlineData("zh_Hans", "zh")]
    [InlineData("nb", "no")]
    [InlineData("x-klingon", null)]
    [InlineData("english", null)]
    [InlineData(null, null)]
    public void A_tag_gives_its_primary_language(string? tag, string? primary) => LanguageDetector.Primary(tag).ShouldBe(primary);
}
