using System.Runtime.InteropServices;
using SQLitePCL;

namespace NewsWatch.Sqlite;

/// <summary>
/// Chooses the SQLite library: the operating system's where there is one newer than the bundled (3.35.5, the newest
/// that the package source has), else the bundled.
/// </summary>
internal static class SqliteLibrary
{
    private const int BundledVersion = 3_035_005;

    // The names under which operating systems carry SQLite 3.
    private static readonly string[] SystemNames = ["libsqlite3.so.0", "libsqlite3.dylib", "winsqlite3.dll"];

    private static readonly Lazy<bool> Loaded = new(LoadOnce);

    public static string Version
    {
        get
        {
            Load();
            return raw.sqlite3_libversion().utf8_to_string();
        }
    }

    public static void Load() => _ = Loaded.Value;

    private static bool LoadOnce()
    {
        if (NewerThanBundled() is { } handle)
            NativeLibrary.SetDllImportResolver(
                typeof(SQLite3Provider_e_sqlite3).Assembly,
                (name, _, _) => name == "e_sqlite3" ? handle : nint.Zero);

        Batteries_V2.Init();

        // It counts its memory under one lock for all connections; nobody asks for the count.
        _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0);
        return true;
    }

    private static nint? NewerThanBundled()
    {
        foreach (var name in SystemNames)
        {
            if (!NativeLibrary.TryLoad(name, out var handle))
                continue;

            if (NativeLibrary.TryGetExport(handle, "sqlite3_libversion_number", out var export)
                && Marshal.GetDelegateForFunctionPointer<VersionNumber>(export)() > BundledVersion
                && NativeLibrary.TryGetExport(handle, "sqlite3_compileoption_used", out var option)
                && Marshal.GetDelegateForFunctionPointer<OptionUsed>(option)("ENABLE_FTS5") != 0)
                return handle;

            NativeLibrary.Free(handle);
        }

        return null;
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int VersionNumber();

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int OptionUsed([MarshalAs(UnmanagedType.LPUTF8Str)] string name);
}
