using System.Text.Json;

namespace NewsWatch.Articles.Pages;

/// <summary>Everything that the finders of title, date, authors and text look at.</summary>
internal sealed class PageSource
{
    private static readonly string[] PageTypes = ["WebPage", "ItemPage", "Report", "CreativeWork", "LiveBlogPosting", "VideoObject", "PodcastEpisode", "Recipe", "HowTo", "Review"];

    private static readonly string[] AddressProperties = ["url", "mainEntityOfPage", "@id"];

    private static readonly string[] DayFirstHosts = [".uk", ".ie", ".au", ".nz", ".in", ".za", ".ng", ".ke", ".gh", ".pk", ".sg", ".my", ".hk", ".eu"];

    private PageSource(PageTree tree, Uri address, DateTimeOffset now)
    {
        Tree = tree;
        Address = address;
        Now = now;
        Meta = MetaTags.Read(tree);
        Objects = JsonLd.Read(tree);
        Base = BaseOf(tree, address);
        Articles = Ranked(Objects);
        Language = LanguageFinder.Find(tree, Meta, Articles);
        Names = SiteNames.Of(this);
    }

    public PageTree Tree { get; }

    /// <summary>Where the page was fetched, in canonical spelling.</summary>
    public Uri Address { get; }

    /// <summary>What relative links are relative to: the base element's address, else the page's.</summary>
    public Uri Base { get; }

    public DateTimeOffset Now { get; }

    public MetaTags Meta { get; }

    public IReadOnlyList<JsonElement> Objects { get; }

    /// <summary>JSON-LD objects that may describe this page, the likeliest first.</summary>
    public IReadOnlyList<JsonElement> Articles { get; }

    public Found? Language { get; }

    /// <summary>What the site calls itself.</summary>
    public SiteNames Names { get; }

    /// <summary>Where the page was fetched and where it says that it lives.</summary>
    public IEnumerable<Uri> OwnAddresses => new[] { Address, AddressFinder.Claimed(this) }.OfType<Uri>().Distinct();

    /// <summary>A value meant to be a date, read as this page writes dates.</summary>
    public WrittenDate? DateOf(string? value) => DateText.OfValue(value, ShortLanguage, IsMonthFirst);

    /// <summary>The language without its region, or null.</summary>
    public string? ShortLanguage => Language?.Value.Split('-')[0];

    /// <summary>True where 4/5 is the fifth of April: English that no address or tag places outside North America.</summary>
    public bool IsMonthFirst => Language is { Value: "en" or "en-US" } or null && !DayFirstHosts.Any(ending => Address.Host.EndsWith(ending, StringComparison.Ordinal));

    public static PageSource Of(string html, Uri address, DateTimeOffset now) => new(PageTree.Parse(HtmlGuard.Tame(html)), address, now);

    /// <summary>Articles before other pages; of several articles the one that names this address or this title.</summary>
    private List<JsonElement> Ranked(IReadOnlyList<JsonElement> objects)
    {
        var title = SiteNames.Plain(Meta.First("og:title") ?? "");
        var articles = objects.Where(item => JsonLd.IsType(item, IsArticleType)).OrderByDescending(item => Likeness(item, title)).ToList();
        articles.AddRange(objects.Where(item => JsonLd.IsType(item, PageTypes.Contains)));
        return articles;
    }

    private int Likeness(JsonElement item, string title)
    {
        var path = Address.AbsolutePath.TrimEnd('/');
        var isHere = path.Length > 1 && AddressProperties.Any(name => JsonLd.TextOf(item, name)?.Contains(path, StringComparison.OrdinalIgnoreCase) == true);
        var isTitled = title.Length > 0 && JsonLd.TextOf(item, "headline") is { Length: > 5 } headline && title.Contains(SiteNames.Plain(headline), StringComparison.Ordinal);
        return (isHere ? 2 : 0) + (isTitled ? 1 : 0);
    }

    private static Uri BaseOf(PageTree tree, Uri address)
    {
        var element = tree.Nodes.FirstOrDefault(node => node.Tag == "base" && node.Has("href"));
        return element?["href"] is { Length: < CanonicalAddress.MaxLength } href && Uri.TryCreate(address, href.Trim(), out var stated) && stated.Scheme is "http" or "https" ? stated : address;
    }

    public static bool IsArticleType(string type) =>
        type.EndsWith("Article", StringComparison.OrdinalIgnoreCase) || type.EndsWith("BlogPosting", StringComparison.OrdinalIgnoreCase)
        || type.EndsWith("SocialMediaPosting", StringComparison.OrdinalIgnoreCase);
}
