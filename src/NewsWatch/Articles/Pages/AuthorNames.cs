using System.Buffers;
using System.Text.RegularExpressions;

namespace NewsWatch.Articles.Pages;

/// <summary>Names out of bylines: "By Ann Example and Bob Sample, Science Editor" is Ann Example, Bob Sample.</summary>
internal static partial class AuthorNames
{
    private const int MaxName = 80;
    private const int MaxNames = 12;

    private static readonly SearchValues<char> NotInNames = SearchValues.Create("@<>{}[]=#_!?;:%*\"");

    /// <summary>What stands in elements named for authors and names nobody.</summary>
    private static readonly HashSet<string> Labels = new(
        [
            "follow", "following", "author", "authors", "autor", "autoren", "autorin", "autores", "auteur", "auteurs", "autore", "artikel von", "by", "von", "written by", "about the author", "über den autor", "admin",
            "administrator", "profile", "profil", "share", "shares", "contact", "email", "twitter", "facebook", "more", "mehr", "read more", "view all posts", "null", "none", "undefined", "unknown", "guest", "anonymous", "datum", "date", "stand", "publiziert", "veröffentlicht", "publicado", "publicado hace", "published", "posted", "updated", "zuletzt geändert", "search for more papers by this author",
            "leave a comment", "comments", "redacción de", "writer", "login", "quelle", "source", "fuente",
        ], StringComparer.OrdinalIgnoreCase);

    /// <summary>Words of offices, not of names. "Redaktion" and "Staff" are not among them: some articles have no other author.</summary>
    private static readonly HashSet<string> Roles = new(
        [
            "editor", "editors", "reporter", "correspondent", "journalist", "columnist", "writer", "contributor", "producer", "photographer", "redakteur", "redakteurin", "korrespondent", "korrespondentin", "journalistin",
            "chefredakteur", "volontär", "volontärin", "journaliste", "rédacteur", "rédactrice", "correspondant", "periodista", "corresponsal", "giornalista", "jornalista", "repórter", "verslaggever", "dziennikarz",
            "experte", "expertin", "autor", "autorin", "gastautor", "gastautorin", "kolumnist", "kolumnistin", "chefreporter", "chefreporterin",
        ], StringComparer.OrdinalIgnoreCase);

    /// <summary>No name opens so: "Alle Beiträge", "More by", "About the author", "Weitere Informationen zu".</summary>
    private static readonly HashSet<string> NotFirst = new(
        [
            "all", "more", "view", "see", "show", "about", "read", "alle", "mehr", "weitere", "zeige", "über", "tous", "toutes", "plus", "voir", "todos", "todas", "más", "ver", "tutti", "altri", "meer", "zobacz", "wszystkie",
        ], StringComparer.OrdinalIgnoreCase);

    /// <summary>The names in a byline or in a value that should be a name; empty where there are none.</summary>
    public static IReadOnlyList<string> Of(string? byline)
    {
        if (string.IsNullOrWhiteSpace(byline) || byline.Length > 600)
            return [];

        var text = Spaces.Collapse(byline);
        if (text.Contains("://", StringComparison.Ordinal) || text.StartsWith("www.", StringComparison.OrdinalIgnoreCase))
            return [];

        // "ByAnn Example": the label's element ends where the name's begins.
        if (text.StartsWith("By", StringComparison.Ordinal) && text.Length > 3 && char.IsUpper(text[2]))
            text = text[2..];

        text = Prefix().Replace(text, "");
        text = Weekday().Replace(Prefix().Replace(text, ""), "");
        var names = new List<string>();
        foreach (var part in Parts(text))
            if (Cleaned(part) is { } name && names.Count < MaxNames && !names.Contains(name, StringComparer.OrdinalIgnoreCase))
                names.Add(name);

        return names;
    }

    /// <summary>True where the text opens as bylines do ("By …", "Von …") and goes on with a name.</summary>
    public static bool IsByline(string text) => text.Length < 120 && LinePrefix().IsMatch(text) && Of(text) is { Count: > 0 } names && names.All(LooksLikePerson);

    /// <summary>True where the text only says that a name follows: "Autor:", "Words by".</summary>
    public static bool IsLabel(string text) => text.Length < 24 && LabelOnly().IsMatch(text);

    /// <summary>True for "Quelle: …" and its like: what papers print under a text of no single author.</summary>
    public static bool IsSource(string text) => text.Length < 60 && SourcePrefix().IsMatch(text);

    /// <summary>Two to five words, each with a capital or of a script without, or a particle such as "de" and "von".</summary>
    public static bool LooksLikePerson(string name)
    {
        var words = name.Split(' ');
        return words.Length is >= 2 and <= 5
            && words.All(word => char.IsUpper(word[0]) || char.GetUnicodeCategory(word[0]) == System.Globalization.UnicodeCategory.OtherLetter || Particles.Contains(word.ToLowerInvariant()))
            && !name.Any(char.IsDigit);
    }

