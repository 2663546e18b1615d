namespace NewsWatch.Postgres;

/// <summary>The keys of the advisory locks: what only one process may do at a time.</summary>
internal static class Locks
{
    /// <summary>Bringing the schema up to date.</summary>
    public const long Migrations = 0x4E57_0001;

    /// <summary>Writing decisions: their numbers are seen in their order, and each is made on all those before it.</summary>
    public const long Decisions = 0x4E57_0002;

    /// <summary>Claiming and listing feeds: how many polls of a host are under way is counted over all processes.</summary>
    public const long Feeds = 0x4E57_0003;

    /// <summary>Takes a lock until the transaction ends.</summary>
    public const string Take = "SELECT pg_advisory_xact_lock(@key)";
}
