using System.Text.RegularExpressions;

namespace NewsWatch.Stories;

/// <summary>
/// The wordings in which an outlet takes something back, and those of what stands around a report. A market's correction, a
/// minister who withdraws a bill, article 5 that is amended: news have all these verbs, so each wording also names a report.
/// </summary>
internal static partial class ChangeCues
{
    /// <summary>What newsrooms call what they publish.</summary>
    private const string Work = @"(article|story|report|post|piece|column|interview|dispatch|headline|caption|item|page)";

    /// <summary>What may stand before a note's label, and what ends the label.</summary>
    private const string Opens = @"^[\s\[(*_•·>※【]*";
    private const string Closes = @"\s*([:.,;(\-–—\]】)|/：｜]|$)";

    public static bool IsRetraction(string sentence) => Retraction().IsMatch(Head(sentence));

    public static bool IsCorrection(string sentence) =>
        CorrectionLabel().IsMatch(Head(sentence)) || Correction().IsMatch(Head(sentence)) || CorrectionAbroad().IsMatch(Head(sentence));

    /// <summary>Whether the sentence speaks of the report that it stands in, or for those who publish it.</summary>
    public static bool IsOfItself(string sentence) => OfItself().IsMatch(Head(sentence));

    /// <summary>Advertising, lists of links, when the page was last changed: no part of the report.</summary>
    public static bool IsFurniture(string sentence) => Furniture().IsMatch(Head(sentence));

    /// <summary>An independent voice says that what was reported is so.</summary>
    public static bool IsConfirmation(string sentence) => Confirmation().IsMatch(Head(sentence));

    /// <summary>The sentence sets what was said or was so before beside what is.</summary>
    public static bool IsTurn(string sentence) => Turn().IsMatch(Head(sentence));

    private static string Head(string sentence) => sentence.Length <= 600 ? sentence : sentence[..600];

