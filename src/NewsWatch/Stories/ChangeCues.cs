using System.Text.RegularExpressions;

namespace NewsWatch.Stories;

/// <summary>The wordings in which an outlet takes something back, and those of its advertising.</summary>
internal static partial class ChangeCues
{
    public static bool IsRetraction(string sentence) => Retraction().IsMatch(Head(sentence));

    public static bool IsCorrection(string sentence) => Correction().IsMatch(Head(sentence));

    public static bool IsAdvertising(string sentence) => Advertising().IsMatch(Head(sentence));

    /// <summary>An independent voice says that what was reported is so.</summary>
    public static bool IsConfirmation(string sentence) => Confirmation().IsMatch(Head(sentence));

    /// <summary>The sentence sets what was said or was so before beside what is.</summary>
    public static bool IsTurn(string sentence) => Turn().IsMatch(Head(sentence));

    private static string Head(string sentence) => sentence.Length <= 600 ? sentence : sentence[..600];

    [GeneratedRegex(
        @"\bretract(ed|s|ion)\b|\b(has|have) been withdrawn\b|\bwithdr(ew|aws?|awn) (the|this|its|our|that) (article|report|story)\b|\bwe withdraw\b|\b(removed|taken down|unpublished) (the|this) (article|story|report)\b"
        + @"|\b(article|story|report) (has been|was) (removed|taken down|withdrawn|unpublished)\b|\b(article|story|report)\b.{0,40}\bno longer (available|stands?)\b|\bwe (no longer stand by|have removed|have taken down)\b"
        + @"|\bziehen? (wir )?(diesen|den|unseren|einen) (artikel|bericht|beitrag|text)\b.{0,60}\bzurück\b|\b(artikel|bericht|beitrag|text|meldung)\b.{0,80}\b(zurückgezogen|zurückgenommen|gelöscht|entfernt)\b|\bnehmen (wir )?.{0,60}\bzurück\b"
        + @"|\b(article|enquête|information|papier|dépêche)\b.{0,60}\b(retirée?|dépubliée?|supprimée?|annulée?)\b|\b(retirons|dépublions) (cet|l['’ ]|notre)|\brétract(é|ation|e|ons)"
        + @"|\b(artículo|reportaje|noticia|información|nota)\b.{0,60}\b(retirad[oa]|eliminad[oa]|retractad[oa])\b|\b(hemos retirado|retiramos|retractamos|retracta)\b|\bse retracta\b|\bretractación\b"
        + @"|撤回|撤稿|撤下|撤销(本文|该报道|此报道|报道)|(本文|该文|报道)已(被)?(删除|下架)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Retraction();

    [GeneratedRegex(
        @"^[\s\[(*_]*(correction|corrected|corrigendum|erratum|clarification|editor[’']?s? note|korrektur|berichtigung|rectificatif|fe de erratas)\b"
        + @"|\b(an|a previous|the) (earlier|previous|original)? ?version of this (article|story|report|post|headline|piece)\b|\b(article|story|report|post|piece|headline|figure) (was|has been|is) (amended|corrected|updated to correct)\b"
        + @"|\bthis (article|story|post|piece) (originally|previously|incorrectly|wrongly|misstated)\b|\b(incorrectly|wrongly|mistakenly|erroneously) (stated|said|reported|gave|identified|described)\b|\bwe regret the error\b|\bissued? a correction\b"
        + @"|\b(this|the) (article|story|post|piece|report) (has been|was) (changed|revised|updated) (to (reflect|correct|clarify|remove|say)|because)\b|\b(an|this) (earlier|original) (headline|caption|version)\b|\bfor the record:|\bsetting the record straight\b"
        + @"|\bin (einer|der) (früheren|ursprünglichen|vorherigen|ersten) (version|fassung)\b|\b(anmerkung|hinweis) der redaktion\b|\b(korrigiert|richtiggestellt|berichtigt)\b|\brichtigstellung\b|\bhatten wir (fälschlich|irrtümlich)|\b(fälschlicherweise|irrtümlich) (berichtet|geschrieben|angegeben|genannt)\b"
        + @"|\b(dans )?une? (première )?version (précédente|antérieure|initiale)\b|^[\s\[(*_]*(correction|erratum|rectification|mise au point|précision)\b|\b(cet article|ce texte|l['’]article) a été (corrigé|modifié|rectifié)\b|\bcontrairement à ce que nous (avons|avions)\b|\b(écrit|indiqué|affirmé) par erreur\b"
        + @"|^[\s\[(*_]*(corrección|rectificación|aclaración|fe de errores)\b|\b(una|la) versión (anterior|previa|inicial) de (este|esta)\b|\b(este artículo|esta noticia|esta información) ha sido (corregid|modificad|rectificad)[oa]\b|\b(por error|erróneamente) (se )?(publicó|publicamos|afirm|indic|dij|señal)"
        + @"|更正|勘误|订正|此前(的)?(报道|版本)(有误|错误|曾)|本文(早前|较早|先前)(的)?版本|编者按[:：].{0,20}(更正|修正)|(已|现)(予以)?(更正|修正)|误(写|称|作)为",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Correction();

    [GeneratedRegex(
        @"\b(independently (seen|confirmed|verified|reviewed|obtained)|(have|has|had) (confirmed|verified|authenticated)|confirmed (that|to|the)|concluded that|is genuine|verified the)\b|证实|bestätigte",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Confirmation();

    [GeneratedRegex(
        @"\bfrom\W{1,3}(\w{1,8} )?\W?(\d|a dozen|three|four|five|six|seven|eight|nine|ten|eleven|twelve)|\bnot\b|\brather than\b|\binstead of\b|\b(up|down) from\b|\b(earlier|previously|formerly|initially|originally|so far)\b|\bat first\b|\bmore than (known|thought)\b"
        + @"|\b(statt|anstatt|zuvor|bisher|zunächst|ursprünglich)\b|\bau lieu de\b|\b(auparavant|initialement|jusqu['’]ici)\b|\ben lugar de\b|\b(anteriormente|inicialmente)\b|此前|原先|原为|增至|升至|降至",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Turn();

    [GeneratedRegex(
        @"\b(subscribe|sign up|newsletter|advertis|sponsored|cookies?|read more|related (articles|stories)|follow us|share this|all rights reserved|our app|free trial|download the app|click here)\b|^advert(isement)?\b|\bmost read\b|订阅|广告|关注我们|abonnieren|^anzeige\b|\bjetzt (abonnieren|anmelden|testen)\b|\bmehr zum thema\b|\babonnez[- ]vous\b|\bs['’]abonner\b|^publicité\b|\blire aussi\b|\bsuscr[ií]b(ete|ase|irse)\b|^publicidad\b|\blea también\b|\bboletín\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Advertising();
}
