using System.CommandLine;
using NewsWatch.Host.Storage;
using NewsWatch.Tagging;

namespace NewsWatch.Host.Commands;

/// <summary><c>newswatch entities promote NAME</c>: writes a name that articles carry into the registry.</summary>
internal static class EntitiesPromote
{
    public static Command Command()
    {
        var name = new Argument<string>("name") { Description = "The name as articles write it." };
        var type = new Option<EntityType?>("--type") { Description = "What it is; default: what it mostly reads like." };
        var id = new Option<string?>("--id") { Description = "A short stable word; default: made from the name." };
        var alias = new Option<string[]>("--alias") { Description = "Another name; may be given several times.", DefaultValueFactory = _ => [] };
        var country = new Option<string?>("--country") { Description = "Two letters." };
        var about = new Option<string?>("--about") { Description = "A line on what it is." };
        var to = new Option<string?>("--to") { Description = "The registry's file; default: the last one of the configuration." };
        var config = CommonOptions.Config();
        var data = CommonOptions.Data();
        var command = new Command("promote", "Makes a candidate a known entity.") { name, type, id, alias, country, about, to, config, data };
        command.SetAction((parsed, cancellation) => Run(
            new Promotion(
                parsed.GetValue(name)!, parsed.GetValue(type), parsed.GetValue(id), parsed.GetValue(alias)!, parsed.GetValue(country), parsed.GetValue(about), parsed.GetValue(to)),
            NewsWatchOptions.Read(parsed.GetValue(config)),
            parsed.GetValue(data),
            parsed.InvocationConfiguration.Output,
            cancellation));
        return command;
    }

    internal static async Task<int> Run(Promotion wanted, NewsWatchOptions options, string? data, TextWriter output, CancellationToken cancellation)
    {
        var type = wanted.Type ?? await TypeOf(wanted.Name, options, data, cancellation);
        var file = wanted.To is { } named ? Path.GetFullPath(named) : options.Entities[^1];
        var entity = new KnownEntity(wanted.Id ?? EntityFileText.IdOf(wanted.Name), wanted.Name, type, wanted.Aliases)
        {
            Country = wanted.Country,
            About = wanted.About,
        };
        var text = EntityFileText.With(File.Exists(file) ? await File.ReadAllTextAsync(file, cancellation) : "", file, entity);

        // Read as a start would read it, beside the other files, before anything is written.
        var files = options.Entities.Contains(file) ? options.Entities : [.. options.Entities, file];
        _ = EntityRegistry.Parse([.. files.Select(path => (path, path == file ? text : YamlFile.Text(path)))]);
        await File.WriteAllTextAsync(file + ".new", text, cancellation);
        File.Move(file + ".new", file, overwrite: true);
        await output.WriteLineAsync(
            $"'{entity.Name}' is now the {type.ToString().ToLowerInvariant()} '{entity.Id}' in {file}."
            + (options.Entities.Contains(file) ? "" : " Name this file under 'entities' in newswatch.json.")
            + " Stored articles get it with `newswatch tags again`, or after the next start.");
        return 0;
    }

    private static async Task<EntityType> TypeOf(string name, NewsWatchOptions options, string? data, CancellationToken cancellation)
    {
        await using var store = OpenStore.Of(CommonOptions.In(options, data));
        var known = await store.Tags.CandidatesNamed(name, cancellation);
        return known.Count > 0
            ? known[0].Type
            : throw new ConfigurationException("promote", null, $"no article carries '{name}' as an unknown name; correct it (see `newswatch entities candidates`), or say what it is with --type");
    }
}

/// <summary>What is to be written into the registry.</summary>
internal sealed record Promotion(
    string Name, EntityType? Type, string? Id, IReadOnlyList<string> Aliases, string? Country, string? About, string? To);