    [GeneratedRegex(
        Opens + "(retraction|retracted|withdrawn|(article|story) (removed|withdrawn|retracted)|kill( notice)?|rückzug|rétractation|retractación|撤稿)" + Closes
        + @"|\b(this|our) ([\p{L}’'-]+ ){0,2}" + Work + @"\b.*\b(has|have|was|were|is) ((since|now) )?(been )?(retracted|withdrawn|removed|taken down|unpublished|pulled|deleted)\b"
        + @"|\b(the (article|story|piece|column|interview)|(its|their) (article|story|report|piece|column|interview))\b.*\b(has|have|was|were) ((since|now) )?(been )?(retracted|withdrawn|taken down|unpublished)\b"
        + @"|\bretract(s|ed|ing)?\b.*\b(article|story|report|piece|column|interview|paper|study)\b|\b(paper|study)\b.*\b(has been|was|is|been) retracted\b"
        + @"|\b(withdr(ew|aws?|awn|awing)|unpublish(es|ed)|no longer stands? by) (the|this|its|our|their|that|an?) ([\p{L}’'-]+ ){0,3}(article|story|report|piece|column|interview|dispatch)\b"
        + @"|\b(removed|taken down|took down|pulled|deleted) (this|our) ([\p{L}’'-]+ ){0,2}" + Work + @"\b|\b(article|story|report)\b.*\bno longer (available|stands?)\b|\bwe no longer stand by\b"
        + @"|\bwe ((hereby|have|fully|therefore|now|must) )*(withdraw|withdrawn|retract|retracted|removed|taken down|unpublished)\b.*\b(it|" + Work + @")\b|\b(issued?|published|printed) a (full )?retraction\b|\bkill (the|this) story\b|\bkill is mandatory\b"
        + @"|\bzieh(t|en?) (wir )?(diesen|den|unseren|einen|seinen|ihren) ([\p{L}-]+ ){0,2}(artikel|bericht|beitrag|text)\b.*\bzurück\b|\b(artikel|bericht|text|meldung)\b.*\b(zurückgezogen|zurückgenommen)\b"
        + @"|\b(der|den|dieser|diesen|unser|unseren) (artikel|bericht|beitrag|text)\b.*\b(zurückgezogen|gelöscht|entfernt)\b|\b(nehmen wir|wir nehmen) (diese|unsere|den|die) ([\p{L}-]+ ){0,4}zurück\b"
        + @"|\b(cet article|cette (enquête|information|dépêche)|ce papier|notre (article|enquête|papier))\b.*\b(retirée?|dépubliée?|supprimée?|annulée?)\b|\b(retirons|dépublions) (cet|l['’ ]|notre)|\b(rédaction|journal|nous nous)\b.*\brétract"
        + @"|\b((este|nuestro) (artículo|reportaje|texto)|(esta|nuestra) (noticia|información|nota)|el (artículo|reportaje))( ha sido| fue)? (retirad|eliminad|retractad)[oa]\b|\b(hemos retirado|retiramos) (este|esta|el|la|nuestr[oa]) |\b(redacción|diario|periódico)\b.*\bse retracta\b"
        + @"|\b(quest['’]?o? ?articolo|il nostro articolo)\b.*\b(ritirato|rimosso)\b|\b(esta (reportagem|notícia|matéria)|este artigo)\b.*\b(retirad|removid|despublicad)[oa]\b|\bdit (artikel|bericht) (is|werd) (ingetrokken|verwijderd)\b"
        + @"|撤回.*([报報][道导導]|文章|稿件|新闻|论文|本文)|([报報][道导導]|文章|稿件|本文).{0,6}撤回|撤稿|撤下.*(报道|文章|稿)|撤销(本文|该报道|此报道|报道)|(本文|该文|报道)已(被)?(删除|下架)|記事.*(取り消し|撤回|削除)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Retraction();

    [GeneratedRegex(
        Opens + @"((refile|update \d+)[-: ]+)?(corrections?|corrected|corrections? (and|&) clarifications?|correction appended|corrigend(um|a)|errat(um|a)|clarifications?|korrektur|korrigiert|berichtigung|richtigstellung|klarstellung"
        + "|rectificatif|rectification|correctif|mise au point|précision|corrección|rectificación|aclaración|fe de err(atas|ores)|rettifica|errata[- ]corrige|correzione|precisazione|correção|retificação|rectificatie|correctie"
        + "|rättelse|rettelse|sprostowanie|korekta|düzeltme|исправление|поправка|уточнение|تصحيح|訂正|お詫びと訂正|정정|정정보도|바로잡습니다)" + @"( \d[^:]*| (of|from|vom|du|del) [^:]*:)?" + Closes
        + @"|[(\[](corrected|korrigiert|corrigé|corregido)[)\]]|" + Opens + @"editor[’']?s?[’']? note\b.*\b(correct|incorrect|inaccura|wrong|error|mistak|misstat|misspell|misidentif|amend|clarif|changed|removed?\b|revised)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex CorrectionLabel();

    [GeneratedRegex(
        @"\b(earlier|previous|original|prior|first) versions? of (this|the|our) " + Work + @"\b|\b(this|our|the) (article|story|report|post|piece|column|headline|caption|figure)( (has|have) been| was| is| were) (corrected|(updated|changed|revised|edited) to (correct|clarify|remove|fix|reflect that|say))\b"
        + @"|\b(this|our) " + Work + @"\b.*\b(was|has been|is) (amended|changed|revised)\b|\bthe (story|headline) (was|has been) amended\b|\b(an|this|the) (earlier|original) (headline|caption)\b"
        + @"|\b(this|our) " + Work + @" ((originally|previously|initially) (said|stated|reported|gave|identified|described|named|listed|referred|claimed|put|misstated)|(has )?(incorrectly|wrongly|mistakenly|erroneously|mis(stated|spelled|spelt|identified|attributed|quoted|named)))\b"
        + @"|\b(incorrectly|wrongly|mistakenly|erroneously) (stated|said|reported|gave)\b|\bregrets? the error\b|\bissued? a correction\b|\bfor the record:|\bdue to an? (editing|production|reporting|transcription|translation) error\b"
        + @"|\bwe apologi[sz]e\b.*\b(error|mistake|wrongly|incorrectly|falsely|inaccura|misreport|suggest)|\ba (correction|clarification) (was|has been) (made|added|appended)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Correction();

    [GeneratedRegex(
        @"\b(früheren|ursprünglichen|vorherigen|ersten|älteren) (version|fassung) (dieses|des|unseres) (artikel|text|beitrag|bericht)e?s\b|\bin (einer|der) (früheren|ursprünglichen|vorherigen|ersten) (version|fassung)\b.*\b(hieß|stand|hatten wir|haben wir)\b"
        + @"|\b(anmerkung|hinweis) der redaktion\b.*(korrig|berichtig|falsch|fehler|irrt|geändert)|\b(wir|redaktion|dieser|diesen|diesem|artikel|überschrift)\b.*\b(korrigiert|richtiggestellt|berichtigt)\b|\bhatten wir (fälschlich|irrtümlich)|\b(fälschlicherweise|irrtümlich) (berichtet|geschrieben|angegeben|genannt)\b"
        + @"|\bversion (précédente|antérieure|initiale) de (cet|ce|notre|l)|\b(cet article|notre article) a été (corrigé|modifié|rectifié)\b|\b(ce texte|l['’]article) a été (corrigé|rectifié)\b|\bcontrairement à ce que nous (avons|avions)\b|\b(écrit|indiqué|affirmé) par erreur\b"
        + @"|\bversión (anterior|previa|inicial) de (este|esta)\b|\b(este artículo|esta noticia|esta información) ha sido (corregid|modificad|rectificad)[oa]\b|\b(por error|erróneamente) (se )?(publicó|publicamos|afirm|indic|dij|señal)"
        + @"|\bversione precedente di quest|\bversão anterior dest[ae]\b|\beerdere versie van dit (artikel|bericht|stuk)\b|(ранней|предыдущей) версии (этой |этого )?(статьи|материала|текста|заметки)|نسخة سابقة من هذ"
        + @"|更正|勘[误誤]|订正|此前(的)?(报道|版本)(有误|错误|曾)|本文(早前|较早|先前)(的)?版本|编者按[:：].*修正|误(写|称|作)为|訂正し|(記事|見出し|本文).*(訂正|誤りがありました)|정정보도",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex CorrectionAbroad();

    // A label at the head is of the report under it; of a language without spaces any wording is taken for the outlet's own.
    [GeneratedRegex(
        Opens + @"[^:：.\]】]+[:：\]】]|" + Opens + @"((refile|update \d+)[-: ]+)?(correct|retract|withdrawn|errat|clarif|fe de err|editor|(article|story) (removed|withdrawn|retracted)|kill)|\((corrected|korrigiert|corrigé|corregido)\)"
        + @"|\b(this|our) ([\p{L}’'-]+ ){0,2}" + Work + @"\b|\bthe (article|story|headline|caption)\b|\bversions? of the " + Work + @"\b|\b(we|our|us|editors?|newsroom)\b|\b(earlier|original) (headline|caption)\b|\bregrets? the error\b|\bkill (the|this)\b|\bdue to an?\b"
        + @"|\b(wir|unser(e|en|em|es)?|redaktion|dies(e|er|en|em|es) (artikel|bericht|beitrag|text)e?s?|fassung)\b|\b(nous|notre|rédaction|cet article|ce texte|cette (enquête|information|dépêche)|l['’]article)\b"
        + @"|\b(hemos|nuestr[oa]|redacción|est[ea] (artículo|noticia|información|nota|reportaje)|publicamos|retiramos)\b|\b(quest['’]?o? ?articolo|redazione|redação|dest[ae] (artigo|reportagem|matéria|texto)|dit (artikel|bericht|stuk))\b"
        + @"|(статьи|материала|редакц)|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0600-\u06ff]",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex OfItself();

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
        @"^(subscribe|sign up|read more|most read|advertisement|advert|sponsored|promoted|paid (content|partnership)|anzeige|werbung|publicité|publicidad|广告)\b|^(see|read|watch|listen) also\b|^(more|also|related|recommended|read next|see also|don[’']t miss|watch|listen)( on this)?( story)? ?:"
        + @"|\b(subscribe|sign up) (now|today|here)\b|\b(subscribe|sign up) (to|for) our\b|\bour ([\p{L}’'-]+ ){0,3}newsletters?\b|\bnewsletters?\b.*\binbox\b|\bin(to)? your inbox\b|\b(free|daily|weekly) newsletter\b|\bsponsored (content|post|feature)\b"
        + @"|\bcookie (policy|settings|preferences|notice)\b|\b(we use|accept( all)?|our) cookies\b|\bread more( here)?[.:]?$|\brelated (articles|stories)\b|\bfollow us\b|\bshare this\b|\ball rights reserved\b|\bdownload (our|the) app\b|\bfree trial\b|\bclick here\b|\bnever miss a story\b"
        + @"|\bbecome a (member|subscriber|supporter)\b|\bsupport (our|independent|quality) (journalism|work|reporting)\b|\b(make|making) a (donation|contribution) to (keep|support|help|our)\b|\bdonate (today|now|here)\b|\bthis is a developing story\b|\bcheck back for updates\b"
        + @"|\bthis " + Work + @" (has been|was|is being|will be) updated( (with|to include|to add|throughout|as)\b|\.?$)"
        + @"|^((last|first|originally) )?(updated|modified|published|posted|aktualisiert|mis à jour|actualizado)\b[\s:|,-]*((on|at|le|am|a|el|am|pm|gmt|utc|bst|cet|est|edt|et|uhr|ago|vor|an|just|now|minuten?|min(ute)?s?|stunden?|hours?|h|days?|today|yesterday|(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)\p{L}*|\d+(st|nd|rd|th)?)[\s:.,|/–—-]*)*$|^\d+ (comments?|shares?)$|^\d+[- ]min(ute)?s? read$"
        + @"|订阅(我们|本)|欢迎订阅|关注我们|\b(newsletter|jetzt) (abonnieren|anmelden|testen)\b|\bmehr zum thema\b|\babonnez[- ]vous\b|^s['’]abonner\b|^lire aussi\b|\bsuscr[ií]b(ete|ase)\b|\blea también\b|\bnuestro boletín\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Furniture();
}
