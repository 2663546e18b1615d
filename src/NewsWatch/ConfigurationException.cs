namespace NewsWatch;

/// <summary>A configuration that cannot be used: where (file, line, key), what is wrong, and what to do.</summary>
public sealed class ConfigurationException(string file, long? line, string problem, Exception? inner = null)
    : Exception(line is { } l ? $"{file}:{l}: {problem}" : $"{file}: {problem}", inner)
{
    public string File { get; } = file;

    public long? Line { get; } = line;

    public string Problem { get; } = problem;
}
