namespace NewsWatch.Articles.Texts;

/// <summary>A run of UTF-16 code units of a text.</summary>
internal readonly record struct TextSpan(int Start, int End)
{
    public int Length => End - Start;

    public string Of(string text) => text[Start..End];

    public bool Holds(int place) => place >= Start && place < End;
}
