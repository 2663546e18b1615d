using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using System.Xml;
using NewsWatch.Alerts;

namespace NewsWatch.Delivery;

/// <summary>What a subscription was told, as a feed for its owner's reader: Atom (RFC 4287) and JSON Feed 1.1. Titles are text.</summary>
public static class DeliveryFeed
{
    private const string AtomSpace = "http://www.w3.org/2005/Atom";

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), WriteIndented = true };

    /// <param name="subscription">Whose feed it is.</param>
    /// <param name="told">What was told, latest first.</param>
    /// <param name="self">The feed's own address; null where nobody knows it from outside.</param>
    public static string Atom(Subscription subscription, IReadOnlyList<Delivery> told, Uri? self)
    {
        var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, new XmlWriterSettings { Indent = true, Encoding = new UTF8Encoding(false), CheckCharacters = false }))
        {
            xml.WriteStartElement("feed", AtomSpace);
            xml.WriteElementString("id", AtomSpace, $"urn:newswatch:subscription:{subscription.Id}");
            xml.WriteElementString("title", AtomSpace, Plain.Line(subscription.Name, 200));
            xml.WriteElementString("updated", AtomSpace, Moment(told.Count > 0 ? told[0].Message.Date : DateTimeOffset.UnixEpoch));
            xml.WriteStartElement("author", AtomSpace);
            xml.WriteElementString("name", AtomSpace, "NewsWatch");
            xml.WriteEndElement();
            if (self is not null)
                Link(xml, "self", self.AbsoluteUri);

            foreach (var delivery in told)
                Entry(xml, delivery);

            xml.WriteEndElement();
        }

        return Encoding.UTF8.GetString(bytes.ToArray()) + "\n";
    }

    /// <inheritdoc cref="Atom"/>
    public static string Json(Subscription subscription, IReadOnlyList<Delivery> told, Uri? self)
    {
        var items = new JsonArray();
        foreach (var delivery in told)
        {
            var item = new JsonObject
            {
                ["id"] = Id(delivery),
                ["title"] = Title(delivery.Message),
                ["content_text"] = Clean(delivery.Message.Text),
                ["date_published"] = Moment(delivery.Message.Date),
            };
            if (Address(delivery.Message) is { } address)
                item["url"] = address;

            items.Add(item);
        }

        var feed = new JsonObject { ["version"] = "https://jsonfeed.org/version/1.1", ["title"] = Plain.Line(subscription.Name, 200) };
        if (self is not null)
            feed["feed_url"] = self.AbsoluteUri;

        feed["items"] = items;
        return feed.ToJsonString(Readable) + "\n";
    }

    private static void Entry(XmlWriter xml, Delivery delivery)
    {
        xml.WriteStartElement("entry", AtomSpace);
        xml.WriteElementString("id", AtomSpace, Id(delivery));
        xml.WriteStartElement("title", AtomSpace);
        xml.WriteAttributeString("type", "text");
        xml.WriteString(Title(delivery.Message));
        xml.WriteEndElement();
        xml.WriteElementString("updated", AtomSpace, Moment(delivery.Message.Date));
        if (Address(delivery.Message) is { } address)
            Link(xml, "alternate", address);

        xml.WriteStartElement("content", AtomSpace);
        xml.WriteAttributeString("type", "text");
        xml.WriteString(Clean(delivery.Message.Text));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Link(XmlWriter xml, string relation, string address)
    {
        xml.WriteStartElement("link", AtomSpace);
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("href", address);
        xml.WriteEndElement();
    }

    private static string Id(Delivery delivery) => $"urn:newswatch:delivery:{delivery.Id}";

    private static string Title(OutgoingMessage message) =>
        Plain.Line(message.Brief is { Label.Length: > 0 } brief ? $"{brief.Label}: {brief.Sentence}" : message.Subject, 300);

    private static string? Address(OutgoingMessage message) =>
        message.Brief is { Url.Length: > 0 } brief ? brief.Url : message.Brief?.Page;

    private static string Moment(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);

    // Lines of a message were cleaned one by one; this drops what XML cannot hold all the same.
    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            if (rune.Value is '\n' or '\t' || (rune.Value >= 0x20 && rune.Value is not (0xFFFE or 0xFFFF)))
                clean.Append(rune.ToString());

        return clean.ToString();
    }
}
