namespace MultimodalPapers.Text;

/// <summary>The first characters with which some key begins: most words of a text are told from all keys by their first three letters.</summary>
/// <remarks>Only letters and digits of ASCII are told apart; before any other character every answer is yes. The folded keys come first, then the questions.</remarks>
/// <param name="endings">The letters and digits, lower case, that may stand right behind a whole key; null for all of them.</param>
internal sealed class Openings(string? endings = null)
{
    private const int Letters = 36;

    // For each pair of first characters, a bit for each third.
    private readonly ulong[] _thirds = new ulong[Letters * Letters];
    private readonly ulong _behind = endings is null ? ulong.MaxValue : Bits(endings);

    /// <param name="key">Lower case where it is of ASCII letters.</param>
    public void Add(ReadOnlySpan<char> key)
    {
        if (key.IsEmpty || Index(key[0]) is not (>= 0 and var first))
            return;
        if (key.Length == 1)
        {
            for (var second = 0; second < Letters; second++)
            {
                if ((_behind >> second & 1) != 0)
                    _thirds[first * Letters + second] = ulong.MaxValue;
            }
        }
        else if (Index(key[1]) is >= 0 and var second && (key.Length == 2 || Index(key[2]) >= 0))
        {
            _thirds[first * Letters + second] |= key.Length == 2 ? _behind : 1UL << Index(key[2]);
        }
    }

    private static ulong Bits(string letters)
    {
        ulong bits = 0;
        foreach (var c in letters)
            bits |= 1UL << Index(c);
        return bits;
    }

    /// <summary>Whether some key may begin at a place of a text; letter case does not count.</summary>
    public bool MayBeAt(ReadOnlySpan<char> text, int start)
    {
        if (text.Length - start < 3)
            return true;
        var (first, second, third) = (Index(text[start]), Index(text[start + 1]), Index(text[start + 2]));
        return (first | second | third) < 0 || (_thirds[first * Letters + second] >> third & 1) != 0;
    }

    private static int Index(char c) => c < Indices.Length ? Indices[c] : -1;

    private static ReadOnlySpan<sbyte> Indices =>
    [
        -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
        -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, -1, -1, -1, -1, -1, -1,
        -1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, -1, -1, -1, -1, -1,
        -1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, -1, -1, -1, -1, -1,
    ];
}
