using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MultimodalPapers.Text;

/// <summary>Finds, many characters at a time, the places of a text at which a word may begin.</summary>
/// <remarks>What follows a letter or digit of ASCII, and is one itself, begins no word; nor does a space. All other places are named, for a closer look.</remarks>
internal static class WordStarts
{
    /// <summary>How many characters one answer is about.</summary>
    public const int Stretch = 64;

    /// <param name="text">The text.</param>
    /// <param name="from">A multiple of <see cref="Stretch"/> below the text's length.</param>
    /// <returns>Bit i: a word may begin at <paramref name="from"/> + i. No bit stands for a place behind the text.</returns>
    public static ulong In(ReadOnlySpan<char> text, int from)
    {
        var stretch = text.Slice(from, Math.Min(Stretch, text.Length - from));
        ref var first = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(stretch));
        ulong alphanumeric = 0, space = 0;
        var i = 0;
        for (; i + Vector128<byte>.Count <= stretch.Length; i += Vector128<byte>.Count)
        {
            var characters = CharacterVectors.Load(ref first, i);
            var letters = Vector128.LessThan((characters | Vector128.Create((byte)0x20)) - Vector128.Create((byte)'a'), Vector128.Create((byte)26));
            var digits = Vector128.LessThan(characters - Vector128.Create((byte)'0'), Vector128.Create((byte)10));
            alphanumeric |= (ulong)(letters | digits).ExtractMostSignificantBits() << i;
            space |= (ulong)Vector128.Equals(characters, Vector128.Create((byte)' ')).ExtractMostSignificantBits() << i;
        }
        for (; i < stretch.Length; i++)
        {
            alphanumeric |= (char.IsAsciiLetterOrDigit(stretch[i]) ? 1UL : 0) << i;
            space |= (stretch[i] == ' ' ? 1UL : 0) << i;
        }
        var before = from > 0 && char.IsAsciiLetterOrDigit(text[from - 1]) ? 1UL : 0;
        var within = stretch.Length == Stretch ? ulong.MaxValue : (1UL << stretch.Length) - 1;
        return within & ~space & ~(alphanumeric & (alphanumeric << 1 | before));
    }
}
