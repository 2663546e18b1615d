using System.Reflection;

namespace NewsWatch.Host.Web;

/// <summary>The style sheet, carried inside the program.</summary>
internal static class StyleSheet
{
    public static string Text { get; } = Read();

    private static string Read()
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("style.css")!);
        return reader.ReadToEnd();
    }
}
