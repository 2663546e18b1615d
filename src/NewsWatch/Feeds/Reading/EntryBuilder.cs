namespace NewsWatch.Feeds.Reading;

/// <summary>An entry while it is read. Where two elements say the same thing, the one of higher rank counts, and of equals the last.</summary>
internal sealed class EntryBuilder
{
    private int _titleRank;
    private int _summaryRank;
    private int _contentRank;
    private int _linkRank;
    private int _imageRank;
    private int _publishedRank;
    private int _updatedRank;

    private List<FeedAuthor>? _authors;
    private List<FeedCategory>? _categories;
    private List<Enclosure>? _enclosures;

    public string? Id { get; set; }

    public string? Title { get; private set; }

    public string? Link { get; private set; }

    public string? Summary { get; private set; }

    public string? Content { get; private set; }

    public string? Image { get; private set; }

    public string? Comments { get; set; }

    public string? Language { get; set; }

    public FeedSource? Source { get; set; }

    /// <summary>An author from a podcast's or credit's element: counts where no other element names one.</summary>
    public FeedAuthor? SpareAuthor { get; set; }

    public DateTimeOffset? Published { get; private set; }

    public DateTimeOffset? Updated { get; private set; }

    public bool HasAuthors => _authors is { Count: > 0 };

    public void SetTitle(string? text, int rank)
    {
        if (text is not null && rank >= _titleRank)
            (Title, _titleRank) = (text, rank);
    }

    public void SetLink(string? link, int rank)
    {
        if (link is not null && rank > _linkRank)
            (Link, _linkRank) = (link, rank);
    }

    public void SetSummary(string? text, int rank)
    {
        if (text is not null && rank >= _summaryRank)
            (Summary, _summaryRank) = (text, rank);
    }

    /// <summary>True once an element that can only be a summary was read.</summary>
    public bool HasOwnSummary { get; private set; }

    /// <summary>Takes a summary that calls itself one; a description read before was then the content.</summary>
    public void SetOwnSummary(string? text)
    {
        if (text is null)
            return;
        if (Summary is not null && _summaryRank >= 9 && !HasOwnSummary && Content is null)
            SetContent(Summary, 4);
        HasOwnSummary = true;
        (Summary, _summaryRank) = (text, 10);
    }

    public void SetContent(string? text, int rank)
    {
        if (text is not null && rank >= _contentRank)
            (Content, _contentRank) = (text, rank);
    }

    public void SetImage(string? link, int rank)
    {
        if (link is not null && rank > _imageRank)
            (Image, _imageRank) = (link, rank);
    }

    public void SetPublished(DateTimeOffset? date, int rank)
    {
        if (date is not null && rank >= _publishedRank)
            (Published, _publishedRank) = (date, rank);
    }

    public void SetUpdated(DateTimeOffset? date, int rank)
    {
        if (date is not null && rank >= _updatedRank)
            (Updated, _updatedRank) = (date, rank);
    }

    public void Add(FeedAuthor? author) => Lists.Add(ref _authors, author);

    public void Add(FeedCategory? category) => Lists.Add(ref _categories, category);

    public void Add(Enclosure? enclosure) => Lists.Add(ref _enclosures, enclosure);

    public FeedEntry Build()
    {
        if (_authors is null && SpareAuthor is not null)
            Add(SpareAuthor);
        return new FeedEntry
        {
            Id = Id,
            Title = Title,
            Link = Link,
            Published = Published,
            Updated = Updated,
            Summary = Summary,
            Content = Content,
            Authors = _authors ?? (IReadOnlyList<FeedAuthor>)[],
            Categories = _categories ?? (IReadOnlyList<FeedCategory>)[],
            Enclosures = _enclosures ?? (IReadOnlyList<Enclosure>)[],
            Image = Image,
            Comments = Comments,
            Language = Language,
            Source = Source,
        };
    }
}
