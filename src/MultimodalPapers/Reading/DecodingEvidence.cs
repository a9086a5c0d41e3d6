namespace MultimodalPapers.Reading;

/// <summary>How a text was decoded wrongly.</summary>
/// <param name="Page">The code page that UTF-8 was mistaken for.</param>
/// <param name="Lost">The bytes that may be gone: those that get lost with this page and of which the text has no trace.</param>
internal sealed record WrongDecoding(CodePage Page, byte[] Lost);

/// <summary>What a text shows of having been decoded wrongly, gathered from all its pieces.</summary>
internal sealed class DecodingEvidence
{
    // One sequence of three bytes or more is a sign that does not come about by chance; of two bytes it takes a pair.
    private const int Enough = 2;

    private readonly int[] _signs = new int[CodePage.All.Length];

    // By character.
    private readonly bool[] _seen = new bool[CodePage.LastCharacter + 1];
    private WrongDecoding? _found;

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

    /// <summary>What the text was mistaken for, by all that was taken in; null where there is not enough evidence of anything.</summary>
    /// <returns>The same object as long as further pieces change nothing.</returns>
    public WrongDecoding? Found()
    {
        var most = Array.IndexOf(_signs, _signs.Max());
        if (_signs[most] < Enough)
            return null;
        var page = CodePage.All[most];
        var lost = LostFrom(page);
        if (_found is null || _found.Page != page || !_found.Lost.AsSpan().SequenceEqual(lost))
            _found = new WrongDecoding(page, lost);
        return _found;
    }

    private byte[] LostFrom(CodePage page)
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
