using System.Collections;
using System.Globalization;
using System.Security.Cryptography;
using NewsWatch.Articles;
using NewsWatch.Articles.Texts;
using NewsWatch.Stories;

namespace NewsWatch.Tests.Stories;

/// <summary>What is stored of a reading is the reading.</summary>
public sealed class PackedRecollectionTests
{
    /// <summary>What version 2 makes of <see cref="Everything"/>.</summary>
    private const string Approved = "aea68f34160a7ac0";

    private const string Everything =
        Invented.Report + "\n" + Invented.Retelling + "\n在港口，摄像头误报。董事会周四开会。\n“We saw 12 per cent,” told us Ines Tavel. Copyright Ferry Post 2026.\nSubscribe to our newsletter.";

    public static TheoryData<string, string> Texts => new()
    {
        { "A report", Invented.Report },
        { "A retelling with a credit", Invented.Retelling },
        { "All at once", Everything },
        { "", "" },
        { "Only a headline", "" },
        { "One word", "Quillmouth" },
        { "Very long", string.Join(' ', Enumerable.Range(0, 60_000).Select(i => $"word{i % 9000}")) + "." },
        { "Half a character \ud83d", "It ends with half \ud83d" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void Nothing_of_a_reading_is_lost(string title, string text)
    {
        var article = Read(title, text);
        var opened = PackedRecollection.Open(PackedRecollection.Pack(article));

        var properties = typeof(Reading).GetProperties();
        properties.Length.ShouldBeGreaterThan(12);
        foreach (var property in properties)
            Words(property.GetValue(opened.Reading)).ShouldBe(Words(property.GetValue(article.Reading)), property.Name);

        foreach (var property in typeof(Recollection).GetProperties().Where(property => property.Name != nameof(Recollection.Reading)))
            Words(property.GetValue(opened)).ShouldBe(Words(property.GetValue(article)).Replace('\ud83d', '\ufffd'), property.Name);
    }

    [Fact]
    public void Damaged_bytes_are_told_and_never_believed_to_be_long()
    {
        var packed = PackedRecollection.Pack(Read("All at once", Everything));
        for (var length = 0; length < packed.Length; length++)
            Should.Throw<InvalidDataException>(() => PackedRecollection.Open(packed.AsSpan(0, length)));

        for (var at = 0; at < packed.Length; at++)
            foreach (byte damage in new byte[] { 1, 0x80, 0xff })
            {
                var damaged = packed.ToArray();
                damaged[at] ^= damage;
                try
                {
                    PackedRecollection.Open(damaged);
                }
                catch (InvalidDataException)
                {
                    // Found out; what is not found out is another reading, as good as any.
                }
            }
    }

    [Fact]
    public void What_is_read_otherwise_gets_a_new_version()
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(PackedRecollection.Pack(Read("All at once", Everything))))[..16];
        $"{PackedRecollection.Version} {hash}".ShouldBe(
            $"3 {Approved}", "a text is read otherwise than before: raise PackedRecollection.Version, so that stored readings are made again, and approve the new words here");
    }

    [Fact]
    public void Another_list_of_outlets_reads_another_form()
    {
        new StoryEngine(Invented.Outlets).Form.ShouldBe(new StoryEngine(Invented.Outlets).Form);
        new StoryEngine(Invented.Outlets).Form.ShouldNotBe(new StoryEngine(OutletRegistry.Empty).Form);
    }

    private static Recollection Read(string title, string text)
    {
        var article = Invented.Article("a", "Relay Desk", title, text, version: 3, links: [new ArticleLink("https://ferry.example/x", "x")]).Article with
        {
            Published = new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.FromHours(-3.5)),
        };
        return Recollection.Of(article, Reader.Read(article, new OutletNames(Invented.Outlets)));
    }

    private static string Words(object? value) => value switch
    {
        null => "nothing",
        string text => text,
        TermVector vector => $"{string.Join(' ', vector.Terms.ToArray())}: {string.Join(' ', vector.Counts.ToArray())}",
        Sketch sketch => $"{sketch.Scale} {sketch.Shingles}: {string.Join(' ', sketch.Hashes.ToArray())}",
        ReadSentence sentence => $"{sentence.Span} {sentence.Speaks}: {string.Join(' ', sentence.Terms)}",
        DateTimeOffset time => time.ToString("O", CultureInfo.InvariantCulture),
        IEnumerable many => string.Join('\n', many.Cast<object>().Select(Words)),
        _ => string.Create(CultureInfo.InvariantCulture, $"{value}"),
    };
}
