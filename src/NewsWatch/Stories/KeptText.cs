using NewsWatch.Articles;
using NewsWatch.Tagging;

namespace NewsWatch.Stories;

/// <summary>
/// An article's text while it may be looked at again, as the store gave it until somebody asks for it: of most nobody does, and a start
/// that opened them all would wait for that. One thread at a time.
/// </summary>
public sealed class KeptText
{
    private Candidate? _open;
    private byte[] _article = [];
    private byte[] _tags = [];

    public KeptText(Candidate open) => _open = open;

    /// <param name="article">The article as JSON in UTF-8.</param>
    /// <param name="tags">Its tags likewise.</param>
    public KeptText(byte[] article, byte[] tags) => (_article, _tags) = (article, tags);

    /// <summary>The article with its tags; the same one each time.</summary>
    public Candidate Open()
    {
        if (_open is null)
            (_open, _article, _tags) = (new Candidate(Json.Read<Article>(_article)!, Json.Read<Tags>(_tags)!), [], []);

        return _open;
    }
}
