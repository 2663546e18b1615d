using System.CommandLine;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.Json;
using System.Text.RegularExpressions;
using NewsWatch.Host;
using NewsWatch.Host.Bus;
using NewsWatch.Host.Commands;
using NewsWatch.Host.Operations;

namespace NewsWatch.Tests.Deploy;

/// <summary>
/// No container runs in the tests: what the files of <c>deploy/</c> say is held to what the program takes, and to the tools' and schemas'
/// own rules where those are to be had.
/// </summary>
public sealed partial class DeployTests
{
    [Fact]
    public void Every_process_is_started_with_options_that_newswatch_takes()
    {
        var started = DeployFiles.All().ToList();
        started.Count.ShouldBeGreaterThanOrEqualTo(4 + 4 + 5);
        foreach (var process in started)
        {
            var parsed = new RootCommand { RunCommand.Command() }.Parse([.. process.Arguments]);
            parsed.Errors.Select(error => error.Message).ShouldBeEmpty(process.Where);
            process.Roles.ShouldNotBeEmpty(process.Where);
        }
    }

    [Fact]
    public void Every_variable_is_a_key_and_all_of_them_together_may_start()
    {
        foreach (var process in DeployFiles.Compose().Concat(DeployFiles.Kubernetes()))
        {
            process.Variables.Count.ShouldBeGreaterThan(5, process.Where);
            var options = NewsWatchOptions.Read(null, new EnvironmentSettings(Known(process.Variables))) with { Roles = process.Roles };
            StartRules.Check(options);
            options.Bus.ShouldStartWith("rabbitmq://");
            options.Search.Elasticsearch.ShouldNotBeNull();
            options.Data.ShouldBe("/data");
        }
    }

