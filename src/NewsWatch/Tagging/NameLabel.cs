namespace NewsWatch.Tagging;

/// <summary>
/// Labels of the name tagger, one a word: outside, or first, inside, last or only word of a name of one of four kinds
/// (Ratinov and Roth 2009).
/// </summary>
internal static class NameLabel
{
    public const int Outside = 0;
    public const int First = 0;
    public const int Inside = 1;
    public const int Last = 2;
    public const int Only = 3;
    public const int Parts = 4;
    public const int Count = 1 + (4 * Parts);

    public static readonly EntityType[] Types = [EntityType.Person, EntityType.Organisation, EntityType.Place, EntityType.Other];

    public static int Of(EntityType type, int part) => 1 + (Array.IndexOf(Types, type) * Parts) + part;

    public static EntityType Type(int label) => Types[(label - 1) / Parts];

    public static int Part(int label) => (label - 1) % Parts;

    public static bool Opens(int label) => label == Outside || Part(label) is First or Only;

    public static bool Closes(int label) => label == Outside || Part(label) is Last or Only;

    /// <summary>Whether one label may follow another.</summary>
    public static bool MayFollow(int before, int label) =>
        Closes(before) ? Opens(label) : !Opens(label) && Type(before) == Type(label);
}
