namespace NewsWatch.Host.Storage;

/// <summary>
/// The embedded store serves one core: a second one on the same folder is refused at start. The operating system gives the lock
/// back when the process ends, however it ends.
/// </summary>
internal sealed class SingleCore : IDisposable
{
    private readonly FileStream _file;

    private SingleCore(FileStream file) => _file = file;

    /// <summary>Takes the folder for this process; null where nothing is to be taken.</summary>
    /// <exception cref="ConfigurationException">Another process has it.</exception>
    public static SingleCore? Take(NewsWatchOptions options)
    {
        if (options.Store != NewsWatchOptions.EmbeddedStore || !options.Roles.Contains(Role.Core))
            return null;

        var path = Path.Combine(Directory.CreateDirectory(options.Data).FullName, "core.lock");
        try
        {
            return new SingleCore(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException(
                options.Data, null,
                $"another NewsWatch works on this folder, and the embedded SQLite serves one; stop it, name another folder with --data, or set 'store' to postgres://… ({error.Message})",
                error);
        }
    }

    public void Dispose() => _file.Dispose();
}
