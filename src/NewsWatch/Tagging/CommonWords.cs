using System.Collections.Frozen;

namespace NewsWatch.Tagging;

/// <summary>Words that open many names, and so stand for none of them alone.</summary>
internal static class CommonWords
{
    private static readonly FrozenSet<string> Openers = new[]
    {
        "The", "A", "An", "New", "Old", "North", "South", "East", "West", "Northern", "Southern", "Eastern", "Western", "Central",
        "National", "International", "Federal", "European", "American", "British", "Chinese", "German", "French", "Indian", "Japanese",
        "United", "General", "Royal", "Supreme", "High", "Department", "Ministry", "Office", "Bureau", "Institute", "University",
        "Center", "Centre", "Council", "Commission", "Committee", "Court", "House", "School", "College", "Bank", "Association",
        "Society", "Foundation", "Federation", "Union", "Organisation", "Organization", "Agency", "Authority", "Board", "World", "Global",
        "Human", "Public", "Social", "Digital", "Data", "Information", "Computer", "Security", "Safe", "Open", "Big", "Black", "White",
        "Red", "Green", "Blue", "Great", "Good", "Physical", "Artificial", "Machine", "Applied", "Advanced", "State", "City", "Universal",
        "San", "Los", "Las", "Saint", "St", "Mount", "Fort", "Lake", "Silicon", "Hong", "Abu", "Tel", "Sky", "First", "Second", "Third",
        "Australian", "Canadian", "Russian", "Italian", "Spanish", "Dutch", "Swedish", "Korean", "African", "Asian", "Israeli", "Turkish", "Polish", "Irish", "Scottish", "Welsh", "Californian", "Swiss", "Brazilian", "Mexican", "Ukrainian",
        "Daily", "Sunday", "Financial", "Wall", "Business", "Science", "Technology", "Tech", "Electronic", "Internet", "Common", "Future",
        "Democratic", "Republican", "Communist", "Labour", "Liberal", "Conservative", "Social", "People", "Beijing", "Shanghai", "London",
        "Stanford", "Google", "Microsoft", "Amazon", "Apple", "Meta", "Tesla", "Nvidia", "Allen", "Alan", "Ada", "Chatham", "Pew",
        "Morgan", "Hugging", "Scale", "Stability", "Safe", "Super", "Analog", "Texas", "California", "Washington", "Boston", "Toronto",
        "Civil", "Criminal", "Privacy", "Liberty", "Freedom", "Justice", "Law", "Health", "Education", "Energy", "Air", "Army", "Navy",
        "Parliament", "Senate", "Congress", "Cabinet", "Council", "Mobile", "Smart", "Cyber", "Quantum", "Cloud", "Deep", "Neural",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Lookup = Openers.GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool StartsNames(ReadOnlySpan<char> word) => Lookup.Contains(word);
}
