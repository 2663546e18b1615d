namespace NewsWatch.Articles.Texts;

/// <summary>What a word does that hands a statement or a state of mind to somebody.</summary>
internal enum CueKind
{
    /// <summary>"said", "announced", "wrote".</summary>
    Say,

    /// <summary>"praised", "blamed", "endorsed": says what somebody holds of something.</summary>
    Judge,

    /// <summary>"thinks", "hopes", "plans".</summary>
    Mind,

    /// <summary>"shows", "suggests", "seems": what a paper or the look of a thing says.</summary>
    Show,

    /// <summary>"according", "reportedly".</summary>
    Hedge,

    /// <summary>"statement", "fear", "poll", "critics".</summary>
    Noun,

    /// <summary>"confident", "worried", "unwilling".</summary>
    State,
}
