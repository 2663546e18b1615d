using System.Numerics;

namespace NewsWatch.Articles.Texts;

/// <summary>A few hundred terms that every word of every text is looked up in: terms are hashes, so their own bits say where to look.</summary>
internal sealed class TermSet
{
    // 0 is a free place; a term that is 0 would never be found, and no word of a list has that hash.
    private readonly uint[] _table;

    public TermSet(IEnumerable<uint> terms)
    {
        var all = terms.ToHashSet();
        _table = new uint[BitOperations.RoundUpToPowerOf2((uint)(8 * all.Count) + 1)];
        foreach (var term in all)
        {
            var at = term & (uint)(_table.Length - 1);
            while (_table[at] != 0)
                at = (at + 1) & (uint)(_table.Length - 1);

            _table[at] = term;
        }
    }

    /// <summary>The terms of words parted by spaces.</summary>
    public static TermSet Of(string words) => new(words.Split(' ').Select(Terms.Of));

    public bool Contains(uint term)
    {
        var table = _table;
        for (var at = term & (uint)(table.Length - 1); ; at = (at + 1) & (uint)(table.Length - 1))
            if (table[at] == term)
                return term != 0;
            else if (table[at] == 0)
                return false;
    }
}
