using NewsWatch.Host.Commands;

namespace NewsWatch.Tests;

public sealed class PipelineTests
{
    [Fact]
    public void Readme_shows_the_table_that_the_command_prints() =>
        Repository.Text("README.md").ShouldContain(PipelineCommand.Table());

    [Fact]
    public void Every_message_is_published_by_the_stage_before_the_one_that_consumes_it()
    {
        var published = Pipeline.Stages.SelectMany(stage => stage.Publishes).ToList();
        var consumed = Pipeline.Stages.Select(stage => stage.Consumes).OfType<Type>().ToList();
        published.ShouldBe(consumed, ignoreOrder: true);
        published.Count.ShouldBe(7);
    }

    [Fact]
    public void A_stage_makes_its_message_again_from_what_the_store_keeps()
    {
        foreach (var stage in Pipeline.Stages.Where(stage => stage.Consumes is not null))
        {
            var fact = Pipeline.Announcement(stage.Name, "some-id", 7);
            fact.ShouldBeOfType(stage.Consumes!);
            (fact.Id, fact.Revision).ShouldBe(("some-id", 7L));
            Pipeline.StageOf(fact).ShouldBe(stage);
        }
    }

    [Fact]
    public void Only_one_at_a_time_resolves() =>
        Pipeline.Stages.Single(stage => stage.Name == "resolve").Concurrency.ShouldBe(1);
}
