using NewsWatch.Tagging;

namespace NewsWatch.Tests.Tagging;

public sealed class TopicTests
{
    private static readonly string[] Ids =
    [
        "regulation", "surveillance", "privacy", "military", "geopolitics", "jobs", "economy", "education", "health", "children", "bias",
        "misinformation", "democracy", "copyright", "culture", "security", "courts", "safety", "environment", "compute", "research", "products",
        "robotics", "companions", "people",
    ];

    [Fact]
    public void The_shipped_topics_are_the_agreed_ones_and_complete()
    {
        Sources.Shipped.Topics.Select(topic => topic.Id).ShouldBe(Ids);
        Sources.Shipped.Topics.ShouldAllBe(topic => topic.Name.Length > 0 && topic.Definition.Length > 0 && topic.Query.Length > 0 && topic.Examples.Count > 0);
    }

    [Theory]
    [InlineData("Parliament passes AI bill as regulator gains power to fine chatbot makers", "regulation")]
    [InlineData("Police extend face recognition cameras to all bus stations", "surveillance")]
    [InlineData("Assistant leaked users’ medical records, data protection office says", "privacy")]
    [InlineData("Army signs contract for AI that picks targets on the battlefield", "military")]
    [InlineData("Washington tightens export controls on AI chips for China", "geopolitics")]
    [InlineData("Insurer plans 900 job cuts as AI takes over claims", "jobs")]
    [InlineData("AI start-up raises $90m in funding at a valuation of $1bn", "economy")]
    [InlineData("Schools tell teachers to mark essays without AI", "education")]
    [InlineData("Hospital lets AI read scans of cancer patients", "health")]
    [InlineData("Parents sue after teenager talks to chatbot for months", "children")]
    [InlineData("Credit model discriminates against women, audit of bias finds", "bias")]
    [InlineData("Deepfake of mayor spreads as fake video before vote", "misinformation")]
    [InlineData("Party uses cloned voice in election campaign", "democracy")]
    [InlineData("Authors sue lab for copyright infringement over training data", "copyright")]
    [InlineData("Singer’s AI-generated song barred from music charts", "culture")]
    [InlineData("Hackers use prompt injection to make AI assistant send malware", "security")]
    [InlineData("Judge lets lawsuit against AI company go to trial", "courts")]
    [InlineData("AI safety institute warns that model evaded guardrails", "safety")]
    [InlineData("Data centres for AI drive electricity demand and emissions", "environment")]
    [InlineData("Nvidia unveils next AI chip for data centers", "compute")]
    [InlineData("Researchers’ new method halves training cost, paper on arXiv shows", "research")]
    [InlineData("Lab releases open-source model and launches new app", "products")]
    [InlineData("Humanoid robots start work in car factory", "robotics")]
    [InlineData("She fell in love with her AI companion", "companions")]
    [InlineData("Co-founder leaves AI lab as chief scientist resigns", "people")]
    [InlineData("Bundestag beschließt KI-Gesetz: Aufsichtsbehörde soll Verordnung überwachen", "regulation")]
    [InlineData("某市警方扩大人脸识别监控", "surveillance")]
    public void A_headline_alone_gets_its_topic(string title, string topic) => Sources.TopicIds(title).ShouldContain(topic);

    [Fact]
    public void An_article_may_have_several_topics_or_none()
    {
        Sources.TopicIds("Regulator opens investigation into facial recognition at schools", "The watchdog said pupils’ parents had complained.").Count.ShouldBeGreaterThan(1);
        Sources.TopicIds("A quiet afternoon at the pond", "Two ducks slept. The gardener raked leaves and went home.").ShouldBeEmpty();
    }

    [Fact]
    public void A_passing_mention_late_in_a_long_text_is_not_enough()
    {
        var filler = string.Join(' ', Enumerable.Repeat("The harbour was calm and the boats came back with herring as they do.", 60));
        Sources.TopicIds("Fishing season opens in the harbour", filler + " A lawyer walked past. " + filler).ShouldNotContain("courts");
    }

    [Fact]
    public void A_topic_says_which_terms_gave_it_and_where()
    {
        var topic = Sources.Shipped.Tag("Hospital lets AI read scans", "Patients were not asked.", null).Topics.Single(topic => topic.Id == "health");
        topic.Score.ShouldBeInRange(0.5, 1);
        topic.Because.ShouldContain(because => because.Contains("hospital*", StringComparison.Ordinal) && because.Contains("title", StringComparison.Ordinal) && because.Contains('+'));
    }

    [Theory]
    [InlineData("Chatbot maker fined", true)]
    [InlineData("Stadt pausiert Gesichtserkennung", true)]
    [InlineData("法院就人工智能作品作出判决", true)]
    [InlineData("Ferry timetable changes for winter", false)]
    [InlineData("Il a dit: j'ai perdu mes clés", false)]
    [InlineData("Painter Ai opens show of ceramics", false)]
    public void Scope_is_about_AI(string title, bool inScope) => Sources.Shipped.Tag(title, "", null).InScope.ShouldBe(inScope);

    [Fact]
    public void What_is_in_scope_says_why()
    {
        var tags = Sources.Shipped.Tag("Museum tries a chatbot", "It answers in verse.", null);
        tags.ScopeScore.ShouldBeGreaterThanOrEqualTo(1);
        tags.ScopeBecause.ShouldContain(because => because.Contains("chatbot", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Neue Aufsichtsbehörden und Verordnungen für Sprachmodelle in Deutschland", "regulation")]
    [InlineData("Le gouvernement prépare des règlements sur l’intelligence artificielle et les règlements des écoles", "regulation")]
    public void Other_forms_of_a_term_count_in_languages_that_have_many(string title, string topic) => Sources.TopicIds(title, title).ShouldContain(topic);

    [Theory]
    [InlineData("scope: {terms: {1: [AI]}}\ntopics:\n  - {id: x, terms: {1: [y]}}", "has no query")]
    [InlineData("scope: {terms: {1: [AI]}}\ntopics:\n  - {id: x, query: y}", "has no terms")]
    [InlineData("scope: {terms: {1: [AI]}}\ntopics:\n  - {id: x, query: y, terms: {1: [y]}}\n  - {id: x, query: y, terms: {1: [y]}}", "stands twice")]
    [InlineData("scope: {terms: {1: [AI]}}\ntopics:\n  - {id: x, query: y, terms: {1: ['*y']}}", "'*'")]
    [InlineData("scope: {terms: {1: [AI]}}\ntopics:\n  - {id: x, query: y, threshold: 0, terms: {1: [y]}}", "above 0")]
    [InlineData("topics: []", "has no 'scope'")]
    [InlineData("scope: {terms: {1: [AI]}}\ntopix: []", "topix")]
    public void A_file_that_cannot_be_used_is_refused_by_name(string yaml, string problem)
    {
        var error = Should.Throw<ConfigurationException>(() => TopicRegistry.Parse(yaml, "my-topics.yaml"));
        error.Message.ShouldContain("my-topics.yaml");
        error.Message.ShouldContain(problem);
    }
}
