using System.Runtime.Intrinsics;

namespace MultimodalPapers.Text;

/// <summary>Characters, sixteen at a time.</summary>
internal static class CharacterVectors
{
    /// <summary>Sixteen characters from an index on, as bytes: those of Latin-1 as they are, all above as 255.</summary>
    /// <remarks>The same as <c>NarrowWithSaturation</c>, which .NET 9 lacks.</remarks>
    public static Vector128<byte> Load(ref ushort first, int index)
    {
        var greatest = Vector128.Create((ushort)byte.MaxValue);
        return Vector128.Narrow(
            Vector128.Min(Vector128.LoadUnsafe(ref first, (nuint)index), greatest),
            Vector128.Min(Vector128.LoadUnsafe(ref first, (nuint)(index + Vector128<ushort>.Count)), greatest));
    }
}
