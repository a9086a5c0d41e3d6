using System.Text;

namespace MultimodalPapers.Reading;

/// <summary>The plain words of a heading.</summary>
internal static class HeadingText
{
    /// <summary>Without emoji, shortcodes (<c>:fire:</c>), numbers' marks and doubled spaces.</summary>
    public static string Of(Flow flow)
    {
        var text = flow.Text;
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == ':' && ShortcodeEnd(text, i) is var end && end > i)
            {
                i = end;
                continue;
            }
            if (char.IsSurrogate(c) || c is >= '\u2190' and <= '\u2BFF' or '\uFE0F' or '\u200D' or '\u200B' or '\u20E3' or '\uFFFD' or '\uFEFF')
                continue;
            if (char.IsWhiteSpace(c))
            {
                if (plain.Length > 0 && plain[^1] != ' ')
                    plain.Append(' ');
                continue;
            }
            plain.Append(c);
        }
        return plain.ToString().Trim().Trim('*', '#', '_', '`', ' ');
    }

    private static int ShortcodeEnd(string text, int colon)
    {
        var i = colon + 1;
        while (i < text.Length && (char.IsAsciiLetterLower(text[i]) || char.IsAsciiDigit(text[i]) || text[i] is '_' or '+' or '-'))
            i++;
        return i < text.Length && i > colon + 2 && text[i] == ':' ? i : -1;
    }
}
