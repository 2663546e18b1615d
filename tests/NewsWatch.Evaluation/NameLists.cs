using System.Globalization;
using NewsWatch.Tagging;

namespace NewsWatch.Evaluation;

/// <summary>The lists of names and classes of words that the name tagger's hints come from.</summary>
internal static class NameLists
{
    /// <summary>Reads lists of names, one a line, from files named by the hint (<c>first-names.txt</c>).</summary>
    public static NameGazetteer Read(string folder)
    {
        var names = new Dictionary<ulong, NameHint>();
        foreach (var (file, hint) in new (string, NameHint)[]
        {
            ("first-names", NameHint.FirstName), ("last-names", NameHint.LastName), ("cities", NameHint.City), ("large-cities", NameHint.LargeCity),
            ("countries", NameHint.Country), ("regions", NameHint.Region), ("demonyms", NameHint.Demonym), ("organisations", NameHint.Organisation),
            ("persons", NameHint.Person), ("honorifics", NameHint.Honorific),
            ("common-words", NameHint.CommonWord), ("titles", NameHint.Title),
        })
            foreach (var line in File.ReadLines(Path.Combine(folder, file + ".txt")))
            {
                var words = new WordList(line);
                if (words.Count is > 0 and <= NameGazetteer.LongestName)
                {
                    var key = NameGazetteer.Key(words, 0, words.Count - 1);
                    names[key] = names.GetValueOrDefault(key) | hint;
                }
            }

        foreach (var entity in TagEvaluation.Load(TagEvaluation.ConfigDirectory()).Entities.All)
            foreach (var name in entity.Aliases.Prepend(entity.Name))
            {
                var words = new WordList(name);
                if (words.Count is > 0 and <= NameGazetteer.LongestName && words[0].Shape != WordShape.Unspaced)
                {
                    var key = NameGazetteer.Key(words, 0, words.Count - 1);
                    names[key] = names.GetValueOrDefault(key) | entity.Type switch
                    {
                        EntityType.Person => NameHint.KnownPerson,
                        EntityType.Organisation => NameHint.KnownOrganisation,
                        EntityType.Place => NameHint.KnownPlace,
                        _ => NameHint.KnownOther,
                    };
                }
            }

        return new NameGazetteer(names, new WordClasses(Classes(Path.Combine(folder, "word-classes.txt"))));
    }

    private static Dictionary<ulong, uint> Classes(string path)
    {
        var classes = new Dictionary<ulong, uint>();
        foreach (var line in File.ReadLines(path))
        {
            var fields = line.Split('\t');
            var words = new WordList(fields[0]);
            uint coarse = uint.Parse(fields[1], CultureInfo.InvariantCulture), fine = uint.Parse(fields[2], CultureInfo.InvariantCulture);
            if (words.Count == 1 && (double.Parse(fields[3], CultureInfo.InvariantCulture) > 0 || coarse is 15 or 19))
                classes[words[0].Hash] = WordClasses.Of(coarse, fine);
        }

        return classes;
    }
}
