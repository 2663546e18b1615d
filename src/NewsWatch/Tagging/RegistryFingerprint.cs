using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NewsWatch.Articles;

namespace NewsWatch.Tagging;

/// <summary>A hash of all that decides tags: topics, entities, outlets and the trained models. A comment in a file changes nothing.</summary>
internal static class RegistryFingerprint
{
    /// <summary>Raised by hand when the code decides otherwise with the same registry.</summary>
    private const int Code = 3;

    private static readonly Lazy<string> Models = new(() => string.Concat(typeof(RegistryFingerprint).Assembly.GetManifestResourceNames()
        .Where(name => name.EndsWith(".bin", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(HashOf)));

    public static string Of(TopicRegistry topics, EntityRegistry entities, OutletRegistry outlets)
    {
        var text = new StringBuilder();
        Add(text, "code", Code.ToString(CultureInfo.InvariantCulture), Models.Value);
        foreach (var rule in topics.Rules.Prepend(topics.Scope))
        {
            Add(text, "rule", rule.Id, rule.Threshold.ToString(CultureInfo.InvariantCulture));
            foreach (var term in rule.Terms)
                Add(text, term.Text, term.Weight.ToString(CultureInfo.InvariantCulture));
        }

        foreach (var entity in entities.All)
        {
            Add(text, ["entity", entity.Id, entity.Name, entity.Type.ToString(), .. entity.Aliases, .. entity.Patterns.Select(pattern => pattern.Words.ToString())]);
            foreach (var rule in entity.Rules)
                Add(text, ["rule", rule.Alias, rule.Case.ToString(), .. rule.With, "without", .. rule.Without]);
        }

        foreach (var outlet in outlets.All)
            Add(text, ["outlet", outlet.Id, outlet.Name, .. outlet.Aliases]);

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..16];
    }

    private static void Add(StringBuilder text, params IEnumerable<string> words) => text.AppendJoin('\u001f', words).Append('\u001e');

    private static string HashOf(string resource)
    {
        using var stream = typeof(RegistryFingerprint).Assembly.GetManifestResourceStream(resource)!;
        return Convert.ToHexString(SHA256.HashData(stream));
    }
}
