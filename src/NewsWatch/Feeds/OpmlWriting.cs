using System.Xml;

namespace NewsWatch.Feeds;

/// <summary>Writes a list, its folders in the order in which they are first met.</summary>
internal static class OpmlWriting
{
    public static void Write(XmlWriter writer, OpmlDocument document)
    {
        var root = new Folder("");
        foreach (var feed in document.Feeds)
        {
            var folder = root;
            foreach (var name in GroupPath.Split(feed.Group))
                folder = folder.Inner(name);

            folder.Feeds.Add(feed);
        }

        writer.WriteStartElement("opml");
        writer.WriteAttributeString("version", "2.0");
        writer.WriteStartElement("head");
        if (document.Title is { } title)
            writer.WriteElementString("title", title);

        writer.WriteEndElement();
        writer.WriteStartElement("body");
        Write(writer, root);
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private static void Write(XmlWriter writer, Folder folder)
    {
        foreach (var feed in folder.Feeds)
        {
            writer.WriteStartElement("outline");
            writer.WriteAttributeString("type", "rss");
            writer.WriteAttributeString("text", feed.Title ?? "");
            writer.WriteAttributeString("xmlUrl", feed.Address.AbsoluteUri);
            foreach (var (name, value) in feed.Others.Where(other => other.Key is not ("type" or "text" or "xmlUrl")))
                writer.WriteAttributeString(name, value);

            writer.WriteEndElement();
        }

        foreach (var inner in folder.Folders)
        {
            writer.WriteStartElement("outline");
            writer.WriteAttributeString("text", inner.Name);
            Write(writer, inner);
            writer.WriteEndElement();
        }
    }

    private sealed class Folder(string name)
    {
        private readonly Dictionary<string, Folder> _byName = new(StringComparer.Ordinal);

        public string Name { get; } = name;

        public List<OpmlFeed> Feeds { get; } = [];

        public List<Folder> Folders { get; } = [];

        public Folder Inner(string name)
        {
            if (!_byName.TryGetValue(name, out var folder))
            {
                folder = _byName[name] = new Folder(name);
                Folders.Add(folder);
            }

            return folder;
        }
    }
}
