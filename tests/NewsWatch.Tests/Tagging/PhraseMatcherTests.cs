using NewsWatch.Tagging;

namespace NewsWatch.Tests.Tagging;

public sealed class PhraseMatcherTests
{
    [Theory]
    [InlineData("face recognition", "The face-recognition trial ended", true)]
    [InlineData("face recognition", "She turned her face. Recognition came late", false)]
    [InlineData("regulat*", "Regulators met", true)]
    [InlineData("regulat*", "An irregular regimen", false)]
    [InlineData("AI", "New AI rules", true)]
    [InlineData("AI", "Mais j'ai dit", false)]
    [InlineData("Face++", "Face++ was used", true)]
    [InlineData("$#", "raised £40m", true)]
    [InlineData("$#", "raised 40m", false)]
    [InlineData("# million", "some 2.9 million people", true)]
    [InlineData("#bn", "worth €3bn", true)]
    [InlineData("人脸识别", "该市的人脸识别系统", true)]
    [InlineData("AT&T", "AT&T said", true)]
    [InlineData("AT&T", "at the T junction", false)]
    public void A_phrase_is_found_where_its_words_stand_together(string phrase, string text, bool found) =>
        Hits([new Phrase(phrase, PhraseCase.Ignore)], text).Count.ShouldBe(found ? 1 : 0);

    [Theory]
    [InlineData(nameof(PhraseCase.Proper), "apple pie", 0)]
    [InlineData(nameof(PhraseCase.Proper), "Apple pie and APPLE juice", 2)]
    [InlineData(nameof(PhraseCase.Exact), "Apple pie and APPLE juice", 1)]
    [InlineData(nameof(PhraseCase.Ignore), "apple Apple APPLE", 3)]
    public void A_name_minds_its_case(string letters, string text, int count) =>
        Hits([new Phrase("Apple", Enum.Parse<PhraseCase>(letters))], text).Count.ShouldBe(count);

    [Fact]
    public void Every_phrase_is_found_also_inside_a_longer_one()
    {
        var hits = Hits([new Phrase("town council", PhraseCase.Ignore), new Phrase("council", PhraseCase.Ignore), new Phrase("the town council", PhraseCase.Ignore)], "the town council met");
        hits.Select(hit => (hit.Phrase, hit.First, hit.Last)).ShouldBe([(2, 0, 2), (0, 1, 2), (1, 2, 2)], ignoreOrder: true);
    }

    [Fact]
    public void A_text_made_to_be_slow_is_not()
    {
        // Overlapping prefixes over one repeated word: linear work a word, whatever the phrases.
        var phrases = Enumerable.Range(1, 20).Select(n => new Phrase(string.Join(' ', Enumerable.Repeat("ab*", n)), PhraseCase.Ignore)).ToList();
        var text = string.Join(' ', Enumerable.Repeat("abc", 2000));
        Hits(phrases, text).Count.ShouldBe(Enumerable.Range(1, 20).Sum(n => 2000 - n + 1));
    }

    [Theory]
    [InlineData("", "holds no word")]
    [InlineData("a*", "at least 2 letters")]
    [InlineData("*ing", "at least 2 letters")]
    [InlineData("one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty a b c d e", "more than")]
    public void A_bad_pattern_is_refused_with_what_is_wrong(string phrase, string problem) =>
        Phrase.Fault(phrase).ShouldNotBeNull().ShouldContain(problem);

    private static List<PhraseHit> Hits(IReadOnlyList<Phrase> phrases, string text)
    {
        var hits = new List<PhraseHit>();
        new PhraseMatcher(phrases).Match(new WordList(text), hits.Add);
        return hits;
    }
}
