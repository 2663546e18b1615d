namespace NewsWatch.Tagging;

/// <summary>How often one term stands in an article, by place.</summary>
internal struct TermEvidence
{
    public int Title;

    /// <summary>In the text's first words.</summary>
    public int Lead;

    /// <summary>After them.</summary>
    public int Body;

    /// <summary>Words of the lead.</summary>
    public const int LeadWords = 70;

    private const double TitleShare = 1.0;
    private const double LeadShare = 0.4;
    private const double BodyShare = 0.2;

    /// <summary>Times in 300 words of body that fill the body's share by two thirds.</summary>
    private const double BodyPace = 2;

    private const double BodyUnit = 300;

    /// <summary>A text this short is an excerpt: what it says first is what it is about.</summary>
    private const int ExcerptWords = 40;

    private const double InExcerpt = 1.5;

    public readonly bool Found => Title + Lead + Body > 0;

    /// <summary>
    /// The share of a term's weight that its places earn, 0 to 1.95, in a text of so many words: a title and a lead speak for what an article is about;
    /// in the body the rate counts, so that a long article does not get every topic that it brushes.
    /// </summary>
    public readonly double Share(int words)
    {
        var share = Title > 0 ? TitleShare : 0;
        var lead = words <= ExcerptWords ? LeadShare * InExcerpt : LeadShare;
        share += Lead switch { 0 => 0, 1 => lead, _ => lead * 1.25 };
        if (Body > 0)
            share += BodyShare * (1 - Math.Exp(-Body * BodyUnit / Math.Max(BodyUnit, words - LeadWords) / BodyPace));
        return share;
    }

    public override readonly string ToString()
    {
        var places = new List<string>(3);
        if (Title > 0)
            places.Add("title");
        if (Lead > 0)
            places.Add(Lead == 1 ? "lead" : $"lead ×{Lead}");
        if (Body > 0)
            places.Add(Body == 1 ? "text" : $"text ×{Body}");
        return string.Join(", ", places);
    }
}
