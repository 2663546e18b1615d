namespace NewsWatch;

/// <summary>A password or key. It prints as stars wherever a record, a log line or an error prints it; only <see cref="Reveal"/> tells it.</summary>
public sealed class Secret(string value)
{
    private const string FromEnvironment = "env:";

    /// <summary>The value itself: for the one call that signs or logs in, never for a message.</summary>
    public string Reveal() => value;

    /// <summary>A secret as configuration writes it: the words themselves, or <c>env:NAME</c> for an environment variable.</summary>
    /// <returns>Null where the variable is named but not set.</returns>
    public static Secret? Configured(string words)
    {
        if (!words.StartsWith(FromEnvironment, StringComparison.Ordinal))
            return new Secret(words);

        return Environment.GetEnvironmentVariable(words[FromEnvironment.Length..]) is { Length: > 0 } value ? new Secret(value) : null;
    }

    public override string ToString() => "***";
}
