using NewsWatch.Feeds;

namespace NewsWatch.Host.Commands;

/// <summary>A file to read as a feed: its name in the output, where it lies, and where it pretends to be from.</summary>
internal sealed record FeedFile(string Name, string FullPath, Uri? Address);

/// <summary>Finds the files that a command line names.</summary>
internal static class FeedFiles
{
    /// <summary>Files as given; of folders all files below, in order, named relative to the folder with slashes.</summary>
    /// <exception cref="ConfigurationException">A path or the address is none.</exception>
    public static IReadOnlyList<FeedFile> Find(IReadOnlyList<string> paths, string? address)
    {
        Uri? below = null;
        if (address is not null && (!Uri.TryCreate(address, UriKind.Absolute, out below) || below.Scheme is not ("http" or "https")))
            throw new ConfigurationException($"--address {address}", null, "this is no http or https address. Give one such as https://example.org/.");
        var files = new List<FeedFile>();
        foreach (var path in paths)
        {
            if (File.Exists(path))
                files.Add(new FeedFile(path, path, At(below, Path.GetFileName(path))));
            else if (Directory.Exists(path))
                files.AddRange(Below(path, below));
            else
                throw new ConfigurationException(path, null, "there is no such file or folder. Give feed documents that lie on this disk.");
        }

        return files;
    }

    private static IEnumerable<FeedFile> Below(string folder, Uri? address) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Select(file => (Name: Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/'), Path: file))
        .OrderBy(f => f.Name, StringComparer.Ordinal)
        .Select(f => new FeedFile(f.Name, f.Path, At(address, f.Name)));

    private static Uri? At(Uri? address, string name) => address is null ? null : new Uri(address, Uri.EscapeDataString(name).Replace("%2F", "/"));
}
