namespace MultimodalPapers.Reading;

/// <summary>What is left of one UTF-8 sequence that was read byte by byte: its lead byte and the continuation bytes that survived.</summary>
/// <param name="Start">Where it stands in the text.</param>
/// <param name="Length">How many characters of the text are left of it.</param>
/// <param name="Bytes">Its bytes in reading order, the first one highest.</param>
/// <param name="Missing">How many of its bytes are gone.</param>
/// <param name="Odd">Whether one of its continuation characters never follows a letter in ordinary text.</param>
internal readonly record struct DamagedUnit(int Start, int Length, uint Bytes, int Missing, bool Odd)
{
    private static readonly System.Buffers.SearchValues<char> AfterLetters =
        System.Buffers.SearchValues.Create("\u00A0«»‘’“”„‚–—…™°²³¹ºª·´šžœŠŽŒŸśťźŚŤŹłŁąĄşŞľĽżŻ");

    public int Lead => (int)(Bytes >> (8 * (Length - 1)));

    /// <summary>The bytes of the whole sequence; 0 where <paramref name="lead"/> starts none.</summary>
    public static int SequenceLength(int lead) => lead switch
    {
        >= 0xC2 and <= 0xDF => 2,
        >= 0xE0 and <= 0xEF => 3,
        >= 0xF0 and <= 0xF4 => 4,
        _ => 0,
    };

    /// <summary>Reads the unit that starts at a place in the text.</summary>
    /// <returns>Null where no lead byte stands there.</returns>
    public static DamagedUnit? Read(ReadOnlySpan<char> text, int start, CodePage page)
    {
        var lead = page.ByteOf(text[start]);
        var whole = SequenceLength(lead);
        if (whole == 0)
            return null;
        uint bytes = lead;
        var end = start + 1;
        var odd = false;
        while (end < text.Length && end - start < whole && page.ByteOf(text[end]) is >= 0x80 and < 0xC0 and var next)
        {
            bytes = (bytes << 8) | next;
            odd |= !AfterLetters.Contains(text[end]);
            end++;
        }
        return new DamagedUnit(start, end - start, bytes, whole - (end - start), odd);
    }

    /// <summary>The character that a whole sequence stands for; null where it is none, or a control character.</summary>
    public int? Rune => Missing == 0 ? Decode(Bytes) : null;

    /// <summary>The characters that the unit becomes by putting lost bytes back.</summary>
    public void AddCandidates(ReadOnlySpan<byte> lost, List<int> candidates) => Insert(Bytes, Length, Missing, 1, lost, candidates);

    // Lost bytes go in from left to right, never before a byte that an earlier step could have put them behind.
    private static void Insert(uint bytes, int length, int missing, int from, ReadOnlySpan<byte> lost, List<int> candidates)
    {
        if (missing == 0)
        {
            if (Decode(bytes) is { } rune && !candidates.Contains(rune))
                candidates.Add(rune);
            return;
        }
        for (var at = from; at <= length; at++)
        {
            var tail = 8 * (length - at);
            var low = bytes & ((1u << tail) - 1);
            var high = (uint)((ulong)bytes >> tail);
            foreach (var value in lost)
                Insert((((high << 8) | value) << tail) | low, length + 1, missing - 1, at + 1, lost, candidates);
        }
    }

    private static int? Decode(uint bytes)
    {
        Span<byte> buffer = stackalloc byte[4];
        var length = bytes > 0xFFFFFF ? 4 : bytes > 0xFFFF ? 3 : 2;
        for (var i = 0; i < length; i++)
            buffer[i] = (byte)(bytes >> (8 * (length - 1 - i)));
        return System.Text.Rune.DecodeFromUtf8(buffer[..length], out var rune, out var used) == System.Buffers.OperationStatus.Done && used == length
            && rune.Value >= 0xA0 && rune.Value is not (0x2028 or 0x2029)
            ? rune.Value
            : null;
    }
}
