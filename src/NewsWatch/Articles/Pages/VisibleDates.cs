using System.Collections.Frozen;

namespace NewsWatch.Articles.Pages;

/// <summary>
/// Dates that a reader sees: in time elements, in elements named for dates, in short lines around the headline. Those right below the headline
/// come first; dates above it are often today's, dates beside and below the article belong to other articles.
/// </summary>
internal sealed class VisibleDates
{
    /// <summary>Below this a date is more likely another article's.</summary>
    private const double LeastWeight = -1.5;

    private const int MaxLine = 240;
    private const int MaxDateline = 40;
    private const int MaxBlocks = 5_000;

    private static readonly string[] Attributes =
        ["datetime", "data-datetime", "data-timestamp", "data-utime", "data-published", "data-pubdate", "data-time", "data-date"];

    private static readonly FrozenSet<string> DateWords = FrozenSet.ToFrozenSet(
        [
            "date", "datum", "fecha", "data", "time", "published", "publish", "pubdate", "publication", "timestamp", "datetime", "dateline", "posted", "created", "dato", "tarih", "veroeffentlicht",
            "postdate", "entrydate", "newsdate", "articledate", "postmeta", "entrymeta", "meta", "byline", "submitted", "stand", "day",
        ], StringComparer.Ordinal);

    // "Updated", "last modified", "as of": said of a later version than the first.
    private static readonly string[] LaterWords =
        [
            "updat", "aktualis", "geändert", "modif", "mis à jour", "mise à jour", "actualiz", "atualiz", "aggiorn", "bijgewerkt", "gewijzigd", "uppdater", "oppdater", "opdater", "обновлен", "оновлен",
            "更新", "güncel", "zaktualiz", "edited", "bearbeitet", "reviewed", "päivitetty",
        ];

    private static readonly string[] FirstWords =
        [
            "publish", "posted", "veröffentlicht", "erschienen", "erstellt", "publié", "publicad", "pubblicat", "gepubliceerd", "geplaatst", "publicerad", "publisert", "publiceret", "опубликован", "опубліковано",
            "发布", "發布", "公開", "投稿", "yayın", "opublikowan", "julkaistu", "vom ", "date:", "datum:", "تاريخ", "입력", "등록", "منتشر", "submitted", "created", "mis en ligne", "paru le",
        ];

    private readonly PageSource _page;
    private readonly PageLayout _layout;

    public VisibleDates(PageSource page, PageLayout layout)
    {
        _page = page;
        _layout = layout;
    }

    /// <summary>Candidates, the most trustworthy first.</summary>
    public IEnumerable<(WrittenDate Date, string Rule, double Weight)> Find() =>
        TimeElements().Concat(Lines()).Where(found => found.Weight > LeastWeight).OrderByDescending(found => found.Weight);

    private IEnumerable<(WrittenDate Date, string Rule, double Weight)> TimeElements()
    {
        // On several elements it says which articles are new, not when this one was.
        var isMarked = _page.Tree.Nodes.Count(node => node.Has("pubdate")) == 1;
        foreach (var node in _page.Tree.Nodes)
        {
            var isTime = node.Tag == "time";
            var stamp = Attributes.Select(name => node[name]).FirstOrDefault(value => value is not null)
                ?? (node.Tag == "abbr" ? node["title"] : null)
                ?? (isTime ? _page.Tree.TextOf(node, 200) : null);
            if (stamp is null || node.Tag is "del" or "ins" || _page.DateOf(stamp) is not { } date)
                continue;

            var names = $"{node["class"]} {node["itemprop"]} {node["title"]}".ToLowerInvariant();
            var weight = PlaceOf(node.Index) + (isTime ? 3 : 1) + (date.HasTime ? 0.2 : 0);
            if ((isMarked && node.Has("pubdate")) || names.Contains("publi", StringComparison.Ordinal) || names.Contains("entry-date", StringComparison.Ordinal))
                weight += 2;
            if (IsLater(names) || IsLater(TextBefore(node)))
                weight -= 3;

            yield return (date, isTime ? "time element" : $"{node.Tag} with a date", weight + OutsidePenalty(node));
        }
    }

    private IEnumerable<(WrittenDate Date, string Rule, double Weight)> Lines()
    {
        foreach (var block in _layout.All.Take(MaxBlocks))
        {
            var named = NamesDate(block.Node);
            var place = PlaceOf(block.First);
            if (!named && place < 0)
                continue;
            if (block.Text.Length > MaxLine && !named && !(place > 0 && block.First < _layout.Region.Index + 12))
                continue;

            foreach (var (date, at) in DateText.All(block.Text, _page.ShortLanguage, _page.IsMonthFirst).Take(3))
            {
                // In running text only the line's opening is one: "BERLIN, 3 May 2020 – ".
                if (block.Text.Length > MaxLine && at > MaxDateline)
                    break;

                var before = block.Text[Math.Max(0, at - 40)..at].ToLowerInvariant();
                var weight = place + (named ? 2 : 0) + (block.Text.Length < 60 ? 1 : block.Text.Length > 140 ? -2 : 0);
                if (FirstWords.Any(word => before.Contains(word, StringComparison.Ordinal)))
                    weight += 1.5;
                if (IsLater(before))
                    weight -= 3;
                if (block.LinkDensity > 0.8)
                    weight -= 1;

                yield return (date, named ? "date in a named element" : "date in a line near the headline", weight - 0.01 * at + OutsidePenalty(block.Node));
            }
        }
    }

    /// <summary>Up to 3 right below the headline, less the farther, little above it and behind the text.</summary>
    private double PlaceOf(int index)
    {
        var top = _layout.Headline?.First ?? _layout.Region.Index;
        var end = Math.Max(_layout.Region.End, top);
        var distance = index < top ? top - index : index - top;
        if (index >= end)
            return index - end < 60 ? 0.5 : -2;
        if (index < top)
            return distance < 60 ? 1.5 - (distance / 60.0) : -1;

        return distance < 100 ? 3 - (distance / 100.0) : index < _layout.Region.Index + 30 ? 1.5 : 0.2;
    }

    private double OutsidePenalty(PageNode node)
    {
        if (_layout.CutOf(node) != Cut.Outside)
            return 0;

        for (var at = node; at is not null; at = at.Parent)
            if (at.Tag is "aside" or "nav" or "li" || _layout.HintsOf(at).HasFlag(Hint.Comments))
                return -8;

        return -1.5;
    }

    private static bool NamesDate(PageNode node)
    {
        for (var (at, level) = (node, 0); at is not null && level < 2; at = at.Parent, level++)
            if (Hints.WordsOf($"{at["class"]} {at["id"]} {at["itemprop"]}").Any(DateWords.Contains))
                return true;

        return false;
    }

    private string TextBefore(PageNode node)
    {
        for (var i = node.Index - 1; i >= 0 && i > node.Index - 6; i--)
            if (_page.Tree.Nodes[i] is { IsText: true, Text: var text } && !string.IsNullOrWhiteSpace(text))
                return text.Length < 60 ? text.ToLowerInvariant() : "";

        return "";
    }

    private static bool IsLater(string words) => LaterWords.Any(word => words.Contains(word, StringComparison.Ordinal));
}
