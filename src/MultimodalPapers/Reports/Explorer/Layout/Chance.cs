namespace MultimodalPapers.Reports.Explorer.Layout;

/// <summary>SplitMix64 (Steele, Lea, Flood 2014, doi:10.1145/2660193.2660195): the same numbers for a seed on every machine and runtime.</summary>
internal struct Chance(ulong seed)
{
    private ulong _state = seed;

    /// <summary>From 0 up to, not including, 1.</summary>
    public double Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
    }
}
