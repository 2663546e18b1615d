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

    private static string Head(string sentence) => sentence.Length <= 600 ? sentence : sentence[..600];

    [GeneratedRegex(
        @"\bretract(ed|s|ion)\b|\b(has|have) been withdrawn\b|\bwithdr(ew|aws?|awn) (the|this|its|our|that) (article|report|story)\b|\bwe withdraw\b|\b(removed|taken down|unpublished) (the|this) (article|story|report)\b"
        + @"|\b(article|story|report) (has been|was) (removed|taken down|withdrawn|unpublished)\b|\bzurückgezogen\b|\brétract|撤回|撤稿|撤下",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Retraction();

    [GeneratedRegex(
        @"^[\s\[(*_]*(correction|corrected|corrigendum|erratum|clarification|editor[’']?s? note|korrektur|berichtigung|rectificatif|fe de erratas)\b"
        + @"|\b(an|a previous|the) (earlier|previous|original)? ?version of this (article|story|report|post|headline|piece)\b|\b(article|story|report|post|piece|headline|figure) (was|has been|is) (amended|corrected|updated to correct)\b"
        + @"|\bthis (article|story|post|piece) (originally|previously|incorrectly|wrongly|misstated)\b|\b(incorrectly|wrongly|mistakenly|erroneously) (stated|said|reported|gave|identified|described)\b|\bwe regret the error\b|\bissued? a correction\b"
        + @"|\bin einer früheren (version|fassung)\b|\bune version (précédente|antérieure)\b|更正|勘误|此前报道有误",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Correction();

    [GeneratedRegex(
        @"\b(independently (seen|confirmed|verified|reviewed|obtained)|(have|has|had) (confirmed|verified|authenticated)|confirmed (that|to|the)|concluded that|is genuine|verified the)\b|证实|bestätigte",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Confirmation();

    [GeneratedRegex(
        @"\b(subscribe|sign up|newsletter|advertis|sponsored|cookies?|read more|related (articles|stories)|follow us|share this|all rights reserved|our app|free trial|download the app|click here)\b|^advert(isement)?\b|\bmost read\b|订阅|广告|abonnieren|anzeige\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Advertising();
}
