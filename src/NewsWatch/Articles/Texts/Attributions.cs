namespace NewsWatch.Articles.Texts;

/// <summary>
/// Whether a sentence hands its matter to somebody: says, thinks, wants, shows. A logistic sum over its cue words and signs
/// (<see cref="CueSigns"/>), whose numbers stand in <c>attribution.txt</c>. For English.
/// Measured by the evaluation; no decision uses it: whom an article credits is read by <see cref="Credits"/>, from the words around
/// an outlet's name.
/// </summary>
internal static class Attributions
{
    /// <summary>The sign that every sentence has.</summary>
    public const string Always = "always";

    /// <summary>The chance of each sentence.</summary>
    public static List<double> Chances(string text, IReadOnlyList<TextSpan> sentences, IReadOnlyList<Token> tokens) =>
        new CueSigns(text, tokens, CueWords.Default).Of(sentences).ConvertAll(sentence => Chance(sentence.Signs, sentence.Cues));

    private static double Chance(HashSet<string> signs, HashSet<Cue> cues) =>
        1 / (1 + Math.Exp(-(CueWords.Default.Of(Always) + signs.Sum(CueWords.Default.Of) + cues.Sum(cue => cue.Strength))));
}
