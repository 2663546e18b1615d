using NewsWatch.Articles.Texts;

namespace NewsWatch.Stories;

/// <summary>
/// A recollection as bytes: a start takes them in instead of reading every text again. Each term stands once, in a table; all else
/// names it by its place there, mostly in one byte.
/// </summary>
internal static class PackedRecollection
{
    /// <summary>
    /// Raised with every change of what is read from a text or of how it stands here (tokens, terms, sentences, names, figures, credits,
    /// shapes): what an older one packed is then read from its text again.
    /// </summary>
    public const int Version = 3;

    public static byte[] Pack(Recollection article)
    {
        var packed = new PackedWriter();
        packed.Text(article.Id);
        packed.Number(article.Version);
        packed.Text(article.OutletId);
        packed.Text(article.OutletName);
        packed.Text(article.Title);
        packed.Time(article.Time);
        packed.Bool(article.Published is not null);
        if (article.Published is { } published)
            packed.Time(published);

        packed.Long(article.AddressKey);
        packed.Number(article.LinkKeys.Length);
        foreach (var key in article.LinkKeys)
            packed.Long(key);

        Pack(packed, article.Reading);
        return packed.ToArray();
    }

    /// <exception cref="InvalidDataException">The bytes are damaged.</exception>
    public static Recollection Open(ReadOnlySpan<byte> bytes)
    {
        var packed = new PackedReader(bytes);
        var article = new Recollection
        {
            Id = packed.Text(),
            Version = packed.Number(),
            OutletId = packed.Text(),
            OutletName = packed.Text(),
            Title = packed.Text(),
            Time = packed.Time(),
            Published = packed.Bool() ? packed.Time() : null,
            AddressKey = packed.Long(),
            LinkKeys = Longs(ref packed),
            Reading = OpenReading(ref packed),
        };
        return packed.IsAtEnd ? article : throw new InvalidDataException("the packed reading is longer than it should be");
    }

    private static void Pack(PackedWriter packed, Reading reading)
    {
        uint[] terms = [.. reading.Main.Terms, .. reading.Title.Terms, .. reading.Lead.Terms, .. reading.Names, .. reading.Sentences.Terms];
        Array.Sort(terms);
        var table = terms.AsSpan(0, SortedTerms.Distinct(terms));
        packed.Words(table);
        Pack(packed, reading.Main, table);
        Pack(packed, reading.Title, table);
        Pack(packed, reading.Lead, table);
        packed.Ascending(Places(reading.Names, table));
        packed.Number(reading.Sketch.Scale);
        packed.Number(reading.Sketch.Shingles);
        packed.Words(reading.Sketch.Hashes);
        packed.Number(reading.Sentences.Count);
        packed.Number(reading.Sentences.Terms.Length);
        foreach (var (span, own, speaks) in reading.Sentences)
        {
            packed.Number(span.Start);
            packed.Number(span.Length);
            packed.Bool(speaks);
            packed.Ascending(Places(own, table));
        }

        packed.Number(reading.ReportSentences);
        packed.Number(reading.Figures.Count);
        foreach (var (value, kind, unit, start, end) in reading.Figures)
        {
            packed.Double(value);
            packed.Byte((byte)kind);
            packed.Word(unit);
            packed.Number(start);
            packed.Number(end);
        }

        packed.Number(reading.Credits.Count);
        foreach (var credit in reading.Credits)
        {
            packed.Text(credit.OutletId);
            packed.Text(credit.OutletName);
            packed.Double(credit.Strength);
            packed.Bool(credit.IsMain);
            packed.Number(credit.Span.Start);
            packed.Number(credit.Span.End);
        }

        packed.TextOrNull(reading.SelfOutletId);
        packed.Double(reading.English);
        packed.Bool(reading.ReportsItself);
        packed.Byte((byte)reading.Shape);
        packed.Word(reading.TitleKey);
        packed.Word(reading.TextKey);
        packed.Number(reading.Length);
    }

