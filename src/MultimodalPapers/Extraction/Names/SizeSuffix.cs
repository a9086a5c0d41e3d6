using System.Collections.Immutable;

namespace MultimodalPapers.Extraction.Names;

/// <summary>Parts a parameter count from the end of a name that the catalogue lacks: <c>Foo-7B</c> is Foo, size 7B.</summary>
internal static class SizeSuffix
{
    public static (string Name, ImmutableArray<string> Sizes) Split(string text)
    {
        var (length, size) = Find(text);
        return length == text.Length ? (text, []) : (text[..length], [text[size].ToUpperInvariant()]);
    }

    /// <summary>The length of the name, and where the size stands; the whole length where there is none.</summary>
    public static (int Length, Range Size) Find(ReadOnlySpan<char> text)
    {
        var end = text.Length;
        while (end > 0 && text[end - 1] is ' ' or ')')
            end--;
        if (end == 0 || text[end - 1] is not ('B' or 'M' or 'b' or 'T'))
            return (text.Length, default);
        var start = end - 1;
        while (start > 0 && (char.IsAsciiDigit(text[start - 1]) || text[start - 1] is '.' or 'x'))
            start--;
        if (start == end - 1 || start < 2 || !char.IsAsciiDigit(text[start]) || text[start - 1] is not (' ' or '-' or '('))
            return (text.Length, default);
        var length = text[..start].TrimEnd(" -(").Length;
        return length < 2 ? (text.Length, default) : (length, start..end);
    }
}
