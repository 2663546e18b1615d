namespace NewsWatch.Outbound;

/// <summary>
/// What a site's robots.txt asks of us (RFC 9309): the groups that name our product, else those for everyone; the longest rule that
/// matches decides, and allowing wins a tie.
/// </summary>
public sealed class RobotsRules
{
    /// <summary>What is read of a robots.txt: 500 KiB, the least that RFC 9309 asks for.</summary>
    public const int MaxBytes = 500 * 1024;

    private const int MaxRules = 5000;
    private const int MaxPattern = 2048;

    private readonly IReadOnlyList<RobotsRule> _rules;

    private RobotsRules(IReadOnlyList<RobotsRule> rules) => _rules = rules;

    public static RobotsRules AllowAll { get; } = new([]);

    public static RobotsRules DisallowAll { get; } = new([new RobotsRule("/", Allow: false)]);

    /// <summary>Reads a robots.txt. Lines that are not understood are passed over, as everyone does.</summary>
    /// <param name="text">The file.</param>
    /// <param name="product">Our product token, such as <c>NewsWatch</c>.</param>
    public static RobotsRules Parse(string text, string product)
    {
        List<RobotsRule> ours = [], everyones = [];
        var (namesUs, namesEveryone, isNamed, inNames) = (false, false, false, false);
        foreach (var line in text.AsSpan().TrimStart('\ufeff').EnumerateLines())
        {
            if (!Field(line, out var name, out var value))
                continue;

            if (Is(name, "user-agent"))
            {
                // Names that follow each other share a group; one after rules begins another.
                if (!inNames)
                    namesUs = namesEveryone = false;

                inNames = true;
                namesUs |= Is(Token(value), product);
                namesEveryone |= value is "*";
                isNamed |= namesUs;
                continue;
            }

            var allow = Is(name, "allow");
            if (!allow && !Is(name, "disallow"))
                continue;

            inNames = false;
            if (value.IsEmpty || value.Length > MaxPattern)
                continue;

            if (namesUs && ours.Count < MaxRules)
                ours.Add(new RobotsRule(RobotsRule.Normalise(value.ToString()), allow));

            if (namesEveryone && everyones.Count < MaxRules)
                everyones.Add(new RobotsRule(RobotsRule.Normalise(value.ToString()), allow));
        }

        return new RobotsRules(isNamed ? ours : everyones);
    }

    /// <summary>Whether this address may be fetched.</summary>
    public bool Allows(Uri address)
    {
        var path = RobotsRule.Normalise(address.PathAndQuery);
        if (path == "/robots.txt")
            return true;

        var (longest, allowed) = (-1, true);
        foreach (var rule in _rules)
        {
            if (rule.Pattern.Length < longest || (rule.Pattern.Length == longest && !rule.Allow) || !rule.Matches(path))
                continue;

            (longest, allowed) = (rule.Pattern.Length, rule.Allow);
        }

        return allowed;
    }

    private static bool Field(ReadOnlySpan<char> line, out ReadOnlySpan<char> name, out ReadOnlySpan<char> value)
    {
        if (line.IndexOf('#') is var comment and >= 0)
            line = line[..comment];

        var colon = line.IndexOf(':');
        name = colon < 0 ? default : line[..colon].Trim();
        value = colon < 0 ? default : line[(colon + 1)..].Trim();
        return colon > 0;
    }

    /// <summary>The name without a version, which some sites add: <c>NewsWatch/1.0</c>.</summary>
    private static ReadOnlySpan<char> Token(ReadOnlySpan<char> value)
    {
        var end = value.IndexOfAny('/', ' ');
        return end < 0 ? value : value[..end];
    }

    private static bool Is(ReadOnlySpan<char> text, string word) => text.Equals(word, StringComparison.OrdinalIgnoreCase);
}
