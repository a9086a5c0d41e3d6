using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MultimodalPapers.Text;

/// <summary>Finds, many characters at a time, the capitals and digits inside of what is written without a space: names have them, other words hardly do.</summary>
internal static class Capitals
{
    /// <summary>The first capital or digit of ASCII, from an index on, that stands right behind another character than a space; -1 where there is none.</summary>
    public static int NextInside(ReadOnlySpan<char> text, int from)
    {
        from = Math.Max(from, 1);
        ref var first = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(text));
        for (; from + Vector128<byte>.Count <= text.Length; from += Vector128<byte>.Count)
        {
            var characters = CharacterVectors.Load(ref first, from);
            var capitals = Vector128.LessThan(characters - Vector128.Create((byte)'A'), Vector128.Create((byte)26));
            var digits = Vector128.LessThan(characters - Vector128.Create((byte)'0'), Vector128.Create((byte)10));
            var inside = Vector128.AndNot(capitals | digits, Vector128.Equals(CharacterVectors.Load(ref first, from - 1), Vector128.Create((byte)' ')));
            if (inside != Vector128<byte>.Zero)
                return from + BitOperations.TrailingZeroCount(inside.ExtractMostSignificantBits());
        }
        for (; from < text.Length; from++)
        {
            if (text[from - 1] != ' ' && (char.IsAsciiLetterUpper(text[from]) || char.IsAsciiDigit(text[from])))
                return from;
        }
        return -1;
    }
}
