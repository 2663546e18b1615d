using System.Xml;
using NewsWatch.Feeds;
using NewsWatch.Outbound;

namespace NewsWatch.Host;

/// <summary>The feeds that an installation watches, from its OPML file.</summary>
internal static class FeedList
{
    /// <exception cref="ConfigurationException">The file cannot be read, or holds no list at all.</exception>
    public static OpmlDocument Read(string path, OutboundOptions outbound)
    {
        try
        {
            using var file = File.OpenRead(path);
            return Opml.Read(file, outbound);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException(path, null, $"cannot be read ({error.Message}); create it or name another with --opml", error);
        }
        catch (XmlException error)
        {
            throw new ConfigurationException(path, error.LineNumber, $"is no OPML ({error.Message}); export it again", error);
        }
    }
}
