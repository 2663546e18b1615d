using NewsWatch.Stories;

namespace NewsWatch.EndToEnd;

/// <summary>The truth about the sample week, <c>config/sample/truth.yaml</c>, as lines of <see cref="WeekResult"/>'s form.</summary>
internal sealed class Truth
{
    private readonly TruthFile _file;

    private Truth(TruthFile file) => _file = file;

    /// <summary>What the engine cannot yet do: for each line of the truth that it misses or adds, why.</summary>
    public IReadOnlyList<ExceptionRow> Exceptions => _file.Exceptions;

    public static Truth Read() =>
        new(YamlFile.Read<TruthFile>(Path.Combine(AppContext.BaseDirectory, "config", "sample", "truth.yaml")));

    public static string Edge(string article, string source, DerivationKind kind) => $"from: {article} <- {source} {kind}";

    public SortedSet<string> Lines()
    {
        var lines = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var story in _file.Stories)
        {
            var first = story.Members.Min(StringComparer.Ordinal);
            lines.UnionWith(story.Members.Select(id => $"member: {id} in {first}"));
            lines.UnionWith(story.Background.Select(id => $"background: {id} in {first}"));
        }

        lines.UnionWith(_file.None.Select(id => $"none: {id}"));
        lines.UnionWith(_file.Derivations.Select(edge => Edge(edge.Article, edge.SourceName, edge.Kind)));
        lines.UnionWith(_file.Developments.Select(development => $"development: {development.Article} {development.Kind}"));
        lines.UnionWith(_file.Alerts.Select(id => $"alert: {id}"));
        lines.UnionWith(_file.Held.Select(held => $"held: {held.Article}: {held.Because}"));
        lines.UnionWith(_file.Unsupported.Select(row => $"unsupported: {row.Article}"));
        return lines;
    }

    internal sealed class TruthFile
    {
        public List<StoryRow> Stories { get; set; } = [];

        public List<string> None { get; set; } = [];

        public List<EdgeRow> Derivations { get; set; } = [];

        public List<DevelopmentRow> Developments { get; set; } = [];

        public List<string> Alerts { get; set; } = [];

        public List<HeldRow> Held { get; set; } = [];

        public List<UnsupportedRow> Unsupported { get; set; } = [];

        public List<ExceptionRow> Exceptions { get; set; } = [];
    }

    internal sealed class StoryRow
    {
        public string Id { get; set; } = "";

        public string Title { get; set; } = "";

        public List<string> Members { get; set; } = [];

        public List<string> Background { get; set; } = [];
    }

    internal sealed class EdgeRow
    {
        public string Article { get; set; } = "";

        public object? From { get; set; }

        public DerivationKind Kind { get; set; }

        /// <summary>The source article's id or, where it was never fetched, its outlet's name.</summary>
        public string SourceName => From is IDictionary<object, object> named ? (string)named["outlet"] : (string)From!;
    }

    internal sealed class DevelopmentRow
    {
        public string Article { get; set; } = "";

        public DevelopmentKind Kind { get; set; }

        public string Sentence { get; set; } = "";
    }

    internal sealed class HeldRow
    {
        public string Article { get; set; } = "";

        public Alerts.HeldBackReason Because { get; set; }
    }

    internal sealed class UnsupportedRow
    {
        public string Article { get; set; } = "";

        public string Passage { get; set; } = "";
    }

    internal sealed class ExceptionRow
    {
        public string Because { get; set; } = "";

        public int Count { get; set; }

        public List<string> Lines { get; set; } = [];
    }
}
