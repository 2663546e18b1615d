using System.Collections.Frozen;

namespace NewsWatch.Articles.Pages;

/// <summary>What an element's class, id and data attributes suggest it is for.</summary>
[Flags]
internal enum Hint
{
    None = 0,

    /// <summary>The article's own text.</summary>
    Body = 1,

    /// <summary>Something around the text: navigation, sharing, related items, comments, advertisement.</summary>
    Boilerplate = 2,

    /// <summary>A reader's comments.</summary>
    Comments = 4,

    /// <summary>Byline, date, biography: facts about the article, not its text.</summary>
    Byline = 8,

    /// <summary>Not shown, or shown to nobody who reads.</summary>
    Hidden = 16,

    /// <summary>A caption, or the credit in it.</summary>
    Caption = 32,

    /// <summary>The wall before the rest of an article.</summary>
    Paywall = 64,

    /// <summary>Often boilerplate: cut where its own text agrees.</summary>
    Suspect = 128,

    /// <summary>The lead before the text: standfirst, subtitle, summary.</summary>
    Lead = 256,

    /// <summary>A box for a picture.</summary>
    Picture = 512,

    /// <summary>A teaser of an article: of this one where it comes once, of others where it is repeated.</summary>
    Teaser = 1024,
}

/// <summary>
/// Reads class names, ids and the like as words ("article__share-bar" is article, share, bar), in the languages that sites are built in.
/// Words, not substrings: "shared" is not "share", "headers" not "ads".
/// </summary>
internal static class Hints
{
    private static readonly FrozenDictionary<string, Hint> Words = Table();

    private static readonly (string[] Words, Hint Hint)[] Pairs =
        [
            (["article", "body"], Hint.Body), (["articlebody"], Hint.Body), (["article", "text"], Hint.Body), (["article", "content"], Hint.Body),
            (["entry", "content"], Hint.Body), (["post", "content"], Hint.Body), (["post", "body"], Hint.Body), (["post", "text"], Hint.Body),
            (["story", "body"], Hint.Body), (["story", "content"], Hint.Body), (["story", "text"], Hint.Body), (["storytext"], Hint.Body), (["storybody"], Hint.Body),
            (["entry", "body"], Hint.Body), (["content", "body"], Hint.Body), (["body", "content"], Hint.Body), (["body", "copy"], Hint.Body), (["bodytext"], Hint.Body),
            (["body", "text"], Hint.Body), (["news", "text"], Hint.Body), (["news", "body"], Hint.Body), (["news", "content"], Hint.Body), (["single", "content"], Hint.Body),
            (["text", "content"], Hint.Body), (["artikel", "text"], Hint.Body), (["main", "content"], Hint.Body), (["rich", "text"], Hint.Body), (["richtext"], Hint.Body),
            (["artikeltext"], Hint.Body), (["articletext"], Hint.Body), (["articlecontent"], Hint.Body), (["article", "detail"], Hint.Body), (["td", "post", "content"], Hint.Body),
            (["read", "more"], Hint.Boilerplate), (["read", "next"], Hint.Boilerplate), (["more", "stories"], Hint.Boilerplate), (["most", "read"], Hint.Boilerplate),
            (["most", "popular"], Hint.Boilerplate), (["see", "also"], Hint.Boilerplate), (["also", "read"], Hint.Boilerplate), (["read", "also"], Hint.Boilerplate),
            (["sign", "up"], Hint.Boilerplate), (["call", "to", "action"], Hint.Boilerplate), (["skip", "link"], Hint.Boilerplate), (["tag", "list"], Hint.Boilerplate),
            (["tag", "links"], Hint.Boilerplate), (["post", "tags"], Hint.Boilerplate), (["article", "tags"], Hint.Boilerplate), (["entry", "meta"], Hint.Byline),
            (["post", "meta"], Hint.Byline), (["article", "meta"], Hint.Byline), (["meta", "data"], Hint.Byline), (["entry", "footer"], Hint.Boilerplate), (["post", "footer"], Hint.Boilerplate), (["article", "footer"], Hint.Boilerplate),
            (["you", "may", "like"], Hint.Boilerplate), (["next", "post"], Hint.Boilerplate), (["prev", "post"], Hint.Boilerplate), (["post", "navigation"], Hint.Boilerplate),
            (["author", "bio"], Hint.Boilerplate), (["author", "box"], Hint.Boilerplate), (["about", "author"], Hint.Boilerplate), (["author", "info"], Hint.Boilerplate),
            (["pull", "quote"], Hint.Boilerplate), (["image", "description"], Hint.Caption), (["image", "text"], Hint.Caption), (["image", "info"], Hint.Caption),
            (["author", "description"], Hint.Boilerplate), (["contact", "box"], Hint.Boilerplate), (["entry", "utility"], Hint.Byline), (["estimated", "read", "time"], Hint.Byline), (["reading", "time"], Hint.Byline),
            (["image", "credit"], Hint.Caption), (["photo", "credit"], Hint.Caption), (["in", "article", "related"], Hint.Boilerplate),
            (["follow", "us"], Hint.Boilerplate), (["text", "ad"], Hint.Boilerplate), (["jp", "post", "flair"], Hint.Boilerplate), (["back", "to", "top"], Hint.Boilerplate),
        ];

