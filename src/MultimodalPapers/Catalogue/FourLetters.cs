using System.Numerics;

namespace MultimodalPapers.Catalogue;

/// <summary>A table from four letters or digits of ASCII, with which names begin, to numbers other than 0.</summary>
/// <remarks>Open addressing; a quarter of the slots or less is taken, so that most questions are answered by the first look.</remarks>
internal sealed class FourLetters
{
    /// <summary>How many letters lead to a number.</summary>
    public const int Count = 4;

    private const int FewestSlots = 64;
    private (uint Letters, int Number)[] _slots = new (uint, int)[FewestSlots];
    private int _used;

    /// <summary>Packs what stands at a place of a text, letter case folded.</summary>
    /// <returns>False where fewer than four characters are left, or one of them is no letter or digit of ASCII.</returns>
    public static bool TryPack(ReadOnlySpan<char> text, int start, out uint letters)
    {
        letters = 0;
        if (text.Length - start < Count)
            return false;
        foreach (var c in text.Slice(start, Count))
        {
            if (!char.IsAsciiLetterOrDigit(c))
                return false;
            // A digit has the bit already.
            letters = letters << 8 | c | 0x20u;
        }
        return true;
    }

    /// <summary>Adds a number, unless the letters have it.</summary>
    public void Add(uint letters, int number)
    {
        ref var slot = ref _slots[SlotOf(letters)];
        if (slot.Number != 0)
            return;
        slot = (letters, number);
        if (++_used * 4 > _slots.Length)
            Grow();
    }

    /// <summary>The number of four packed letters; 0 where they have none.</summary>
    public int Find(uint letters) => _slots[SlotOf(letters)].Number;

    // That of the letters, or the free one in which they would be put.
    private int SlotOf(uint letters)
    {
        var slot = (int)(letters * 0x9E3779B1 >> (32 - BitOperations.Log2((uint)_slots.Length)));
        while (_slots[slot].Number != 0 && _slots[slot].Letters != letters)
            slot = (slot + 1) & (_slots.Length - 1);
        return slot;
    }

    private void Grow()
    {
        var all = _slots;
        _slots = new (uint, int)[all.Length * 4];
        foreach (var slot in all)
        {
            if (slot.Number != 0)
                _slots[SlotOf(slot.Letters)] = slot;
        }
    }
}
