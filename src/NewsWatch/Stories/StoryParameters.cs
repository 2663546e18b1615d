namespace NewsWatch.Stories;

/// <summary>What a host may set.</summary>
public sealed record StoryOptions
{
    /// <summary>How long an article is compared with new ones. Two weeks: beyond it one in a hundred stories moves again.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromDays(14);
}

/// <summary>Every number of the engine that no fit gives.</summary>
/// <remarks>
/// A number with a measurement beside it was measured so; the experiments were made before the engine, on FNC, ECB+, WikiNews, UCI
/// headlines and the seeds. Sizes and caps bound memory and time. All others were set by hand, by reading what came out on the seeds, the
/// sample week and the labelled AI stream, and are fitted by nothing; the evaluation shows what a change of one does.
/// </remarks>
internal static class StoryParameters
{
    /// <summary>Words of the body that speak for an article: news says first what it is about (measured: 300 beat 150 and all).</summary>
    public const int BodyWords = 300;

    /// <summary>Words of the lead, title excluded.</summary>
    public const int LeadWords = 60;

    /// <summary>Terms remembered of all sentences together: three times the longest reports; a megabyte of words is no report.</summary>
    public const int SentenceTerms = 12_000;

    /// <summary>Terms remembered of names: ten times what a long report has.</summary>
    public const int NameTerms = 2_000;

    /// <summary>Different figures that a story's memory holds: ten long reports' worth, looked through one by one.</summary>
    public const int FiguresRemembered = 2_000;

    /// <summary>How many documents the background table weighs: after that many the window's own counts lead.</summary>
    public const float BackgroundDocuments = 3_000;

    /// <summary>Document share of a word outside the background table; others were tried and gave nothing or were worse.</summary>
    public const float UnknownWordShare = 0.0005f;

    /// <summary>Shingles kept of a text: 384 measure a containment of .3 to ± .02.</summary>
    public const int SketchSize = 384;

    /// <summary>Jaccard from which two texts are one: by definition, as in the literature on near-duplicates.</summary>
    public const double NearCopy = 0.8;

    /// <summary>Containment from which a text takes passages from another: never crossed stories in 514 pairs.</summary>
    public const double Excerpt = 0.3;

    /// <summary>Terms of a query that look for candidates.</summary>
    public const int QueryTerms = 32;

    /// <summary>Newest articles looked at for each of them.</summary>
    public const int PostingsPerTerm = 400;

    /// <summary>Articles compared in full.</summary>
    public const int Nearest = 64;

    /// <summary>Terms of a story's centre.</summary>
    public const int CentreTerms = 400;

    /// <summary>Members that a story keeps comparing with; more are copies of these, or old.</summary>
    public const int MembersKept = 200;

    /// <summary>Articles whose text is kept for looking again.</summary>
    public const int Reconsidered = 4_000;

    /// <summary>Fewer words tell nothing.</summary>
    public const int LeastWords = 3;

    /// <summary>Below this many words an article is little more than a headline and is judged by weights of its own.</summary>
    public const int ShortText = 60;

    /// <summary>How much the neighbourhood's document counts weigh: .25 took wrongly joined distractors from 28 to 4.</summary>
    public const float LocalShare = 0.25f;

    /// <summary>Members of the smaller story that are asked.</summary>
    public const int MergeSample = 6;

    /// <summary>Fewest articles of each of two events that were taken for one: of three nobody can tell what they have in common by chance.</summary>
    public const int LeastParted = 4;

    /// <summary>Articles of a story that are compared with one another to see whether it is two.</summary>
    public const int PartedSample = 40;

    /// <summary>A story is looked at again when it has grown by this share.</summary>
    public const double GrownToLookAgain = 1.2;

    /// <summary>Stories weighed for an article.</summary>
    public const int StoriesCompared = 8;

    /// <summary>Least share of an article's matter that a source must carry to be the one its credit means.</summary>
    public const double LeastCarried = 0.12;

    /// <summary>Share from which a credited source was retold, not only cited (the seeds: .58 and .26; chance likeness: .15 to .2).</summary>
    public const double RewriteCarried = 0.24;

    /// <summary>How much two outlets' clocks may disagree about who was first.</summary>
    public static readonly TimeSpan ClockSlack = TimeSpan.FromHours(2);

    /// <summary>Weight of a sentence that the story must not have said before the sentence is new.</summary>
    public const double UnsaidSentence = 0.45;

    /// <summary>Weight of a sentence that an article's sources must hold, else it is unsupported.</summary>
    public const double Supported = 0.5;

    /// <summary>Terms of a story's core.</summary>
    public const int CoreTerms = 12;

    /// <summary>Stories among which rivals and kin are told apart; farther ones are all rivals.</summary>
    public const int StoriesParted = 4;

    /// <summary>Nearest articles that are the neighbourhood.</summary>
    public const int LocalNeighbours = 24;

    /// <summary>Explainers that wait for a story to stand beside.</summary>
    public const int ExplainersWaiting = 24;

    /// <summary>Cosine below which an article is no neighbour: its story is never joined.</summary>
    public const double LeastLikeness = 0.08;

    /// <summary>Share from which an article that credits only in passing retells all the same.</summary>
    public const double Retold = 0.37;

    /// <summary>Weight from which a shared name tells something across languages: names that hardly any article has.</summary>
    public const float TellingName = 5;

    /// <summary>Confidence within which two sources of the same words are equal.</summary>
    public const double AsMuch = 0.08;

    /// <summary>Different stories linked to, from which an article is a round-up.</summary>
    public const int StoriesOfRoundup = 4;

    public const int LinksFollowed = 40;

    public const int LinksWaiting = 50_000;

    public const int ArticlesPerOutlet = 40;

    /// <summary>Chance from which a sentence counts as attributed: where F1 is best on PolNeAR's train part, each third read by what the others gave.</summary>
    public const double Attributed = 0.41;
}
