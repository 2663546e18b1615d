using NewsWatch.Articles;
using NewsWatch.Tagging;

namespace NewsWatch.Tests.Tagging;

/// <summary>The shipped configuration, and small invented ones.</summary>
internal static class Sources
{
    private static readonly OutletRegistry Read = OutletRegistry.Read(Config("outlets.yaml"));
    private static readonly Lazy<Tagger> Made = new(() => Tagger.Load(Config("topics.yaml"), Config("entities.yaml"), Read));

    public static OutletRegistry Outlets => Read;

    public static Tagger Shipped => Made.Value;

    public static string Config(string file) => Path.Combine(AppContext.BaseDirectory, "config", file);

    public static Tagger WithEntities(string yaml) => Tagger.Of(TopicRegistry.Read(Config("topics.yaml")), EntityRegistry.Parse(yaml, "entities.yaml"), OutletRegistry.Empty);

    public static IReadOnlyList<string> TopicIds(string title, string text = "") => [.. Shipped.Tag(title, text, null).Topics.Select(topic => topic.Id)];

    public static Mention? Find(this Tags tags, string name) => tags.Mentions.FirstOrDefault(mention => mention.Name == name);
}
