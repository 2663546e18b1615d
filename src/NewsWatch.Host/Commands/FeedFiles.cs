using NewsWatch.Feeds;

namespace NewsWatch.Host.Commands;

/// <summary>A file to read as a feed: its name in the output, where it lies, and where it pretends to be from.</summary>
internal sealed record FeedFile(string Name, string FullPath, Uri? Address);

/// <summary>Finds the files that a command line names.</summary>
internal static class FeedFiles
{
    /// <summary>
    /// Files as given, also where there is none: reading will say so and the rest goes on. Of folders all files below, in order, named relative
    /// to the folder with slashes; an empty one is named on <paramref name="errors"/>.
    /// </summary>
    /// <exception cref="ConfigurationException">The address is none, or a folder cannot be listed.</exception>
    public static IReadOnlyList<FeedFile> Find(IReadOnlyList<string> paths, string? address, TextWriter errors)
    {
        Uri? below = null;
        if (address is not null && (!Uri.TryCreate(address, UriKind.Absolute, out below) || below.Scheme is not ("http" or "https")))
            throw new ConfigurationException($"--address {address}", null, "this is no http or https address. Give one such as https://example.org/.");
        var files = new List<FeedFile>();
        foreach (var path in paths)
        {
            if (!Directory.Exists(path))
            {
                files.Add(new FeedFile(path, path, At(below, Path.GetFileName(path))));
                continue;
            }

            var before = files.Count;
            files.AddRange(Below(path, below));
            if (files.Count == before)
                errors.WriteLine($"{path}: there are no files in this folder.");
        }

        return files;
    }

    private static List<FeedFile> Below(string folder, Uri? address)
    {
        try
        {
            return [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Select(file => (Name: Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/'), Path: file))
                .OrderBy(f => f.Name, StringComparer.Ordinal)
                .Select(f => new FeedFile(f.Name, f.Path, At(address, f.Name)))];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException(folder, null, $"the folder cannot be listed: {e.Message}");
        }
    }

    private static Uri? At(Uri? address, string name) => address is null ? null : new Uri(address, Uri.EscapeDataString(name).Replace("%2F", "/"));
}
