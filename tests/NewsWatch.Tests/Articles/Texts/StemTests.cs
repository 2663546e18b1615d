using NewsWatch.Articles.Texts;

namespace NewsWatch.Tests.Articles.Texts;

public sealed class StemTests
{
    [Theory]
    [InlineData("en", "cameras", "camera")]
    [InlineData("en", "policies", "policy")]
    [InlineData("en", "crisis", "crisis")]
    [InlineData("en", "bus", "bus")]
    [InlineData("de", "Behörden", "Behörde")]
    [InlineData("de", "Gesichtserkennungen", "Gesichtserkennung")]
    [InlineData("de", "Gesetzes", "Gesetze")]
    [InlineData("de", "Häuser", "Haus")]
    [InlineData("fr", "règlements", "règlement")]
    [InlineData("fr", "tribunaux", "tribunal")]
    [InlineData("fr", "données", "donnée")]
    [InlineData("fr", "caméras", "caméra")]
    [InlineData("es", "cámaras", "cámara")]
    [InlineData("es", "leyes", "ley")]
    [InlineData("es", "luces", "luz")]
    [InlineData("es", "algoritmos", "algoritmo")]
    public void Forms_of_a_word_have_one_stem(string language, string form, string word) => Stems.Of(form, language).ShouldBe(Stems.Of(word, language));

    [Theory]
    [InlineData("de", "Regierung", "Regie")]
    [InlineData("fr", "police", "poli")]
    [InlineData("es", "caso", "casino")]
    [InlineData("en", "news", "newt")]
    public void Other_words_have_others(string language, string one, string other) => Stems.Of(one, language).ShouldNotBe(Stems.Of(other, language));

    [Theory]
    [InlineData("fi", "Kameroissa", "kameroissa")]
    [InlineData("ru", "Закона", "закона")]
    [InlineData("ja", "カメラ", "カメラ")]
    [InlineData("de", "", "")]
    public void Nothing_breaks_for_the_others(string language, string word, string stem) => Stems.Of(word, language).ShouldBe(stem);

    [Theory]
    [InlineData("en", "the")]
    [InlineData("de", "Nicht")]
    [InlineData("fr", "où")]
    [InlineData("es", "También")]
    public void A_language_knows_its_stop_words(string language, string word)
    {
        FunctionWords.IsStopWord(word, language).ShouldBeTrue();
        FunctionWords.IsStopWord(word, "sw").ShouldBeFalse();
        FunctionWords.IsStopWord("camera", language).ShouldBeFalse();
    }

    [Theory]
    [InlineData("人脸识别", 3)]
    [InlineData("カメラ", 2)]
    [InlineData("얼굴인식", 3)]
    public void Chinese_Japanese_and_Korean_become_pairs_of_characters(string text, int pairs)
    {
        var tokens = Tokenizer.Cut(text);
        tokens.Count.ShouldBe(pairs);
        tokens.ShouldAllBe(token => token.Is(TokenTraits.Bigram) && token.End - token.Start == 2);
    }
}
