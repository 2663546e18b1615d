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
    public static EntityRegistry Read(params IEnumerable<string> paths) => Parse([.. paths.Select(path => (path, YamlFile.Text(path)))]);

    /// <summary>The same for texts already read, each with the name that errors give.</summary>
    /// <exception cref="ConfigurationException">As for <see cref="Read"/>.</exception>
    public static EntityRegistry Parse(params IReadOnlyList<(string File, string Text)> texts) =>
        Join([.. texts.Select(text => new Source(text.File, new ConfigurationLines(text.Text), YamlFile.Parse<EntityFile>(text.Text, text.File)))]);

    internal static EntityRegistry Parse(string text, string file) => Parse((file, text));

    private static EntityRegistry Join(IReadOnlyList<Source> sources)
    {
        var contexts = new ContextLists([.. sources.SelectMany(source => source.File.Contexts.Select(list => new ContextList(list.Key, list.Value, source.Path, source.Lines)))]);
        var entities = new List<KnownEntity>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var names = new Dictionary<(string Alias, EntityType Type), (string Id, bool Ruled)>();
        foreach (var source in sources)
            foreach (var row in source.File.Entities)
            {
                var entity = row.ToEntity(source, contexts);
                if (!ids.Add(entity.Id))
                    throw source.Refuse(entity.Id, $"the entity '{entity.Id}' stands twice; keep one of them");

                CheckWords(source, entity);
                Claim(source, entity, names);
                entities.Add(entity);
            }

        return new EntityRegistry(entities);
    }

    private static void CheckWords(Source source, KnownEntity entity)
    {
        var words = entity.Aliases.Prepend(entity.Name).Concat(entity.Rules.SelectMany(rule => (IEnumerable<string>)[rule.Alias, .. rule.With, .. rule.Without]));
        if (words.Select(Phrase.Fault).FirstOrDefault(fault => fault is not null) is { } wrong)
            throw source.Refuse(entity.Id, $"in '{entity.Id}': {wrong}");

        if (entity.Aliases.GroupBy(alias => alias, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw source.Refuse(entity.Id, $"'{entity.Id}' has the alias '{twice.Key}' twice; keep one of them", twice.Key);
    }

    /// <summary>One name means one thing, unless rules say when it means which.</summary>
    private static void Claim(Source source, KnownEntity entity, Dictionary<(string Alias, EntityType Type), (string Id, bool Ruled)> names)
    {
        foreach (var alias in entity.Aliases.Prepend(entity.Name).Concat(entity.Rules.Select(rule => rule.Alias)).Distinct(StringComparer.Ordinal))
        {
            var ruled = entity.Rules.Any(rule => rule.Alias == alias && rule.With.Count > 0);
            if (names.TryGetValue((alias, entity.Type), out var other) && !(ruled && other.Ruled))
                throw source.Refuse(
                    entity.Id,
                    $"'{alias}' names both '{other.Id}' and '{entity.Id}'; remove it from one, or list it under 'ambiguous' of both with the words that must stand near",
                    alias);

            names[(alias, entity.Type)] = (entity.Id, ruled);
        }
    }

    /// <summary>A file that was read, and where its rows stand.</summary>
    private sealed record Source(string Path, ConfigurationLines Lines, EntityFile File)
    {
        public ConfigurationException Refuse(string? id, string problem, string? words = null) =>
            new(Path, Lines.Of("id", id) is var row && words is null ? row : Lines.Within(row, words!), problem);
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

        public List<string> Patterns { get; set; } = [];

        public KnownEntity ToEntity(Source source, ContextLists contexts)
        {
            if (Id is not { Length: > 0 } id || Name is not { Length: > 0 } name)
                throw new ConfigurationException(
                    source.Path, source.Lines.Of("id", Id) ?? source.Lines.Of("name", Name), $"the entity '{Id ?? Name}' needs both an id and a name; add what is missing");

            if (!Enum.TryParse<EntityType>(Type, ignoreCase: true, out var type) || int.TryParse(Type, out _))
                throw source.Refuse(id, $"'{id}' has the type '{Type}'; use one of {string.Join(", ", Enum.GetNames<EntityType>()).ToLowerInvariant()}");

            return new KnownEntity(id, name, type, Aliases)
            {
                Country = Country,
                About = About,
                Site = Site,
                Rules = [.. Ambiguous.Select(rule => rule.ToRule(source, id, contexts))],
                Patterns = [.. Patterns.Select(expression => Pattern(source, id, type, expression))],
            };
        }

        private static NamePattern Pattern(Source source, string id, EntityType type, string expression) =>
            NamePattern.Of(expression) is (var words, var fault) && words is not null
                ? new NamePattern(id, type, words)
                : throw source.Refuse(id, $"in '{id}': {fault}", "patterns");
    }

    private sealed class RuleRow
    {
        public string? Alias { get; set; }

        public PhraseCase Case { get; set; } = PhraseCase.Proper;

        public List<string> With { get; set; } = [];

        public List<string> Without { get; set; } = [];

        public AliasRule ToRule(Source source, string entity, ContextLists contexts) =>
            Alias is { Length: > 0 } alias
                ? new AliasRule(alias, Case, Expand(source, entity, contexts, With), Expand(source, entity, contexts, Without))
                : throw source.Refuse(entity, $"a row under 'ambiguous' of '{entity}' has no alias; name one");

        private static IReadOnlyList<string> Expand(Source source, string entity, ContextLists contexts, List<string> words) =>
            words.FirstOrDefault(word => word.StartsWith('@') && !contexts.Has(word[1..])) is { } unknown
                ? throw source.Refuse(entity, $"there is no context '{unknown[1..]}'; add it under 'contexts' or correct its name", unknown)
                : contexts.Expand(words);
    }
}
