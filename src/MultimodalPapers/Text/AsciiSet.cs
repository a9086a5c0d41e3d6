namespace MultimodalPapers.Text;

/// <summary>A set of characters of ASCII, for a question about one character.</summary>
/// <param name="members">Characters of ASCII.</param>
internal readonly struct AsciiSet(ReadOnlySpan<char> members)
{
    private readonly ulong _low = Bits(members, 0);
    private readonly ulong _high = Bits(members, 64);

    /// <summary>Whether it has a character; it has none beyond ASCII.</summary>
    public bool Contains(char c) => c < 0x80 && ((c < 64 ? _low : _high) >> c & 1) != 0;

    private static ulong Bits(ReadOnlySpan<char> members, int first)
    {
        ulong bits = 0;
        foreach (var c in members)
        {
            if (c >= first && c < first + 64)
                bits |= 1UL << c;
        }
        return bits;
    }
}
