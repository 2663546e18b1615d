namespace NewsWatch.Articles.Texts;

/// <summary>What a token's letters tell about it.</summary>
[Flags]
internal enum TokenTraits : byte
{
    None = 0,

    /// <summary>Begins with an upper-case letter.</summary>
    Capital = 1,

    /// <summary>Begins with a digit.</summary>
    Number = 2,

    /// <summary>A function word: carries grammar, not matter.</summary>
    Function = 4,

    /// <summary>Two characters of a script that writes without spaces.</summary>
    Bigram = 8,
}

/// <summary>
/// One word of a text, or one character pair where the script has no spaces.
/// <see cref="Term"/> is a 32-bit hash of the folded word: among 200,000 words some five pairs fall together,
/// which no similarity notices, and no dictionary has to be kept.
/// </summary>
internal readonly record struct Token(int Start, int End, uint Term, TokenTraits Traits)
{
    public bool Is(TokenTraits trait) => (Traits & trait) != TokenTraits.None;

    /// <summary>Carries matter: neither a function word nor a lone letter.</summary>
    public bool IsContent => (Traits & TokenTraits.Function) == TokenTraits.None;
}
