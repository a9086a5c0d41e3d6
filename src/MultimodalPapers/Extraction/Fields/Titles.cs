using System.Buffers;
using System.Text;

namespace MultimodalPapers.Extraction.Fields;

/// <summary>Cleans titles.</summary>
internal static class Titles
{
    // White space that is no single space, and characters that are not seen.
    private static readonly SearchValues<char> Unwanted =
        SearchValues.Create("\t\n\v\f\r\u0085\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u200B\u2028\u2029\u202F\u205F\u3000\uFE0F\uFEFF");

    /// <summary>Single spaces, no emoji at the ends, no markup that a list left in the text.</summary>
    public static string Clean(string title)
    {
        if (IsClean(title))
            return title;
        var clean = new StringBuilder(title.Length);
        for (var i = 0; i < title.Length; i++)
        {
            var c = title[i];
            if (c == '*' && i + 1 < title.Length && title[i + 1] == '*')
            {
                i++;
                continue;
            }
            if (char.IsWhiteSpace(c))
            {
                if (clean.Length > 0 && clean[^1] != ' ')
                    clean.Append(' ');
            }
            else if (c is not ('\u200B' or '\uFEFF' or '\uFE0F'))
            {
                clean.Append(c);
            }
        }
        return clean.ToString().Trim();
    }

    private static bool IsClean(string title) =>
        title is [not ' ', .., not ' '] && !title.AsSpan().ContainsAny(Unwanted) && !title.Contains("  ", StringComparison.Ordinal) && !title.Contains("**", StringComparison.Ordinal);
}
