using System.Text.RegularExpressions;
using NewsWatch.Host;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.Serialization;

namespace NewsWatch.Tests.Deploy;

/// <summary>A process that a file of <c>deploy/</c> starts.</summary>
/// <param name="Where">File and name.</param>
/// <param name="Arguments">What the program is given.</param>
/// <param name="Variables">Its environment, with that of the image.</param>
/// <param name="Port">The port that is asked for its health, where the file says so.</param>
internal sealed record Started(string Where, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Variables, int? Port)
{
    public IReadOnlyList<Role> Roles => Arguments.ToList().IndexOf("--roles") is var at and >= 0
        ? [.. Arguments[at + 1].Split(',').Select(word => Enum.Parse<Role>(word, ignoreCase: true))]
        : Enum.GetValues<Role>();
}

/// <summary>Reads what the files of <c>deploy/</c> start.</summary>
internal static partial class DeployFiles
{
    public static string Folder { get; } = Path.Combine(Repository.Root, "deploy");

    public static string Dockerfile { get; } = File.ReadAllText(Path.Combine(Folder, "Dockerfile"));

    /// <summary>Variables that the image sets.</summary>
    public static IReadOnlyDictionary<string, string> OfImage { get; } =
        Setting().Matches(Dockerfile).ToDictionary(match => match.Groups["name"].Value, match => match.Groups["value"].Value);

    public static IEnumerable<Started> All() => Compose().Concat(Kubernetes()).Concat(Systemd());

    public static IEnumerable<Started> Compose()
    {
        var compose = Documents(Path.Combine(Folder, "compose.yaml")).Single();
        foreach (var (name, service) in Map(compose["services"]))
            if (Map(service) is var keys && keys.ContainsKey("build"))
                yield return new Started(
                    $"compose.yaml {name}",
                    Strings(keys["command"]),
                    With(Map(keys["environment"]).ToDictionary(row => row.Key, row => Password().Replace((string)row.Value, "password"))),
                    null);
    }

    public static IEnumerable<Started> Kubernetes()
    {
        var all = Directory.EnumerateFiles(Path.Combine(Folder, "kubernetes"), "*.yaml").SelectMany(Documents).ToList();
        var named = all.Where(document => (string)document["kind"] is "ConfigMap" or "Secret" && Map(document["metadata"])["name"] is "newswatch").ToList();
        var variables = With(named.SelectMany(document => Map(document.GetValueOrDefault("data") ?? document["stringData"])).ToDictionary(row => row.Key, row => (string)row.Value));
        foreach (var document in all.Where(document => document["kind"] is "Deployment"))
        {
            var container = Map(((List<object>)Map(Map(Map(document["spec"])["template"])["spec"])["containers"]).Single());
            var port = Map(((List<object>)container["ports"]).Single())["containerPort"];
            yield return new Started(
                $"kubernetes {Map(document["metadata"])["name"]}", Strings(container["args"]), variables, int.Parse((string)port, System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    public static IEnumerable<Dictionary<string, object>> Documents(string file)
    {
        using var reader = new StreamReader(file);
        var parser = new MergingParser(new Parser(reader));
        var deserializer = new DeserializerBuilder().Build();
        parser.Consume<StreamStart>();
        var documents = new List<Dictionary<string, object>>();
        while (parser.Accept<DocumentStart>(out _))
            documents.Add(Map(deserializer.Deserialize<object>(parser)!));

        return documents;
    }

    public static Dictionary<string, object> Map(object node) => ((Dictionary<object, object>)node).ToDictionary(row => (string)row.Key, row => row.Value);

    private static IEnumerable<Started> Systemd()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Folder, "systemd"), "*.service"))
            foreach (var role in file.Contains('@', StringComparison.Ordinal) ? Enum.GetNames<Role>().Select(name => name.ToLowerInvariant()) : [""])
            {
                var command = File.ReadLines(file).Single(line => line.StartsWith("ExecStart=", StringComparison.Ordinal))["ExecStart=".Length..].Replace("%i", role, StringComparison.Ordinal).Split(' ');
                command[0].ShouldBe("/opt/newswatch/newswatch");
                yield return new Started($"systemd {Path.GetFileName(file)} {role}", command[1..], new Dictionary<string, string>(), null);
            }
    }

    private static Dictionary<string, string> With(Dictionary<string, string> own) =>
        OfImage.Concat(own).Where(row => row.Key.StartsWith(EnvironmentSettings.Prefix, StringComparison.Ordinal)).ToDictionary(row => row.Key, row => row.Value);

    private static List<string> Strings(object list) => [.. ((List<object>)list).Cast<string>()];

    [GeneratedRegex(@"^ENV (?<name>\w+)=(?<value>\S+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Setting();

    [GeneratedRegex(@"\$\{NEWSWATCH_PASSWORD[^}]*\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Password();
}