    /// <summary>
    /// The names of a list. Semicolons and bars always part them; "and" in its many languages before a capital; a comma before what has two words,
    /// so that "Ann Example, Science Editor" stays one.
    /// </summary>
    private static IEnumerable<string> Parts(string text)
    {
        foreach (var piece in text.Split([";", "|", "\n", "•", "·", " / "], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var words = piece.Split(' ');
            var start = 0;
            for (var i = 0; i < words.Length; i++)
            {
                var isLast = i == words.Length - 1;
                var isAnd = i > start && !isLast && Ands.Contains(words[i]) && char.IsUpper(words[i + 1][0]);
                var isComma = words[i].EndsWith(',') && i + 2 < words.Length && char.IsUpper(words[i + 1].TrimStart('“', '"')[..1].PadRight(1)[0]);
                if (!isAnd && !isComma && !isLast)
                    continue;

                yield return string.Join(' ', words[start..(isAnd ? i : i + 1)]);
                start = i + 1;
            }
        }
    }

    private static readonly HashSet<string> Ands = new(["and", "und", "et", "y", "e", "en", "og", "och", "ja", "i", "и", "&"], StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> Particles =
        new(["de", "da", "di", "do", "dos", "del", "della", "la", "le", "van", "von", "der", "den", "zu", "zur", "y", "e", "bin", "al", "el", "af", "av", "ter", "ten", "du"], StringComparer.Ordinal);

    private static string? Cleaned(string part)
    {
        var name = Tail().Replace(part, "").Trim(' ', ',', '.', '-', '–', '|', '/', '·', '•', '(', ')', '“', '”', '"', ':', ';', '\n');
        if (name.Length < 2 || name.Length > MaxName || name.AsSpan().ContainsAny(NotInNames) && !name.Contains('_'))
            return null;
        name = WithoutOffice(name);
        if (Labels.Contains(name) || char.IsDigit(name[0]) || IsOffice(name) || NotFirst.Contains(name.Split(' ')[0]) || name.Contains("www.", StringComparison.OrdinalIgnoreCase))
            return null;
        if (name.Length <= 2 && name.All(char.IsAsciiLetterLower))
            return null;
        if (!name.Any(char.IsLetter) || name.Count(char.IsDigit) > 4 || name.Count(c => c == ' ') > 7)
            return null;

        return part.TrimEnd().EndsWith('.') && name.Length > 1 && name[^2] is '.' or ' ' ? name + "." : name;
    }

    /// <summary>"Science-Reporter Ann Example" and "Ann Example/dpa" are Ann Example.</summary>
    private static string WithoutOffice(string name)
    {
        var space = name.IndexOf(' ');
        if (space > 0 && Roles.Contains(name[(name.LastIndexOf('-', space) + 1)..space]) && LooksLikePerson(name[(space + 1)..]))
            return name[(space + 1)..];

        // Two small letters are who at a paper wrote it, not where it came from.
        var slash = name.LastIndexOf('/');
        return slash > 0 && name.Length - slash is > 3 and <= 8 && LooksLikePerson(name[..slash].TrimEnd()) ? name[..slash].TrimEnd() : name;
    }

    private static bool IsOffice(string name) => name.Split(' ') is { Length: <= 4 } words && words.Any(word => Roles.Contains(word.Trim(',', '.')));

    [GeneratedRegex(
        @"^\s*(?:(?:written|posted|published|reported|story|words|article|analysis|text|review|opinion)\s+by|by|von|par|por|door|di|da|de|av|af|autor(?:in|en|es|a)?|author(?:s)?|auteur|autore|redakteur(?:in)?|redaktion|text|texte|texto|testo|ein beitrag von|ein gastbeitrag von|geschrieben von|verfasst von|erstellt von|veröffentlicht von|interview|interview von|escrito por|publicado por|publié par|rédigé par|scritto da|a cura di|автор|текст|written|posted|geschreven door|skrevet av|skriven av|from|yazan|yazar)(?:\s*[:：]\s*|\s+)|^\s*(?:quelle|source|fuente|fonte)\s*[:：]\s*",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Prefix();

    [GeneratedRegex(@"^\s*(?:(?:by|von|par|por|door|di|av|af|de|written by|posted by|ein beitrag von|ein gastbeitrag von)\s+\p{Lu}|(?:autor(?:in|en)?|author|auteur|autore|text|texte|redaktion|redakteur(?:in)?)\s*[:：]\s*\p{Lu})",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex LinePrefix();

    [GeneratedRegex(@"^\s*(?:autor(?:in|en)?|author|auteur|autore|von|by|words by|written by|texto?|texte|testo|interview|redakteur(?:in)?|автор)\s*[:：]?\s*$",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex LabelOnly();

    /// <summary>From a day of the week on, it is the date.</summary>
    [GeneratedRegex(@"[\s,|·•-]+(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)(?:[\s,].*)?$",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.Singleline)]
    private static partial Regex Weekday();

    [GeneratedRegex(@"^\s*(?:quelle|source|fuente|fonte)\s*[:：]\s*\p{L}", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex SourcePrefix();

    [GeneratedRegex(
        @"(?:\s*,\s|\s+[-–|]\s|\s*\(|\s+(?:on|am|vom|le|el|il|den|at|um|shares?|updated|published|posted|veröffentlicht|aktualisiert|staff writer|follow)\s|\s+(?:shares?|follow)$|\s+\d).*$",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.Singleline)]
    private static partial Regex Tail();
}
