using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace NewsWatch;

/// <summary>Reads configuration written in YAML; unknown keys and wrong values are errors that name file, line and key.</summary>
public static partial class YamlFile
{
    /// <summary>Reads a file into rows of <typeparamref name="T"/>, a class with settable properties named as the keys are (camelCase).</summary>
    /// <exception cref="ConfigurationException">The file is missing, is not YAML, or holds a key or value that does not belong.</exception>
    public static T Read<T>(string path)
        where T : class, new() => Parse<T>(Text(path), path);

    /// <summary>The file's text.</summary>
    /// <exception cref="ConfigurationException">It cannot be read.</exception>
    public static string Text(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException(path, null, $"cannot be read ({error.Message}); create it or name another file", error);
        }
    }

    /// <summary>The same for text already read; <paramref name="file"/> is the name that errors give.</summary>
    /// <exception cref="ConfigurationException">As for <see cref="Read{T}"/>.</exception>
    public static T Parse<T>(string text, string file)
        where T : class, new()
    {
        var reader = new DeserializerBuilder()
            .WithNamingConvention(CamelCaseNamingConvention.Instance)
            .WithDuplicateKeyChecking()
            .Build();
        try
        {
            return reader.Deserialize<T>(text) ?? new T();
        }
        catch (YamlException error)
        {
            throw new ConfigurationException(file, error.Start.Line, InWords(error), error);
        }
    }

    private static string InWords(YamlException error)
    {
        var message = (error.InnerException ?? error).Message;
        return UnknownKey().Match(message) is { Success: true } unknown
            ? $"the key '{unknown.Groups["key"].Value}' is not known here; correct its spelling or remove it"
            : $"{message.TrimEnd('.')}; correct this line";
    }

    [GeneratedRegex(@"^Property '(?<key>[^']*)' not found on type", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex UnknownKey();
}
