using System.Buffers;
using System.Text;
using NewsWatch.Search;

namespace NewsWatch.Tests.Search;

public sealed class TokensTests
{
    [Theory]
    [InlineData("The EU's AI Act", "the eu s ai act")]
    [InlineData("Café Müller, GROẞ und Straße", "cafe muller gross und strasse")]
    [InlineData("Cafe\u0301", "cafe")]
    [InlineData("Łódź Ærø þorn ﬁne", "lodz aero thorn fine")]
    [InlineData("GPT-4o 1,500", "gpt 4o 1 500")]
    [InlineData("ΣΊΣΥΦΟΣ", "σισυφοσ")]
    [InlineData("Ёлка", "елка")]
    [InlineData("한국어 뉴스", "한국어 뉴스")]
    [InlineData("हिन्दी", "हिन्दी")]
    [InlineData("ｆｕｌｌ ｗｉｄｔｈ", "full width")]
    [InlineData("co\u00ADoperate", "cooperate")]
    [InlineData("½ ① ㏂ !?", "")]
    [InlineData("", "")]
    public void Text_becomes_folded_words(string text, string words) => Tokens.Joined(text).ShouldBe(words);

    [Theory]
    [InlineData("人工智能法", "人工 工智 智能 能法 法")]
    [InlineData("OpenAI公司", "openai 公司 司")]
    [InlineData("人 工", "人 工")]
    [InlineData("がか", "がか か")]
    [InlineData("ﾆｭｰｽ", "ニュ ュー ース ス")]
    public void Characters_written_without_spaces_become_pairs(string text, string words) => Tokens.Joined(text).ShouldBe(words);

    [Theory]
    [InlineData("人工智能", "人工 工智 智能", false)]
    [InlineData("人", "人", true)]
    [InlineData("法 人工", "法 人工", false)]
    [InlineData("人工 law", "人工 工 law", false)]
    [InlineData("law", "law", false)]
    public void A_query_asks_for_words_that_any_text_around_them_has(string query, string words, bool prefix)
    {
        var wanted = Tokens.Wanted(query);

        string.Join(' ', wanted.Words).ShouldBe(words);
        wanted.Prefix.ShouldBe(prefix);
    }

    [Theory]
    [InlineData("The EU's Café: 人工智能法, OpenAI公司 — co\u00ADoperate, ﬁne!")]
    [InlineData("x\uD83Dy")]
    [InlineData("𝔘nicode 𠀀𠀁 हिन्दी")]
    [InlineData("--")]
    [InlineData("")]
    public void As_bytes_the_words_are_the_same(string text)
    {
        var buffer = new ArrayBufferWriter<byte>();
        buffer.Write("before "u8);

        Tokens.Join(text, buffer);

        Encoding.UTF8.GetString(buffer.WrittenSpan).ShouldBe("before " + Tokens.Joined(text));
    }

    [Fact]
    public void A_word_is_cut_at_its_length_wherever_it_leaves_ascii()
    {
        for (var before = Tokens.LongestWord - 3; before <= Tokens.LongestWord + 1; before++)
            Tokens.Joined(new string('a', before) + "ü" + new string('b', 5) + " c")
                .ShouldBe((new string('a', before) + "ubbbbb")[..Tokens.LongestWord] + " c");
    }

    [Fact]
    public void Half_a_character_parts_words() => Tokens.Joined("x\uD83Dy").ShouldBe("x y");

    [Fact]
    public void Words_know_their_place_in_the_text()
    {
        const string Text = "Über 智能 law!";
        var parts = Tokens.Of(Text).Select(token => Text[token.Start..token.End]);

        parts.ShouldBe(["Über", "智能", "能", "law"]);
    }

    [Fact]
    public void A_megabyte_without_a_space_is_one_short_word()
    {
        var word = Tokens.Of(new string('a', 1_000_000)).ShouldHaveSingleItem();

        word.Text.Length.ShouldBe(Tokens.LongestWord);
        word.End.ShouldBe(1_000_000);
    }

    [Fact]
    public void No_word_holds_anything_that_an_index_of_ascii_separators_would_split_at()
    {
        for (var codePoint = 1; codePoint <= 0x10FFFF; codePoint++)
        {
            if (codePoint is >= 0xD800 and <= 0xDFFF)
                continue;

            foreach (var token in Tokens.Of(char.ConvertFromUtf32(codePoint)))
                token.Text.Any(c => c < 128 && !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c)).ShouldBeFalse($"U+{codePoint:X}: '{token.Text}'");
        }
    }
}
