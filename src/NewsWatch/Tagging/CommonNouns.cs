using System.Collections.Frozen;

namespace NewsWatch.Tagging;

/// <summary>
/// Words of an article that have capitals and name nothing: plurals of acronyms ("APIs"), acronyms that the article uses
/// as it uses any noun ("an LLM is …", "LLMs"), and ordinary words that it also writes small.
/// </summary>
internal sealed class CommonNouns
{
    /// <summary>Acronyms of offices and techniques, which an article need not explain. Ordinary words come from the shipped lists.</summary>
    private static readonly FrozenSet<string> Acronyms = new[]
    {
        "AI", "AGI", "ML", "RL", "NLP", "LLM", "SLM", "VLM", "GPU", "CPU", "TPU", "NPU", "RAM", "API", "SDK", "IDE", "URL", "PDF", "CSV", "JSON", "HTML", "SQL",
        "UI", "UX", "AR", "VR", "XR", "PC", "TV", "IT", "ICT", "IP", "ID", "QA", "QR", "FAQ", "HR", "PR", "VC", "IPO", "ETF", "GDP", "ROI", "KPI", "B2B", "B2C",
        "CEO", "CTO", "CFO", "COO", "CIO", "CISO", "CMO", "CPO", "VP", "SVP", "EVP", "MD", "PhD", "MBA", "MP", "MEP", "PM", "QC", "KC", "AM", "EST", "GMT", "UTC",
        "EV", "SUV", "ICU", "DNA", "RNA", "NGO", "SME", "FOMO", "DIY", "OK", "CSAM", "SFT", "RLHF", "RAG", "OCR", "GPS", "IoT", "SaaS", "CCTV", "CONFIG", "TODO",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> AcronymLookup = Acronyms.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string> AfterNouns = new[]
    {
        "is", "was", "are", "were", "be", "that", "which", "who", "can", "could", "will", "would", "may", "might", "must", "should", "to", "in", "on", "of", "for",
        "and", "or", "but", "with", "at", "by", "from", "as", "if", "when", "than", "has", "had", "does", "did", "into", "like",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> AfterLookup = AfterNouns.GetAlternateLookup<ReadOnlySpan<char>>();

    private readonly WordList _words;
    private readonly HashSet<ulong> _small = [];
    private readonly HashSet<ulong> _counted = [];

    public CommonNouns(WordList words)
    {
        _words = words;
        for (var i = 0; i < words.Count; i++)
            if (words[i].Shape == WordShape.Lower)
                _small.Add(words[i].Hash);
            else if (words[i].Shape is WordShape.Upper or WordShape.Mixed && IsCounted(i))
                _counted.Add(Singular(words.Span(i)));
    }

    /// <summary>Whether the word is a noun of this article, not a name.</summary>
    public bool Holds(int index)
    {
        var word = _words.Span(index);
        return _words[index].Shape switch
        {
            WordShape.Upper => AcronymLookup.Contains(word) || _counted.Contains(_words[index].Hash),
            WordShape.Mixed => AcronymLookup.Contains(word) || IsPlural(word),
            WordShape.Capitalised => _small.Contains(_words[index].Hash) && NameTagger.Shipped.Model.Gazetteer.IsOrdinary(_words[index].Hash),
            _ => false,
        };
    }

    /// <summary>"LLMs", or "an LLM is": one of many, as a name is not. "An FBI agent" counts agents.</summary>
    private bool IsCounted(int index)
    {
        if (IsPlural(_words.Span(index)))
            return true;

        return _words[index].Shape == WordShape.Upper && index > 0 && _words[index].GapHash == 0 && _words.Span(index - 1) is "a" or "an" or "A" or "An" or "each" or "every" or "any"
            && index + 1 < _words.Count && (_words[index + 1].GapHash != 0 || AfterLookup.Contains(_words.Span(index + 1)));
    }

    private static bool IsPlural(ReadOnlySpan<char> word) =>
        word.Length > 2 && word[^1] == 's' && !word[..^1].ContainsAnyExceptInRange('A', 'Z');

    /// <summary>The key of "LLM" for "LLM" and "LLMs".</summary>
    private static ulong Singular(ReadOnlySpan<char> word)
    {
        var hash = WordList.Start;
        foreach (var letter in IsPlural(word) ? word[..^1] : word)
            hash = WordList.Add(hash, letter);
        return hash;
    }
}
