namespace NewsWatch.Tagging;

/// <summary>The known entities, read from one or several files in the form of <c>config/entities.yaml</c>.</summary>
public sealed class EntityRegistry
{
    private readonly Dictionary<string, KnownEntity> _byId;

    private EntityRegistry(IReadOnlyList<KnownEntity> entities)
    {
        All = entities;
        _byId = entities.ToDictionary(entity => entity.Id, StringComparer.Ordinal);
    }

    public IReadOnlyList<KnownEntity> All { get; }

    /// <summary>The entity with this id, or null.</summary>
    public KnownEntity? Find(string id) => _byId.GetValueOrDefault(id);

    /// <exception cref="ConfigurationException">A file cannot be used, or two entities claim one id or, with one type and no rule, one name.</exception>
    public static EntityRegistry Read(params IEnumerable<string> paths) =>
        Join([.. paths.Select(path => (path, YamlFile.Read<EntityFile>(path)))]);

    internal static EntityRegistry Parse(string text, string file) => Join([(file, YamlFile.Parse<EntityFile>(text, file))]);

    private static EntityRegistry Join(IReadOnlyList<(string Path, EntityFile File)> files)
    {
        var contexts = new ContextLists(files.SelectMany(file => file.File.Contexts.Select(list => (file.Path, list.Key, list.Value))));
        var entities = new List<KnownEntity>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var names = new Dictionary<(string Alias, EntityType Type), (string Id, bool Ruled)>();
        foreach (var (path, file) in files)
            foreach (var row in file.Entities)
            {
                var entity = row.ToEntity(path, contexts);
                if (!ids.Add(entity.Id))
                    throw new ConfigurationException(path, LineOf(path, entity.Id), $"the entity '{entity.Id}' stands twice; keep one of them");

                var words = entity.Aliases.Prepend(entity.Name).Concat(entity.Rules.SelectMany(rule => (IEnumerable<string>)[rule.Alias, .. rule.With, .. rule.Without]));
                if (words.Select(Phrase.Fault).FirstOrDefault(fault => fault is not null) is { } wrong)
                    throw new ConfigurationException(path, LineOf(path, entity.Id), $"in '{entity.Id}': {wrong}");

                foreach (var alias in entity.Aliases.Prepend(entity.Name).Concat(entity.Rules.Select(rule => rule.Alias)).Distinct(StringComparer.Ordinal))
                {
                    var ruled = entity.Rules.Any(rule => rule.Alias == alias && rule.With.Count > 0);
                    if (names.TryGetValue((alias, entity.Type), out var other) && !(ruled && other.Ruled))
                        throw new ConfigurationException(
                            path,
                            LineOf(path, entity.Id),
                            $"'{alias}' names both '{other.Id}' and '{entity.Id}'; remove it from one, or list it under 'ambiguous' of both with the words that must stand near");

                    names[(alias, entity.Type)] = (entity.Id, ruled);
                }

                entities.Add(entity);
            }

        return new EntityRegistry(entities);
    }

    /// <summary>The line where a row with this id begins, or null: YAML rows do not remember where they stood.</summary>
    private static long? LineOf(string path, string id)
    {
        if (!File.Exists(path))
            return null;

        var line = 0;
        long? last = null;
        foreach (var text in File.ReadLines(path))
        {
            line++;
            var at = text.IndexOf("id:", StringComparison.Ordinal);
            if (at >= 0 && text[(at + 3)..].Trim(' ', '"', '\'') == id)
                last = line;
        }

        return last;
    }

    private sealed class EntityFile
    {
        public Dictionary<string, List<string>> Contexts { get; set; } = [];

        public List<EntityRow> Entities { get; set; } = [];
    }

    private sealed class EntityRow
    {
        public string? Id { get; set; }

        public string? Name { get; set; }

        public string? Type { get; set; }

        public List<string> Aliases { get; set; } = [];

        public string? Country { get; set; }

        public string? About { get; set; }

        public string? Site { get; set; }

        public List<RuleRow> Ambiguous { get; set; } = [];

        public KnownEntity ToEntity(string file, ContextLists contexts)
        {
            if (Id is not { Length: > 0 } id || Name is not { Length: > 0 } name)
                throw new ConfigurationException(file, null, $"the entity '{Id ?? Name}' needs both an id and a name");

            if (!Enum.TryParse<EntityType>(Type, ignoreCase: true, out var type) || int.TryParse(Type, out _))
                throw new ConfigurationException(
                    file, LineOf(file, id), $"'{id}' has the type '{Type}'; use one of {string.Join(", ", Enum.GetNames<EntityType>()).ToLowerInvariant()}");

            return new KnownEntity(id, name, type, Aliases)
            {
                Country = Country,
                About = About,
                Site = Site,
                Rules = [.. Ambiguous.Select(rule => rule.ToRule(file, id, contexts))],
            };
        }
    }

    private sealed class RuleRow
    {
        public string? Alias { get; set; }

        public PhraseCase Case { get; set; } = PhraseCase.Proper;

        public List<string> With { get; set; } = [];

        public List<string> Without { get; set; } = [];

        public AliasRule ToRule(string file, string entity, ContextLists contexts) =>
            Alias is { Length: > 0 } alias
                ? new AliasRule(alias, Case, contexts.Expand(With, file), contexts.Expand(Without, file))
                : throw new ConfigurationException(file, LineOf(file, entity), $"a row under 'ambiguous' of '{entity}' has no alias; name one");
    }
}
