namespace MultimodalPapers.Catalogue;

/// <summary>Places between the characters of a key: bit i stands for the one between the characters i and i + 1. Holds <see cref="CatalogueReader.LongestKey"/> of them.</summary>
/// <remarks>No UInt128: a method that has one is not compiled ahead of time, and the matcher would cost every start of the program.</remarks>
internal readonly struct KeyGaps
{
    private readonly ulong _low;
    private readonly ulong _high;

    private KeyGaps(ulong low, ulong high) => (_low, _high) = (low, high);

    public KeyGaps With(int place) => place < 64 ? new(_low | (1UL << place), _high) : new(_low, _high | (1UL << (place - 64)));

    public KeyGaps And(KeyGaps other) => new(_low & other._low, _high & other._high);

    /// <summary>Whether the other has all places that this one has.</summary>
    public bool IsWithin(KeyGaps other) => ((_low & ~other._low) | (_high & ~other._high)) == 0;
}
