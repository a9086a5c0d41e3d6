using System.Text;

namespace MultimodalPapers.Extraction.Fields;

/// <summary>Cleans titles.</summary>
internal static class Titles
{
    /// <summary>Single spaces, no emoji at the ends, no markup that a list left in the text.</summary>
    public static string Clean(string title)
    {
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
}
