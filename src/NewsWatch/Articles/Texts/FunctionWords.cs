using System.Collections.Frozen;

namespace NewsWatch.Articles.Texts;

/// <summary>Words of English and, briefly, of its neighbours that carry grammar, not matter.</summary>
internal static class FunctionWords
{
    private const string English =
        "a about above after again against all almost also although am among an and another any anyone anything are around as at away "
        + "back be because been before being below between both but by can cannot could did do does doing done down during each either "
        + "else enough even ever every everyone everything few for from further get gets getting go goes going gone got had has have "
        + "having he her here hers herself him himself his how however i if in into is it its itself just least less let like made make "
        + "makes making many may me might mine more most much must my myself near neither no nobody none nor not nothing now of off often "
        + "on once one only onto or other others our ours ourselves out over own per perhaps put quite rather really same shall she should "
        + "since so some someone something still such take taken takes than that the their theirs them themselves then there these they "
        + "this those though through thus to together too toward towards under until up upon us use used uses using very via was way we "
        + "well went were what whatever when where whether which while who whom whose why will with within without would yet you your "
        + "yours yourself ll re ve don didn doesn isn wasn aren weren won wouldn couldn shouldn hasn haven hadn mr mrs ms dr "
        + "said say says saying told tell tells according added adding new two three first last year years day days week month time today "
        + "monday tuesday wednesday thursday friday saturday sunday yesterday tomorrow";

    private const string Neighbours =
        "der die das und den dem des ein eine einer eines einem einen mit von zu im ist auf für nicht sich auch als an werden aus er hat dass "
        + "sie nach wird bei einer um am sind noch wie le la les des du de un une et en est dans pour que qui sur au aux par pas plus avec ce "
        + "el los las del y una por con para su al lo como más o pero sus le ya il lo gli della di che è per una sono da non";

    private const string German =
        "aber alle allem allen aller alles als also am an ander andere anderem anderen anderer anderes auch auf aus bei bin bis bist da damit dann das dass "
        + "dem den der des dich die dies diese diesem diesen dieser dieses dir doch dort du durch ein eine einem einen einer eines er es etwas euch "
        + "für gegen hab habe haben hat hatte hatten hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer ihres im in ist ja jede jedem jeden "
        + "jeder jedes jetzt kann kein keine keinem keinen keiner können machen man mehr mein meine mich mir mit muss nach nicht nichts noch nun nur ob "
        + "oder ohne sehr sein seine seinem seinen seiner selbst sich sie sind so soll sollen sondern sonst über um und uns unser unter viel vom von vor "
        + "wann war waren warum was weil weiter welche welcher wenn wer werden wie wieder will wir wird wo wollen würde würden zu zum zur zwar zwischen sagte";

    private const string French =
        "à au aucun aussi autre aux avant avec avoir car ce cela celle celles celui ces cet cette ceux chaque chez comme comment contre dans de depuis des "
        + "deux donc dont du elle elles en encore entre est et était étaient être eu fait faire fut il ils je jusqu la le les leur leurs lors lui mais même "
        + "mes moi moins mon ne ni non nos notre nous on ont ou où par parce pas pendant peu peut plus pour pourquoi qu quand que quel quelle quelles quels "
        + "qui sa sans se ses si son sont sous sur ta te tes toi ton tous tout toute toutes très trop tu un une vers vos votre vous selon dit";

    private const string Spanish =
        "a al algo algunos ante antes así aunque bajo bien cada como cómo con contra cual cuando de del desde donde dos durante e el él ella ellas ellos en "
        + "entre era eran es esa esas ese eso esos esta está están estas este esto estos fue fueron ha había han hasta hay la las le les lo los más me "
        + "mi mientras muy nada ni no nos nosotros o os otra otras otro otros para pero poco por porque pues que qué quien se según ser si sí sido sin "
        + "sobre son su sus también tanto te tiene tienen todo todos tras tu tus un una uno unos ya yo dijo";

    private static readonly FrozenDictionary<string, FrozenSet<string>> StopWords = new Dictionary<string, FrozenSet<string>>
    {
        ["en"] = English.Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase),
        ["de"] = German.Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase),
        ["fr"] = French.Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase),
        ["es"] = Spanish.Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly TermSet All = TermSet.Of(English + " " + Neighbours);

    private static readonly TermSet OfEnglish = TermSet.Of(English);

    /// <summary>Whether it is one of English.</summary>
    public static bool IsEnglish(uint term) => OfEnglish.Contains(term);

    /// <summary>Whether it is a stop word of this language (en, de, fr, es), whatever its case; other languages have none here.</summary>
    public static bool IsStopWord(string word, string language) => StopWords.TryGetValue(language, out var words) && words.Contains(word);

    public static bool Holds(uint term) => All.Contains(term);
}
