using System.Buffers;
using System.Text;

namespace MultimodalPapers.Reports.Explorer;

/// <summary>Makes characters visible that would otherwise act on the text around them.</summary>
internal static class HarmlessText
{
    // Marks, embeddings, overrides and isolates of the bidirectional algorithm; line and paragraph separators; the byte order mark; C0 and C1.
    private static readonly SearchValues<char> Acting = SearchValues.Create(
        [.. "\u061C\u200E\u200F\u2028\u2029\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069\uFEFF",
            .. Enumerable.Range(0, 0x20).Concat(Enumerable.Range(0x7F, 0x21)).Select(c => (char)c)]);

    /// <summary>The text with every acting character as <c>[U+202E]</c>, white space as a space and half surrogates as U+FFFD; the same text where there is none.</summary>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.AsSpan().ContainsAny(Acting) && !text.Any(char.IsSurrogate))
            return text;
        var harmless = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                harmless.Append(c).Append(text[++i]);
            else if (char.IsSurrogate(c))
                harmless.Append('\uFFFD');
            else if (c is '\t' or '\n' or '\r')
                harmless.Append(' ');
            else if (Acting.Contains(c))
                harmless.Append($"[U+{(int)c:X4}]");
            else
                harmless.Append(c);
        }
        return harmless.ToString();
    }
}