    private static Reading OpenReading(ref PackedReader packed)
    {
        var table = packed.Words();
        return new Reading
        {
            Main = OpenVector(ref packed, table),
            Title = OpenVector(ref packed, table),
            Lead = OpenVector(ref packed, table),
            Names = Terms(ref packed, table),
            Sketch = Sketch.Of(scale: packed.Number(), shingles: packed.Number(), hashes: packed.Words().ToArray()),
            Sentences = OpenSentences(ref packed, table),
            ReportSentences = packed.Number(),
            Figures = OpenFigures(ref packed),
            Credits = OpenCredits(ref packed),
            SelfOutletId = packed.TextOrNull(),
            English = packed.Double(),
            ReportsItself = packed.Bool(),
            Shape = (ArticleShape)packed.Byte(),
            TitleKey = packed.Word(),
            TextKey = packed.Word(),
            Length = packed.Number(),
        };
    }

    private static void Pack(PackedWriter packed, TermVector vector, ReadOnlySpan<uint> table)
    {
        packed.Ascending(Places(vector.Terms, table));
        packed.Bytes(vector.Counts);
    }

    private static TermVector OpenVector(ref PackedReader packed, ReadOnlySpan<uint> table)
    {
        var vector = TermVector.Of(packed.Count(1), out var terms, out var counts);
        Fill(terms, ref packed, table);
        packed.Bytes(counts.Length).CopyTo(counts);
        return vector;
    }

    private static SentenceList OpenSentences(ref PackedReader packed, ReadOnlySpan<uint> table)
    {
        var sentences = new SentenceList.Writer(packed.Count(4), packed.Count(1));
        while (!sentences.IsFull)
        {
            var (start, length, speaks) = (packed.Number(), packed.Number(), packed.Bool());
            var place = 0;
            for (var left = packed.Count(1); left > 0; left--)
                sentences.Add(Term(table, place += packed.Number()));

            sentences.Close(new TextSpan(start, start + length), speaks);
        }

        return sentences.ToList();
    }

    private static Figure[] OpenFigures(ref PackedReader packed)
    {
        var figures = packed.Count(15) is > 0 and var count ? new Figure[count] : [];
        for (var i = 0; i < figures.Length; i++)
            figures[i] = new Figure(packed.Double(), (FigureKind)packed.Byte(), packed.Word(), packed.Number(), packed.Number());

        return figures;
    }

    private static Credit[] OpenCredits(ref PackedReader packed)
    {
        var credits = packed.Count(13) is > 0 and var count ? new Credit[count] : [];
        for (var i = 0; i < credits.Length; i++)
            credits[i] = new Credit(packed.Text(), packed.Text(), packed.Double(), packed.Bool(), new TextSpan(packed.Number(), packed.Number()));

        return credits;
    }

    private static ulong[] Longs(ref PackedReader packed)
    {
        var values = packed.Count(8) is > 0 and var count ? new ulong[count] : [];
        for (var i = 0; i < values.Length; i++)
            values[i] = packed.Long();

        return values;
    }

    private static uint[] Terms(ref PackedReader packed, ReadOnlySpan<uint> table)
    {
        var terms = packed.Count(1) is > 0 and var count ? new uint[count] : [];
        Fill(terms, ref packed, table);
        return terms;
    }

    private static void Fill(Span<uint> terms, ref PackedReader packed, ReadOnlySpan<uint> table)
    {
        var place = 0;
        foreach (ref var term in terms)
            term = Term(table, place += packed.Number());
    }

    private static uint Term(ReadOnlySpan<uint> table, int place) =>
        (uint)place < (uint)table.Length ? table[place] : throw new InvalidDataException("the packed reading names a term that it does not have");

    /// <summary>Where ascending terms stand in the table, which holds them all.</summary>
    private static int[] Places(ReadOnlySpan<uint> terms, ReadOnlySpan<uint> table)
    {
        var (places, at) = (new int[terms.Length], 0);
        for (var i = 0; i < terms.Length; i++)
            places[i] = at += table[at..].BinarySearch(terms[i]);

        return places;
    }
}