    private static readonly FrozenDictionary<string, (string[] Words, Hint Hint)[]> PairsByFirst =
        Pairs.GroupBy(pair => pair.Words[0]).ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);

    /// <summary>Whole names: "label-hidden" hides its label, not itself.</summary>
    private static readonly FrozenSet<string> HiddenNames = FrozenSet.ToFrozenSet(
        [
            "hidden", "hide", "d-none", "invisible", "visuallyhidden", "visually-hidden", "sr-only", "sronly", "screen-reader-text", "screen-reader", "screen-reader-only", "offscreen", "off-screen", "displaynone",
            "display-none", "printonly", "print-only", "only-print", "visible-print", "visible-print-block", "u-h", "element-invisible", "assistive-text", "js-hidden", "is-hidden", "u-hidden",
        ], StringComparer.OrdinalIgnoreCase);

    private static readonly string[] OfContent =
        ["tag-", "category-", "cat-", "author-", "topic-", "section-", "term-", "tax-", "type-", "format-", "post_format-", "status-", "tribe_", "postid", "page-id", "parent-", "keyword-"];

    /// <summary>The hints in an attribute's value; remembered in <paramref name="seen"/>, because a page repeats its classes.</summary>
    public static Hint Of(string? names, Dictionary<string, Hint> seen)
    {
        if (string.IsNullOrEmpty(names))
            return Hint.None;

        if (seen.TryGetValue(names, out var known))
            return known;

        return seen[names] = Read(names);
    }

    private static Hint Read(string names)
    {
        var hint = Hint.None;
        foreach (var name in names.AsSpan(0, Math.Min(names.Length, 500)).ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            // A post's own tags, categories and authors are no statement on what the element is.
            if (OfContent.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
                continue;

            if (HiddenNames.Contains(name))
                hint |= Hint.Hidden;

            var words = Split(name);
            for (var i = 0; i < words.Count; i++)
            {
                // "no-sidebar", "has-ads", "with-comments" say what is elsewhere.
                if (i > 0 && words[i - 1] is "no" or "has" or "with" or "without" or "hide" or "is" or "show" or "js")
                    continue;

                hint |= Words.GetValueOrDefault(words[i]);
                if (PairsByFirst.TryGetValue(words[i], out var pairs))
                    foreach (var pair in pairs)
                        if (StartsAt(words, i, pair.Words))
                            hint |= pair.Hint;
            }
        }

        return hint;
    }

    /// <summary>All words in an attribute's value, in lower case.</summary>
    public static IEnumerable<string> WordsOf(string names) =>
        names.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(40).SelectMany(Split);

    private static bool StartsAt(List<string> words, int at, string[] sought)
    {
        if (at + sought.Length > words.Count)
            return false;

        for (var i = 0; i < sought.Length; i++)
            if (words[at + i] != sought[i])
                return false;

        return true;
    }

    /// <summary>Lower-case words of a class name: parted by punctuation, digits and capitals.</summary>
    private static List<string> Split(string name)
    {
        var words = new List<string>();
        var start = 0;
        for (var i = 0; i <= name.Length; i++)
        {
            var isEnd = i == name.Length || !char.IsLetter(name[i]);
            var isHump = !isEnd && i > start && char.IsUpper(name[i]) && char.IsLower(name[i - 1]);
            if (!isEnd && !isHump)
                continue;

            if (i > start)
                words.Add(name[start..i].ToLowerInvariant());

            start = isHump ? i : i + 1;
        }

        return words;
    }

    private static FrozenDictionary<string, Hint> Table()
    {
        var table = new Dictionary<string, Hint>(StringComparer.Ordinal);
        Add(Hint.Boilerplate,
            """
            share sharing sharer shares sharebar sharedaddy sharethis sharelinks socials social socialmedia socialbar sns addthis addtoany sociable shariff
            related relateds relatedposts relatedarticles recommended recommend recommendation recommendations recirc recirculation outbrain taboola zergnet plista ligatus veeseo
            crp yarpp newsletter newsletters subscribe subscription signup mailchimp sidebar breadcrumb breadcrumbs nav navi navigation navbar menu submenu
            footer cookie cookies cookiebar consent gdpr dsgvo rgpd cli privacy datenschutz onetrust usercentrics borlabs cmplz didomi notification notifications alert alerts ad ads adv advert adverts advertisement advertising adsense adslot adunit adwrapper adbox dfp anzeige werbung publicidad publicite
            sponsor sponsors sponsored promo promos promobox promotion popup modal overlay pagination pager paging paginator taglist tagcloud keywords
            toolbar toolbox trending popular mostread mostpopular mostviewed readmore morestories readnext nextup
            skiplink rating ratings vote poll survey donate donation masthead ticker skyscraper
            inread intext readalso alsoread seealso livefyre viafoura similar onward upnext upsell cta jobs shop shopping coupon prevnext nextprev
            socialshare relatedlinks linkbox infolinks leserbrief kommentarbereich
            interstitial jumplink weiterlesen compartir contactbox appstores abh
            """);
        Add(Hint.Comments, "comment comments commentlist disqus respond reply replies kommentar kommentare commentaire commentaires comentario comentarios commenti discussion");
        Add(Hint.Byline, "attribution vcard postmeta entrymeta articlemeta postinfo datum fecha writer reporter journalist schreiber redakteur byline bylines author authors authorbox authorinfo autor auteur autore bio timestamp datetime dateline pubdate posted published metadata meta publish date");
        Add(Hint.Caption, "imagedescription imagetext imagecaption slideshow gallery carousel slider caption captions figcaption bildunterschrift legende didascalia");
        Add(Hint.Picture, "image images img photo photos foto fotos bild picture imagebox imagen imgbox pic thumbnail");
        Add(Hint.Teaser, "teaser teasers");
        Add(Hint.Paywall, "paywall paywalled regwall subscriberwall");
        Add(Hint.Suspect, "tags tag more links list box aside credit credits copyright pullquote toc jump embed tweet twitter instagram facebook breaking callout embedbox player video audio source sources tool tools info box login register account topics topic category categories button buttons btn top bottom banner header head promo print search archive archives next prev previous widget widgets latest mehr weitere");
        Add(Hint.Lead, "lead lede teasertext standfirst subtitle subheadline subhead deck dek intro introduction summary abstract excerpt chapo chapeau vorspann entradilla bajada sommario kicker anrisstext");
        return table.ToFrozenDictionary(StringComparer.Ordinal);

        void Add(Hint hint, string words)
        {
            foreach (var word in words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
                table[word] = table.GetValueOrDefault(word) | hint;
        }
    }
}
