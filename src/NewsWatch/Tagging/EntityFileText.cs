using System.Globalization;
using System.Text;

namespace NewsWatch.Tagging;

/// <summary>Writes an entity into the text of a registry's file, leaving all that stands there as it is, comments too.</summary>
public static class EntityFileText
{
    private const int LongestId = 60;

    /// <summary>A short stable word made from a name: "Fen Court Labs" becomes <c>fen-court-labs</c>.</summary>
    public static string IdOf(string name)
    {
        var id = new StringBuilder(name.Length);
        foreach (var letter in name.Normalize(NormalizationForm.FormD))
            if (char.IsLetterOrDigit(letter))
                id.Append(char.ToLowerInvariant(letter));
            else if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark && id.Length > 0 && id[^1] != '-')
                id.Append('-');

        return id.ToString(0, Math.Min(id.Length, LongestId)).Trim('-').Normalize(NormalizationForm.FormC);
    }

    /// <summary>The text with the entity as its last row.</summary>
    /// <exception cref="ConfigurationException">The list of entities is not the last thing in the file.</exception>
    public static string With(string text, string file, KnownEntity entity)
    {
        var lines = text.ReplaceLineEndings("\n").TrimEnd().Split('\n').ToList();
        var list = lines.FindIndex(line => line.StartsWith("entities:", StringComparison.Ordinal));
        if (list < 0)
        {
            lines.RemoveAll(line => line.Length == 0);
            lines.Add("entities:");
            list = lines.Count - 1;
        }

        if (lines[list].AsSpan("entities:".Length).Trim() is "[]")
            lines[list] = "entities:";

        var after = lines.FindIndex(list + 1, line => line.Length > 0 && line[0] is not (' ' or '#' or '-'));
        if (after >= 0)
            throw new ConfigurationException(file, after + 1, "'entities' is not the last list here; put it last, so that rows can be added");

        var first = lines.FindIndex(list + 1, line => line.TrimStart().StartsWith('-'));
        var indent = first < 0 ? "  " : lines[first][..lines[first].IndexOf('-', StringComparison.Ordinal)];
        lines.AddRange(Rows(entity).Select((row, i) => $"{indent}{(i == 0 ? "- " : "  ")}{row}"));
        return string.Join('\n', lines) + "\n";
    }

    private static IEnumerable<string> Rows(KnownEntity entity)
    {
        yield return $"id: {Quoted(entity.Id)}";
        yield return $"name: {Quoted(entity.Name)}";
        yield return $"type: {entity.Type.ToString().ToLowerInvariant()}";
        if (entity.Aliases.Count > 0)
            yield return $"aliases: [{string.Join(", ", entity.Aliases.Select(Quoted))}]";
        if (entity.Country is { } country)
            yield return $"country: {Quoted(country)}";
        if (entity.About is { } about)
            yield return $"about: {Quoted(about)}";
    }

    /// <summary>Single quotes keep every letter as it is; a quote inside stands twice. A line's end becomes a space.</summary>
    private static string Quoted(string value) => $"'{value.ReplaceLineEndings(" ").Replace("'", "''", StringComparison.Ordinal)}'";
}
