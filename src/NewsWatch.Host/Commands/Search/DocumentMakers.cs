using NewsWatch.Articles;
using NewsWatch.Search;
using NewsWatch.Tagging;

namespace NewsWatch.Host.Commands.Search;

/// <summary>Makes the documents that queries are asked of, as the running NewsWatch makes them.</summary>
internal static class DocumentMakers
{
    /// <exception cref="ConfigurationException">A file that the options name cannot be used.</exception>
    public static DocumentMaker Of(NewsWatchOptions options)
    {
        var outlets = OutletRegistry.Read(options.Outlets);
        var tagger = Tagger.Load(options.Topics, options.Entities, outlets);
        return new DocumentMaker(outlets, id => tagger.Entities.Find(id)?.Name);
    }
}
