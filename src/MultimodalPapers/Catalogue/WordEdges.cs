namespace MultimodalPapers.Catalogue;

/// <summary>Which characters make words, in texts that mix Latin script with scripts that have no spaces.</summary>
internal static class WordEdges
{
    /// <summary>A letter or digit of a script that parts its words; a name may not stand right beside one.</summary>
    public static bool IsWord(char c) => c < 0x80 ? char.IsAsciiLetterOrDigit(c) : (char.IsLetterOrDigit(c) && !IsIdeograph(c)) || c is >= '\u0300' and <= '\u036F';

    /// <summary>A character of a script without spaces: Chinese, Japanese, Korean. A name may stand right beside one.</summary>
    public static bool IsIdeograph(char c) => c >= 0x2E80
        && c is (>= '\u2E80' and <= '\u2FDF') or (>= '\u3005' and <= '\u3007') or (>= '\u3040' and <= '\uD7FF') or (>= '\uF900' and <= '\uFAFF') or (>= '\uFF66' and <= '\uFF9F')
            or (>= '\uD840' and <= '\uDFFF');

    /// <summary>A sign that joins two words to one: hyphens and underscores, but not dashes.</summary>
    public static bool IsHyphen(char c) => c is '-' or '_' or (>= '\u2010' and <= '\u2013') or '\u2043' or '\u2212' or '\uFE63' or '\uFF0D';

    public static bool IsSpace(char c) => c is ' ' or '\t' or '\n' or '\r' or '\u00A0' or '\u3000' or (>= '\u2000' and <= '\u200A');

    /// <summary>Whether a separator run may stand inside a name: one, or two that a line end or an invisible character makes of one.</summary>
    public static bool MayBeInside(ReadOnlySpan<char> separators) => separators.Length switch
    {
        1 => separators[0] is not ('\u2014' or '\u2015'),
        2 => (IsSpace(separators[1]) && !IsDash(separators[0])) || IsInvisible(separators[0]) || IsInvisible(separators[1]),
        _ => false,
    };

    /// <summary>The word that begins at an index: letters and digits up to the next other character; empty where none begins.</summary>
    public static ReadOnlySpan<char> WordAt(ReadOnlySpan<char> text, int start)
    {
        var end = start;
        while (end < text.Length && IsWord(text[end]))
            end++;
        return start >= text.Length ? [] : text[start..end];
    }

    /// <summary>The word that ends before an index; empty where none does.</summary>
    public static ReadOnlySpan<char> WordBefore(ReadOnlySpan<char> text, int end)
    {
        var start = end;
        while (start > 0 && IsWord(text[start - 1]))
            start--;
        return text[start..end];
    }

    private static bool IsDash(char c) => c is '\u2013' or '\u2014' or '\u2015';

    private static bool IsInvisible(char c) => c is '\u00AD' or '\uFEFF' or (>= '\u200B' and <= '\u200F');
}
