namespace NewsWatch.Stories;

/// <summary>What a host may set.</summary>
public sealed record StoryOptions
{
    /// <summary>How long an article is compared with new ones. Two weeks: beyond it one in a hundred stories moves again.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromDays(14);
}

/// <summary>Every number of the engine, with where it comes from.</summary>
internal static class StoryParameters
{
    /// <summary>Words of the body that speak for an article: news says first what it is about (measured: 300 beat 150 and all).</summary>
    public const int BodyWords = 300;

    /// <summary>Words of the lead, title excluded.</summary>
    public const int LeadWords = 60;

    /// <summary>How many documents the background table weighs: after that many the window's own counts lead.</summary>
    public const float BackgroundDocuments = 3_000;

    /// <summary>Document share of a word outside the background table.</summary>
    public const float UnknownWordShare = 0.0005f;

    /// <summary>Shingles kept of a text: 384 measure a containment of .3 to ± .02.</summary>
    public const int SketchSize = 384;

    /// <summary>Jaccard from which two texts are one.</summary>
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

    /// <summary>Probability from which an article is a member.</summary>
    public const double Join = 0.35;

    /// <summary>Below this many words an article is little more than a headline and is judged by weights of its own.</summary>
    public const int ShortText = 60;

    /// <summary>How much the neighbourhood's document counts weigh: .25 took wrongly joined distractors from 28 to 4.</summary>
    public const float LocalShare = 0.25f;

    /// <summary>Weights of <see cref="JoinEvidence.Features"/> and, last, the constant: texts.</summary>
    public static double[] LongJoin { get; set; } =
        [1.11, 0.5, 0.93, 0.02, 2.19, 3.18, 1.48, -0.25, -1.21, -0.32, 5.41, 0.98, 1.15, -3.19, 2.67, -1.83, -4.73];

    /// <summary>The same for headlines.</summary>
    public static double[] ShortJoin { get; set; } =
        [2.65, 2.1, 4.7, -0.23, -1.39, -0.05, 2.32, 0.03, -1.5, 0.17, 5.44, -2.09, 1.29, 0.53, 1.27, -1.6, -4.33];

    /// <summary>Probability from which an article in one story is a bridge to another.</summary>
    public const double Bridge = 0.15;

    /// <summary>Mean probability of the smaller story's members from which two stories are one.</summary>
    public const double Merge = 0.28;

    /// <summary>Members of the smaller story that are asked.</summary>
    public const int MergeSample = 6;

    /// <summary>Cosine of two stories' centres from which they are no rivals for an article.</summary>
    public const double Kinship = 0.3;

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

    /// <summary>
    /// An article as near as this to one member tells the same again; each doubling of the story adds
    /// <see cref="RepeatPerDoubling"/>, because the nearest of many is nearer. Read off the labelled stream.
    /// </summary>
    public const double Repeat = 0.34;

    public const double RepeatPerDoubling = 0.03;

    /// <summary>Probability from which an explainer is linked to a story.</summary>
    public const double Link = 0.08;

    /// <summary>How much less likeness makes a repeat of an article that says it retells an outlet we never fetched.</summary>
    public const double RetellingAllowance = 0.1;

    /// <summary>Terms of a story's core.</summary>
    public const int CoreTerms = 12;

    /// <summary>Stories among which rivals and kin are told apart; farther ones are all rivals.</summary>
    public const int StoriesParted = 4;

    /// <summary>Nearest articles that are the neighbourhood.</summary>
    public const int LocalNeighbours = 24;

    /// <summary>Explainers that wait for a story to stand beside.</summary>
    public const int ExplainersWaiting = 24;

    /// <summary>Likeness to a member of another story from which the two stories are compared.</summary>
    public const double WorthUniting = 0.17;

    /// <summary>Cosine below which an article is no neighbour: its story is never joined.</summary>
    public const double LeastLikeness = 0.08;

    /// <summary>Share from which an article that credits only in passing retells all the same.</summary>
    public const double Retold = 0.37;

    /// <summary>Weight from which a shared name tells something across languages: names that hardly any article has.</summary>
    public const float TellingName = 5;

    /// <summary>Confidence within which two sources of the same words are equal.</summary>
    public const double AsMuch = 0.08;

    /// <summary>An outlet does not tell its own news twice: how much likelier likeness must be before its follow-up is a repeat.</summary>
    public const double OwnFollowUp = 0.12;

    /// <summary>Different stories linked to, from which an article is a round-up.</summary>
    public const int StoriesOfRoundup = 4;

    /// <summary>Probability from which a comment stands beside a story that it does not cite.</summary>
    public const double Beside = 0.2;

    public const int LinksFollowed = 40;

    public const int LinksWaiting = 50_000;

    public const int ArticlesPerOutlet = 40;

    /// <summary>Strength from which a sentence counts as attributed: fitted on PolNeAR's train part, which gave nothing else.</summary>
    public const double Attributed = 0.7;
}
