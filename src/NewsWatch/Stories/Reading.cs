using NewsWatch.Articles.Texts;

namespace NewsWatch.Stories;

/// <summary>What one pass over an article's title and text finds; all that decisions are made of. Holds the text's words only as terms.</summary>
internal sealed record Reading
{
    /// <summary>Title twice and the first <see cref="StoryParameters.BodyWords"/> words.</summary>
    public required TermVector Main { get; init; }

    public required TermVector Title { get; init; }

    /// <summary>Title and the first <see cref="StoryParameters.LeadWords"/> words.</summary>
    public required TermVector Lead { get; init; }

    public required Sketch Sketch { get; init; }

    public required SentenceList Sentences { get; init; }

    /// <summary>How many of the sentences belong to the report; the outlet's words about itself, below it, do not.</summary>
    public required int ReportSentences { get; init; }

    /// <summary>Terms of the names in the text, ascending.</summary>
    public required uint[] Names { get; init; }

    public required IReadOnlyList<Figure> Figures { get; init; }

    public required IReadOnlyList<Credit> Credits { get; init; }

    /// <summary>The outlet whose copyright line the text carries, or null: pages are served from elsewhere too.</summary>
    public required string? SelfOutletId { get; init; }

    /// <summary>Share of English function words among the words: some .4 in English, hardly any elsewhere.</summary>
    public required double English { get; init; }

    /// <summary>Whether the two are told in different languages, as far as English function words tell.</summary>
    public bool SpeaksOtherLanguage(Reading other) => Math.Abs(English - other.English) > 0.2;

    /// <summary>Somebody spoke to this outlet, or it saw a document: it reports, whatever its headline's form.</summary>
    public required bool ReportsItself { get; init; }

    public required ArticleShape Shape { get; init; }

    /// <summary>Same words in the title; 0 without one.</summary>
    public required uint TitleKey { get; init; }

    /// <summary>Same words in the text; 0 without any.</summary>
    public required uint TextKey { get; init; }

    /// <summary>Tokens of title and text.</summary>
    public required int Length { get; init; }
}
