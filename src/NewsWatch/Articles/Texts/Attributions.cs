using System.Collections.Frozen;

namespace NewsWatch.Articles.Texts;

/// <summary>
/// Whether a sentence hands its matter to somebody: says, thinks, wants, shows. Words of speech count always, words of mind
/// and of intent when something follows that can be said or wanted, quotation marks by themselves.
/// </summary>
internal static class Attributions
{
    private const string Speech =
        "say said says saying told tells telling reported claimed claiming argue argued argues arguing announce announced "
        + "announces announcing declare declared declares declaring assert asserted asserts insist insisted insists insisting "
        + "allege alleges reportedly accuse accused accuses accusing warn warned warns noted notes noting added adds adding "
        + "explained explains explaining wrote writes writing tweeted tweeting responded responds reply replied replies answered "
        + "asked asks asking wondered suggest suggested suggests suggesting acknowledge acknowledged acknowledges admitted admits "
        + "concede conceded concedes confirmed confirms denied denies promised promising pledges vow vowed vows vowing urge urged "
        + "urges urging criticize criticized criticizes criticise criticised condemned condemns denounce denounced denounces "
        + "slammed slams blast blasted blasts mocked mocks praise praised praises complain complained complains joked quip "
        + "quipped recall recalled recalls recount recounted remarked observe observed boast boasted brag bragged lament lamented "
        + "testify testified reveal revealed reveals disclose disclosed mention mentioned mentions cite cited cites citing quoted "
        + "describe described describes describing called calling dub dubbed labeled labelled branded dismiss dismissed dismisses "
        + "rejected rejects propose proposed proposes recommend recommended predicted predicts predicting projected forecast "
        + "conclude concluded concludes contend contended contends reiterate reiterated emphasize emphasized emphasizes stressed "
        + "stresses echoed declined refused according statement commented talked discuss discussed issued publish posted stated "
        + "shout shouted yell yelled chant chanted demanded defended defends attacked endorsed endorses questioned voiced express "
        + "expressed characterize characterized portray portrayed ruled sued charged threaten threatened apologize apologized "
        + "agreed agrees disagreed disputed tout touted hailed signaled hint hinted imply implied implies continued blamed "
        + "decried criticizing criticising assured reminded stating pleaded cautioned alleging acknowledging referring referred "
        + "recalling denouncing praising mocking slamming blasting touting dismissing remarking lamenting bemoaned applauded "
        + "emailed retweeted repeated challenged highlighted pointed protested countered retorted confided threatening pledging "
        + "reiterating contending asserting commenting responding replying complaining conceding questioning refuses refusing "
        + "offered termed deemed likened attributed shows showed opposed hoping indicated remembered intended expecting regarded "
        + "seeks finds";

    private const string Mind =
        "think thinks thought thinking believe believed believes believing feel feels felt feeling know knows knew known want "
        + "wants wanted wanting hope hopes hoped expect expects expected fear fears feared consider considers considered "
        + "considering plan plans planned planning intend intends seek sought favor favors favored prefer prefers preferred hate "
        + "hates hated support supports supported supporting oppose opposes opposing worry worried worries doubt doubts doubted "
        + "suspect suspects suspected assume assumes assumed decide decides decided learn learned learns found show shown showing "
        + "indicate indicates determine determined understand understands understood remember remembers realize realized realizes "
        + "view views viewed regard wish wishes wished aim aims aimed agree approve approved disapprove surprised concerned "
        + "convinced confident angry proud disappointed skeptical add admit advise advised alleged allegedly answer ask attack "
        + "attacks call calls claim claims comment comments condemn confirm defend defending demand demands deny denying disagree "
        + "dispute echo endorse estimate estimated estimates explain interview interviewed joke maintain maintained maintains "
        + "mock note pledge pledged predict promise promises published question questions quote quotes refuse reject report "
        + "reporting reports respond slam speak speaking spoke spoken sue talk talking tell tweet tweets warning wonder write "
        + "written seem seems seemed appear appears appeared pushed seeking encouraged welcomed requested ordered sounded thanked "
        + "identified named listed repeatedly publicly criticism assertion suggestion complaint complaints assumption allegation "
        + "allegations accusation accusations remarks eager aware angered";

    private static readonly FrozenSet<uint> SpeechTerms = Words(Speech);
    private static readonly FrozenSet<uint> MindTerms = Words(Mind);
    private static readonly FrozenSet<uint> Openers = Words("that to whether how why what if");

    /// <summary>0 to about 3: how plainly the sentence hands its matter to somebody.</summary>
    public static double Strength(string text, TextSpan sentence, IReadOnlyList<Token> tokens, int first, int end)
    {
        var strength = 0.0;
        for (var at = first; at < end; at++)
        {
            var opens = at + 1 < end && (Openers.Contains(tokens[at + 1].Term) || (at + 2 < end && Openers.Contains(tokens[at + 2].Term)));
            if (SpeechTerms.Contains(tokens[at].Term))
                strength += opens ? 1.2 : 0.9;
            else if (MindTerms.Contains(tokens[at].Term))
                strength += opens ? 0.45 : 0.25;
        }

        var inside = text.AsSpan(sentence.Start, sentence.Length);
        if (inside.IndexOfAny('“', '”', '"') >= 0)
            strength += 0.6;

        return strength;
    }

    private static FrozenSet<uint> Words(string words) => words.Split(' ').Select(Terms.Of).ToFrozenSet();
}
