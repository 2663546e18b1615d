using System.Text.Json;

namespace NewsWatch.Stories;

/// <summary>An edge of a held decision: what is asked of it again and again.</summary>
internal readonly record struct HeldEdge(string? SourceArticleId, DerivationKind Kind, double Confidence);

/// <summary>
/// A decision as the window holds it: what comparisons ask for lies open, the rest, sentences and reasons, stays packed as the store
/// has it until somebody wants it. Open, it would be a sixth of an article's memory. The measured inputs are not held.
/// </summary>
internal sealed class HeldDecision
{
    private static readonly IReadOnlyDictionary<string, double> NoInputs = new Dictionary<string, double>();
    private readonly byte[] _packed;

    private HeldDecision(byte[] packed) => _packed = packed;

    /// <summary>What the article took from.</summary>
    public HeldEdge[] Edges { get; private init; } = [];

    /// <summary>It tells of a correction or a retraction.</summary>
    public bool TakesBack { get; private init; }

    public static HeldDecision Of(Decision decision) => new(Json.WriteBytes(decision with { Inputs = NoInputs }))
    {
        Edges = decision.Derivations.Count == 0 ? [] : [.. decision.Derivations.Select(edge => new HeldEdge(edge.SourceArticleId, edge.Kind, edge.Confidence))],
        TakesBack = decision.Developments.Any(development => development.Kind is DevelopmentKind.Correction or DevelopmentKind.Retraction),
    };

    /// <summary>Reads a decision as the store has it, and opens only what is asked for.</summary>
    /// <exception cref="JsonException">It is no decision.</exception>
    public static HeldDecision Read(ReadOnlySpan<byte> stored, out StoryRole role, out string? storyId)
    {
        (role, storyId) = (StoryRole.None, null);
        var (edges, takesBack, end) = (Array.Empty<HeldEdge>(), false, stored.Length);
        var reader = new Utf8JsonReader(stored);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            end = stored.Length;
            if (reader.ValueTextEquals("storyId"u8) && reader.Read())
                storyId = reader.GetString();
            else if (reader.ValueTextEquals("role"u8) && reader.Read())
                role = Enum.Parse<StoryRole>(reader.GetString()!, ignoreCase: true);
            else if (reader.ValueTextEquals("derivations"u8) && reader.Read())
                edges = EdgesIn(ref reader);
            else if (reader.ValueTextEquals("developments"u8) && reader.Read())
                takesBack = TakesBackIn(ref reader);
            else
            {
                if (reader.ValueTextEquals("inputs"u8))
                    end = (int)reader.TokenStartIndex - 1;

                reader.Skip();
            }
        }

        return new HeldDecision(end == stored.Length ? stored.ToArray() : [.. stored[..end], (byte)'}']) { Edges = edges, TakesBack = takesBack };
    }

    /// <summary>The whole decision, but for its inputs.</summary>
    public Decision Open() => Json.Read<Decision>(_packed)! with { Inputs = NoInputs };

    private static HeldEdge[] EdgesIn(ref Utf8JsonReader reader)
    {
        var edges = new List<HeldEdge>();
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            var (source, kind, confidence) = (default(string), DerivationKind.Cites, 0d);
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                if (reader.ValueTextEquals("sourceArticleId"u8) && reader.Read())
                    source = reader.GetString();
                else if (reader.ValueTextEquals("kind"u8) && reader.Read())
                    kind = Enum.Parse<DerivationKind>(reader.GetString()!, ignoreCase: true);
                else if (reader.ValueTextEquals("confidence"u8) && reader.Read())
                    confidence = reader.GetDouble();
                else
                    reader.Skip();

            edges.Add(new HeldEdge(source, kind, confidence));
        }

        return edges.Count == 0 ? [] : [.. edges];
    }

    private static bool TakesBackIn(ref Utf8JsonReader reader)
    {
        var found = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                if (reader.ValueTextEquals("kind"u8) && reader.Read())
                    found |= reader.ValueTextEquals("correction"u8) || reader.ValueTextEquals("retraction"u8);
                else
                    reader.Skip();

        return found;
    }
}
