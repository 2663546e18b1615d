namespace NewsWatch.Tests.Feeds;

/// <summary>Numbers that look random and are the same on every machine for the same seed (xorshift64*, Vigna 2016).</summary>
internal sealed class SeededBytes(ulong seed)
{
    private ulong _state = (seed * 0x9E3779B97F4A7C15) + 1;

    public int Next(int below)
    {
        _state ^= _state >> 12;
        _state ^= _state << 25;
        _state ^= _state >> 27;
        return (int)((_state * 0x2545F4914F6CDD1D >> 33) % (ulong)below);
    }
}
