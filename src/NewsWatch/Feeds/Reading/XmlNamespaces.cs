namespace NewsWatch.Feeds.Reading;

/// <summary>The namespaces declared on the way down to the element in hand, the nearest last.</summary>
internal sealed class XmlNamespaces(XmlScanner scanner)
{
    /// <summary>Declarations in force at once; beyond it a document is not meant to be read.</summary>
    private const int Most = 128;

    private readonly List<(Slice Prefix, Vocabulary Vocabulary, int Depth)> _declared = [];
    private bool _hasDefault;
    private bool _undeclaredNoted;

    /// <summary>True once a namespace of RSS 0.90 was declared.</summary>
    public bool IsNetscape { get; private set; }

    /// <summary>Takes up what the start tag in hand declares and lets go of what no longer applies.</summary>
    public void Enter()
    {
        var depth = scanner.Depth;
        while (_declared.Count > 0 && _declared[^1].Depth >= depth)
            _declared.RemoveAt(_declared.Count - 1);

        var tag = scanner.Tag;
        for (var i = 0; i < tag.Count; i++)
        {
            var slice = tag.AttributeName(i);
            var name = scanner[slice];
            if (!name.StartsWith("xmlns") || _declared.Count >= Most)
                continue;
            IsNetscape |= scanner[tag.AttributeValue(i)].Contains("netscape.com/rdf/simple", StringComparison.OrdinalIgnoreCase);
            var vocabulary = Vocabularies.OfNamespace(scanner[tag.AttributeValue(i)]);
            if (name.Length == 5)
            {
                _declared.Add((default, vocabulary, depth));
                _hasDefault = true;
            }
            else if (name[5] == ':')
                _declared.Add((new Slice(slice.Start + 6, slice.Length - 6), vocabulary, depth));
        }
    }

    /// <summary>Takes the default namespace in force, which nobody knows, for what the document's element says it must be.</summary>
    public void Adopt(Vocabulary vocabulary)
    {
        for (var i = 0; i < _declared.Count; i++)
        {
            if (_declared[i].Prefix.Length == 0 && _declared[i].Vocabulary == Vocabulary.Other)
                _declared[i] = _declared[i] with { Vocabulary = vocabulary };
        }
    }

    /// <summary>The vocabulary of the start tag in hand.</summary>
    public Vocabulary Of(ReadOnlySpan<char> prefix)
    {
        if (prefix.IsEmpty && !_hasDefault)
            return Vocabulary.Rss;
        for (var i = _declared.Count - 1; i >= 0; i--)
        {
            if (_declared[i].Prefix.Length == prefix.Length && scanner[_declared[i].Prefix].SequenceEqual(prefix))
                return _declared[i].Vocabulary;
        }

        if (prefix.IsEmpty)
            return Vocabulary.Rss;
        if (!_undeclaredNoted)
        {
            _undeclaredNoted = true;
            scanner.Repairs.Note(scanner.Token.Start, "The namespace prefix \"{0}\" is not declared.", prefix);
        }

        return Vocabularies.OfPrefix(prefix);
    }
}
