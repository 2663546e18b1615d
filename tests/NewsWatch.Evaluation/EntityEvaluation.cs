using NewsWatch.Tagging;

namespace NewsWatch.Evaluation;

/// <summary>Exact spans of persons, organisations and places, found against labelled.</summary>
internal static class EntityEvaluation
{
    private static readonly string[] Domains = ["ai", "politics", "science"];
    private static readonly string[] OtherDomains = ["literature", "music"];
    private static readonly string[] Both = ["train", "dev"];

    public static List<LabelledSentence> Everything(string data) =>
        [.. EntityCorpus.Wikigold(data), .. Others(data), .. EntityCorpus.WithHeadlines(EntityCorpus.CrossNer(data, [.. Domains, .. OtherDomains], Both))];

    private static List<LabelledSentence> Others(string data) => [.. WireSentences.Read(), .. EntityCorpus.WithHeadlines(EntityCorpus.Tweets(data))];

    public static IEnumerable<TagRow> Run(string data, TextWriter? details)
    {
        var (lists, vectors) = (NameTagger.Shipped.Model.Gazetteer, NameTagger.Shipped.Model.Vectors);
        var others = Others(data);
        var wikigold = EntityCorpus.Wikigold(data);
        var cross = EntityCorpus.CrossNer(data, [.. Domains, .. OtherDomains], Both);
        List<LabelledSentence> crossHeadlines = [.. EntityCorpus.WithHeadlines(cross)];

        if (details is not null)
            details.WriteLine($"reachable {Reachable(cross):0.000} {Reachable(wikigold):0.000}");

        var folds = new TagEvaluation.Counts();
        for (var fold = 0; fold < 5; fold++)
        {
            var model = EntityTraining.Train([.. others, .. crossHeadlines, .. wikigold.Where((_, i) => i * 5 / wikigold.Count != fold)], lists, vectors);
            Score(new NameTagger(model), wikigold.Where((_, i) => i * 5 / wikigold.Count == fold), folds, null);
        }

        yield return new TagRow("entities, wikigold by five-fold", folds.F1, 0.74);

        var held = new TagEvaluation.Counts();
        var without = EntityTraining.Train(
            [.. others, .. wikigold, .. EntityCorpus.WithHeadlines([.. EntityCorpus.CrossNer(data, Domains, ["train"]), .. EntityCorpus.CrossNer(data, OtherDomains, Both)])], lists, vectors);
        Score(new NameTagger(without), EntityCorpus.CrossNer(data, Domains, ["dev"]), held, details);
        yield return new TagRow("entities, crossner AI, politics, science (dev part held out)", held.F1, 0.78);

        var foreign = new TagEvaluation.Counts();
        var noWiki = EntityTraining.Train([.. others, .. crossHeadlines], lists, vectors);
        Score(new NameTagger(noWiki), wikigold, foreign, null);
        yield return new TagRow("entities, wikigold never trained on", foreign.F1);
    }

    /// <summary>The shipped tagger against its name model alone, on what the model was trained on: what joining the registry's names costs or brings.</summary>
    public static IEnumerable<TagRow> Joined(string data, Tagger tagger, TextWriter? details)
    {
        foreach (var (set, sentences) in new[] { ("wikigold", EntityCorpus.Wikigold(data)), ("crossner", EntityCorpus.CrossNer(data, Domains, ["dev"])) })
        {
            var alone = new TagEvaluation.Counts();
            Score(NameTagger.Shipped, sentences, alone, null);
            var joined = new TagEvaluation.Counts();
            foreach (var sentence in sentences)
            {
                var found = tagger.Tag("", sentence.Text, "en").Mentions.Where(mention => Counted(mention.Type))
                    .Select(mention => (mention.Start, mention.End, mention.Type)).ToHashSet();
                var gold = sentence.Names.Where(name => Counted(name.Type)).ToHashSet();
                foreach (var name in found)
                    joined.Add(gold.Contains(name), given: true);
                foreach (var name in gold.Where(name => !found.Contains(name)))
                    joined.Add(gold: true, given: false);
                foreach (var (start, end, type) in found.Except(gold))
                    details?.WriteLine($"WRONG {type} {sentence.Text[start..end]}");
                foreach (var (start, end, type) in gold.Except(found))
                    details?.WriteLine($"MISSED {type} {sentence.Text[start..end]}");
            }

            yield return new TagRow($"entities, {set}, seen in training, model alone", alone.F1);
            yield return new TagRow($"entities, {set}, seen in training, with the registry", joined.F1);
        }
    }

    private static void Score(NameTagger tagger, IEnumerable<LabelledSentence> sentences, TagEvaluation.Counts counts, TextWriter? details)
    {
        foreach (var sentence in sentences)
        {
            var words = new WordList(sentence.Text);
            var found = tagger.Find(words).Where(name => Counted(name.Type))
                .Select(name => (words[name.First].Start, MentionText.End(words, name.Last), name.Type)).ToHashSet();
            var gold = sentence.Names.Where(name => Counted(name.Type)).ToHashSet();
            foreach (var name in found)
                counts.Add(gold.Contains(name), given: true);
            foreach (var name in gold.Where(name => !found.Contains(name)))
                counts.Add(gold: true, given: false);
            if (details is not null)
                foreach (var (start, end, type) in found.Except(gold).Concat(gold.Except(found)))
                    details.WriteLine($"{(found.Contains((start, end, type)) ? "WRONG " : "MISSED")} {type,-12} {sentence.Text[start..end]}   | {sentence.Text}");
        }
    }

    private static double Reachable(List<LabelledSentence> sentences)
    {
        int all = 0, can = 0;
        foreach (var sentence in sentences)
        {
            var words = new WordList(sentence.Text);
            var runs = NameRun.Find(words);
            foreach (var (start, end, type) in sentence.Names.Where(name => Counted(name.Type)))
            {
                all++;
                if (Enumerable.Range(0, words.Count).Where(i => words[i].Start >= start && words[i].End <= end).ToList() is { Count: > 0 } inside
                    && words[inside[0]].Start == start && MentionText.End(words, inside[^1]) == end
                    && runs.Any(run => run.First <= inside[0] && run.Last >= inside[^1]))
                    can++;
            }
        }

        return (double)can / all;
    }

    private static bool Counted(EntityType type) => type is EntityType.Person or EntityType.Organisation or EntityType.Place;
}
