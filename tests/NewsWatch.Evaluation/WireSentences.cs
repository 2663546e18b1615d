using System.Text;
using NewsWatch.Tagging;

namespace NewsWatch.Evaluation;

/// <summary>
/// Invented sentences in the manner of news agencies, from <c>wire-sentences.txt</c>: <c>[L LONDON] ([O Reuters]) - …</c>.
/// The labelled sets are an encyclopedia and tweets; datelines, league tables and share prices are in neither.
/// </summary>
internal static class WireSentences
{
    public static List<LabelledSentence> Read() =>
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "wire-sentences.txt")).Where(line => line.Length > 0).Select(Parse)];

    private static LabelledSentence Parse(string line)
    {
        var text = new StringBuilder(line.Length);
        var names = new List<(int Start, int End, EntityType Type)>();
        for (var at = 0; at < line.Length; at++)
        {
            if (line[at] != '[')
            {
                text.Append(line[at]);
                continue;
            }

            var close = line.IndexOf(']', at);
            var start = text.Length;
            text.Append(line, at + 3, close - at - 3);
            names.Add((start, text.Length, TypeOf(line[at + 1])));
            at = close;
        }

        return new LabelledSentence(text.ToString(), names);
    }

    private static EntityType TypeOf(char letter) => letter switch
    {
        'P' => EntityType.Person,
        'O' => EntityType.Organisation,
        'L' => EntityType.Place,
        _ => EntityType.Other,
    };
}
