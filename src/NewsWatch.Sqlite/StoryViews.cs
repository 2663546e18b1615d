using Dapper;
using Microsoft.Data.Sqlite;
using NewsWatch.Search;
using NewsWatch.Stories;

namespace NewsWatch.Sqlite;

/// <summary>
/// The stories of work that is done together, each read once, as indexing and alerting need them: of a story of thousands the newest
/// articles, with the number of all its sources. Else each copy that comes would open all the others.
/// </summary>
internal sealed class StoryViews(SqliteDatabase database, SqliteConnection connection)
{
    private readonly Dictionary<string, StoryView?> _read = new(StringComparer.Ordinal);

    /// <summary>The story as it stands; null where there is none.</summary>
    public StoryView? Find(string? storyId)
    {
        if (storyId is null)
            return null;

        if (!_read.TryGetValue(storyId, out var story))
            _read[storyId] = story = SqliteStoryStore.View(database, connection, storyId, StoryMates.Most) is { } view
                ? view.Articles.Count < StoryMates.Most ? view : view with { CountedSources = Sources(storyId) }
                : null;

        return story;
    }

    private int Sources(string storyId) => StoryRoots.Of(
    [
        .. connection.Query<long>("SELECT decision FROM story_articles WHERE story_id = @storyId AND role = @Member ORDER BY time, decision", new { storyId, Member = nameof(StoryRole.Member) })
            .AsList().Select(Member).Select(member => (member.OutletName, member.Decision)),
    ]).Count();

    private CountedMember Member(long number)
    {
        if (database.CountedMembers.TryGet(number, out var known))
            return known;

        var (outletName, json) = connection.QuerySingle<(string, string)>(
            """
            SELECT json_extract(v.article, '$.outletName'), d.decision
            FROM decisions d JOIN article_versions v ON v.article_id = d.article_id AND v.version = d.version
            WHERE d.number = @number
            """,
            new { number });
        var member = new CountedMember(outletName, StoryRoots.Bare(Json.Read<Decision>(json)!));
        database.CountedMembers.Keep(number, member);
        return member;
    }
}

/// <summary>An article's outlet and what its decision says of its sources.</summary>
internal sealed record CountedMember(string OutletName, Decision Decision);