    [Fact]
    public void In_every_file_each_role_runs_and_health_is_asked_at_the_port_where_it_is_answered()
    {
        DeployFiles.Compose().SelectMany(process => process.Roles).ShouldBe(Enum.GetValues<Role>(), ignoreOrder: true);
        foreach (var process in DeployFiles.Kubernetes())
        {
            var options = NewsWatchOptions.Read(null, new EnvironmentSettings(Known(process.Variables)));
            process.Port.ShouldBe(new Uri(process.Roles.Contains(Role.Web) ? options.Web : options.Health!).Port, process.Where);
        }

        DeployFiles.Kubernetes().SelectMany(process => process.Roles).ShouldBe(Enum.GetValues<Role>(), ignoreOrder: true);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(DeployFiles.Folder, "kubernetes"), "*.yaml"))
            foreach (Match path in HealthPath().Matches(File.ReadAllText(file)))
                path.Groups["path"].Value.ShouldBeOneOf("/health/live", "/health/ready");
    }

    [Fact]
    public void The_image_starts_the_program_where_it_was_copied_to_and_not_as_root()
    {
        DeployFiles.Dockerfile.ShouldContain("ENTRYPOINT [\"/app/newswatch\"]");
        DeployFiles.Dockerfile.ShouldContain("/app /app");
        Path.GetFileNameWithoutExtension(typeof(NewsWatchOptions).Assembly.Location).ShouldBe("newswatch");
        DeployFiles.Dockerfile.ShouldContain("USER 1654");
        File.ReadAllText(Path.Combine(DeployFiles.Folder, "compose.yaml")).ShouldContain("read_only: true");
    }

    [Fact]
    public void Workers_are_scaled_by_the_queues_that_workers_work_on()
    {
        var scaled = File.ReadAllText(Path.Combine(DeployFiles.Folder, "kubernetes", "scaledobject.yaml"));
        QueueName().Matches(scaled).Select(match => match.Groups["queue"].Value)
            .ShouldBe(Pipeline.Stages.Where(stage => stage.Role == Role.Worker).Select(BusSetup.QueueOf), ignoreOrder: true);
    }

    [Fact]
    public void The_dashboard_asks_for_metrics_that_there_are()
    {
        var there = new HashSet<string>();
        using (var listener = new MeterListener())
        {
            listener.InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name == "NewsWatch")
                    there.UnionWith(InPrometheus(instrument));
            };
            listener.Start();
            using var work = new OpenWork(null!);
            using var meter = new StageMeter(work);
        }

        there.Count.ShouldBeGreaterThan(4);
        using var dashboard = JsonDocument.Parse(File.ReadAllText(Path.Combine(DeployFiles.Folder, "dashboards", "newswatch.json")));
        var asked = Metric().Matches(dashboard.RootElement.GetRawText()).Select(match => match.Value).Distinct().ToList();
        asked.Count.ShouldBeGreaterThan(3);
        asked.ShouldAllBe(metric => there.Contains(metric));
    }

    [Fact]
    public Task Compose_accepts_its_file() =>
        Accepts("docker-compose", ["-f", Path.Combine(DeployFiles.Folder, "compose.yaml"), "config", "-q"]);

    [Fact]
    public Task Kustomize_puts_the_manifests_together() => Accepts("kubectl", ["kustomize", Path.Combine(DeployFiles.Folder, "kubernetes")]);

    [Theory]
    [InlineData("newswatch.service")]
    [InlineData("newswatch@.service")]
    public async Task Systemd_finds_nothing_wrong_with_its_units_but_that_the_program_is_not_installed(string unit)
    {
        var said = await Run("systemd-analyze", ["verify", Path.Combine(DeployFiles.Folder, "systemd", unit)]);
        said.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line.Contains("newswatch", StringComparison.Ordinal) && !line.Contains("is not executable", StringComparison.Ordinal))
            .ShouldBeEmpty();
    }

    [Fact]
    public async Task Manifests_keep_to_the_published_schemas_and_the_Dockerfile_to_its_grammar()
    {
        if (Environment.GetEnvironmentVariable("NEWSWATCH_DEPLOY_SCHEMAS") is not { Length: > 0 } modules)
        {
            Assert.Skip("the schemas are not there: run tests/run, or set NEWSWATCH_DEPLOY_SCHEMAS to a node_modules folder with kubernetes-models, @kubernetes-models/keda, yaml and dockerfile-utils");
            return;
        }

        var files = Directory.GetFiles(Path.Combine(DeployFiles.Folder, "kubernetes"), "*.yaml").Append(Path.Combine(DeployFiles.Folder, "Dockerfile"));
        await Accepts("node", [Path.Combine(Repository.Root, "tests", "NewsWatch.Tests", "Deploy", "validate.mjs"), modules, .. files]);
    }

    // The key of the cluster's store comes with its adapter.
    private static Dictionary<string, string> Known(IReadOnlyDictionary<string, string> variables) => variables
        .Where(row => row.Key != $"{EnvironmentSettings.Prefix}STORE" || typeof(NewsWatchOptions).GetProperty("Store") is not null)
        .ToDictionary(row => row.Key, row => row.Value);

    /// <summary>The names under which a collector hands it on to Prometheus.</summary>
    private static IEnumerable<string> InPrometheus(Instrument instrument)
    {
        var name = instrument.Name.Replace('.', '_') + (instrument.Unit == "s" ? "_seconds" : "");
        var kind = instrument.GetType().Name;
        return kind.StartsWith("Histogram", StringComparison.Ordinal) ? [$"{name}_bucket", $"{name}_sum", $"{name}_count"]
            : kind.StartsWith("Counter", StringComparison.Ordinal) ? [$"{name}_total"]
            : [name];
    }

    private static async Task Accepts(string tool, IReadOnlyList<string> arguments)
    {
        var (exitCode, output) = await Run(tool, arguments);
        exitCode.ShouldBe(0, output);
    }

    private static async Task<(int ExitCode, string Output)> Run(string tool, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(tool) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["NEWSWATCH_PASSWORD"] = "password";
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);

        try
        {
            using var process = Process.Start(start)!;
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return (process.ExitCode, await output + await errors);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip($"{tool} is not installed here");
            return default;
        }
    }

    [GeneratedRegex(@"path: (?<path>/health/\w+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HealthPath();

    [GeneratedRegex(@"queueName: (?<queue>[\w-]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex QueueName();

    [GeneratedRegex(@"\bnewswatch_[a-z_]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Metric();
}
