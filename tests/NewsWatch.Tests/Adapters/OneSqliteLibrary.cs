using System.Runtime.CompilerServices;
using NewsWatch.Sqlite;

namespace NewsWatch.Tests.Adapters;

/// <summary>
/// Tests open connections of the driver's own. The first one would load the bundled library, the store's first another, and
/// handles of the one in the hands of the other end the process.
/// </summary>
internal static class OneSqliteLibrary
{
    [ModuleInitializer]
    internal static void Load() => SqliteLibrary.Load();
}
