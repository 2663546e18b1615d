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

    private static readonly FrozenSet<uint> All =
        (English + " " + Neighbours).Split(' ').Select(word => Terms.Of(word)).ToFrozenSet();

    private static readonly FrozenSet<uint> OfEnglish = English.Split(' ').Select(Terms.Of).ToFrozenSet();

    /// <summary>Whether it is one of English.</summary>
    public static bool IsEnglish(uint term) => OfEnglish.Contains(term);

    public static bool Holds(uint term) => All.Contains(term);
}
