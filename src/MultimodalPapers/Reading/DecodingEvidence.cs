namespace MultimodalPapers.Reading;

/// <summary>What a text shows of having been decoded wrongly, gathered from all its pieces.</summary>
internal sealed class DecodingEvidence
{
    // One sequence of three bytes or more is a sign that does not come about by chance; of two bytes it takes a pair.
    private const int Enough = 2;

    private readonly int[] _signs = new int[CodePage.All.Length];

    // By character.
    private readonly bool[] _seen = new bool[CodePage.LastCharacter + 1];

    /// <summary>Takes in a text, or its next piece.</summary>
    public void Add(string text)
    {
        if (System.Text.Ascii.IsValid(text))
            return;
        for (var i = 0; i < _signs.Length; i++)
            _signs[i] += SignsOf(text, CodePage.All[i]);
        for (var i = 0; text.AsSpan(i).IndexOfAnyInRange('\u0080', CodePage.LastCharacter) is >= 0 and var gap; i += gap + 1)
            _seen[text[i + gap]] = true;
    }

    /// <summary>The code page for which there is most evidence; null where there is not enough for any.</summary>
    public CodePage? MistakenFor
    {
        get
        {
            var most = Array.IndexOf(_signs, _signs.Max());
            return _signs[most] >= Enough ? CodePage.All[most] : null;
        }
    }

    /// <summary>The bytes that may be gone: those that get lost with this page and of which the text has no trace.</summary>
    public byte[] LostFrom(CodePage page)
    {
        Span<bool> seen = stackalloc bool[256];
        for (var c = '\u0080'; c <= CodePage.LastCharacter; c++)
            seen[page.ByteOf(c)] |= _seen[c];
        var lost = new List<byte>();
        foreach (var value in page.Lost)
        {
            if (!seen[value])
                lost.Add(value);
        }
        return [.. lost];
    }

    private static int SignsOf(string text, CodePage page)
    {
        var signs = 0;
        DamagedUnit? before = null;
        for (var i = 0; text.AsSpan(i).IndexOfAny(page.Leads) is >= 0 and var lead;)
        {
            var unit = DamagedUnit.Read(text, i + lead, page)!.Value;
            i = unit.Start + unit.Length;
            if (unit.Rune is { } rune && IsWritten(rune))
            {
                // Ã and Â begin the letters of Western Europe. Other pairs, such as × before ½, must stand beside another pair.
                var pair = before is { Missing: 0 } other && other.Start + other.Length == unit.Start;
                if (unit.Odd && (unit.Length > 2 || pair || unit.Lead is 0xC2 or 0xC3))
                    signs += 2;
                else if (unit.Odd && unit.Lead is 0xC4 or 0xC5)
                    signs++;
            }
            before = unit;
        }
        return signs;
    }

    /// <summary>Whether the character belongs to a script or to signs in common use.</summary>
    public static bool IsWritten(int rune) => rune is
        (>= 0xA0 and <= 0x17F) or (>= 0x370 and <= 0x6FF) or (>= 0x900 and <= 0xEFF) or (>= 0x10A0 and <= 0x11FF) or (>= 0x1E00 and <= 0x1EFF)
        or (>= 0x2010 and <= 0x27BF) or (>= 0x2B00 and <= 0x2BFF) or (>= 0x3000 and <= 0x30FF) or (>= 0x3400 and <= 0x9FFF)
        or (>= 0xAC00 and <= 0xD7AF) or (>= 0xFE00 and <= 0xFFEF) or (>= 0x1F000 and <= 0x1FAFF) or (>= 0x20000 and <= 0x2FFFF);
}
