using System.Text;

namespace NewsWatch.Feeds;

/// <summary>
/// The folders that a feed stands in, as one line: names parted by <c>/</c>; a slash or backslash inside a name has a backslash before it.
/// </summary>
public static class GroupPath
{
    /// <summary>The path of these folders, outermost first; null for none.</summary>
    public static string? Join(IReadOnlyCollection<string> folders) =>
        folders.Count == 0 ? null : string.Join('/', folders.Select(name => name.Replace("\\", "\\\\").Replace("/", "\\/")));

    /// <summary>The folders of this path, outermost first.</summary>
    public static IReadOnlyList<string> Split(string? path)
    {
        if (string.IsNullOrEmpty(path))
            return [];

        var folders = new List<string>();
        var name = new StringBuilder();
        for (var i = 0; i < path.Length; i++)
        {
            if (path[i] == '/')
            {
                folders.Add(name.ToString());
                name.Clear();
                continue;
            }

            if (path[i] == '\\' && i + 1 < path.Length)
                i++;

            name.Append(path[i]);
        }

        folders.Add(name.ToString());
        return folders;
    }
}
