using NewsWatch.Stories;

namespace NewsWatch.Tests.Stories;

public sealed class PartingTests
{
    private static readonly string[] Quillmouth =
        ["Quillmouth", "Ottoline Marsh", "Gannet Parade", "Brackwater and Sorrel", "eleven", "Pottergill Mutual", "turquoise lorry"];

    private static readonly string[] Ferrach =
        ["Ferrach", "Ines Tavel", "Rue Maldoror", "Ostwick and Hallen", "seven", "Caisse Vermeil", "barefoot cyclist"];

    private readonly StoryEngine _engine = new(Invented.Outlets);

    [Fact]
    public void Two_fires_in_two_towns_that_were_taken_for_one_are_parted()
    {
        var revised = LookAgain(Fires(Quillmouth, 0, 6), Fires(Ferrach, 6, 6));

        revised.Select(decision => decision.ArticleId).Order(StringComparer.Ordinal).ShouldBe(["fire06", "fire07", "fire08", "fire09", "fire10", "fire11"]);
        revised.Select(decision => decision.StoryId).Distinct().ShouldHaveSingleItem().ShouldBe(Ids.Derive("story", "fire06"));
        revised[0].Reasons[0].ShouldContain("turned out to be two");
    }

    [Fact]
    public void Which_fire_is_reported_first_does_not_matter()
    {
        var (one, other) = (Fires(Quillmouth, 0, 6), Fires(Ferrach, 6, 6));

        var revised = LookAgain(one.Zip(other).SelectMany(pair => (Candidate[])[pair.Second, pair.First]));

        revised.Select(decision => decision.ArticleId).Order(StringComparer.Ordinal).ShouldBe(["fire00", "fire01", "fire02", "fire03", "fire04", "fire05"]);
    }

    [Fact]
    public void The_story_goes_on_with_the_article_that_gave_it_its_id_though_another_came_first()
    {
        var revised = LookAgain(Ids.Derive("story", "fire08"), Fires(Quillmouth, 0, 6), Fires(Ferrach, 6, 6));

        revised.Select(decision => decision.ArticleId).Order(StringComparer.Ordinal).ShouldBe(["fire00", "fire01", "fire02", "fire03", "fire04", "fire05"]);
        revised.Select(decision => decision.StoryId).Distinct().ShouldHaveSingleItem().ShouldBe(Ids.Derive("story", "fire00"));
    }

    [Fact]
    public void One_fire_that_many_tell_of_stays_one_story() => LookAgain(Fires(Quillmouth, 0, 12)).ShouldBeEmpty();

    [Fact]
    public void What_a_person_put_together_stays_together()
    {
        _engine.Keep(new StoryPair("fire02", "fire09", Together: true));

        LookAgain(Fires(Quillmouth, 0, 6), Fires(Ferrach, 6, 6)).ShouldBeEmpty();
    }

    [Fact]
    public void Three_articles_of_another_fire_are_too_few_to_tell() => LookAgain(Fires(Quillmouth, 0, 9), Fires(Ferrach, 9, 3)).ShouldBeEmpty();

    /// <summary>Puts all of them into one story, and looks at it again as the last one comes.</summary>
    private List<Decision> LookAgain(params IEnumerable<IEnumerable<Candidate>> fires) => LookAgain("fires", fires);

    private List<Decision> LookAgain(string storyId, params IEnumerable<IEnumerable<Candidate>> fires)
    {
        var candidates = fires.SelectMany(fire => fire).ToList();
        foreach (var candidate in candidates)
            _engine.Apply(candidate, new Decision { ArticleId = candidate.Article.Id, Version = 1, StoryId = storyId, Role = StoryRole.Member });

        return [.. _engine.Reconsider(candidates[^1]).Select(revised => revised.Decision)];
    }

    /// <summary>Each tells the same fire, and leaves out another of the sentences.</summary>
    private static List<Candidate> Fires(string[] of, int first, int count)
    {
        string[] sentences =
        [
            $"Firefighters were called to a supermarket in {of[0]} after flames were seen above its roof.",
            $"{of[1]}, who manages the shop on {of[2]}, said that nobody had been hurt.",
            $"Crews from {of[3]} fought the blaze for {of[4]} hours.",
            $"The building in {of[0]} is insured by {of[5]}, which sent an assessor to {of[2]}.",
            $"Police in {of[0]} want to hear from anybody who saw a {of[6]} near {of[2]} that night.",
            $"“We heard glass and then a roar,” said {of[1]}, whose flat in {of[0]} looks on to the yard.",
            $"A driver from {of[3]} said that the {of[6]} had stood there for {of[4]} minutes.",
        ];
        return
        [
            .. Enumerable.Range(first, count).Select(i => Invented.Article(
                $"fire{i:00}", $"outlet {i}", $"Fire in {of[0]}", string.Join(' ', sentences.Where((_, at) => at != i % sentences.Length)), i)),
        ];
    }
}
