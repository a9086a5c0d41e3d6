using System.Text;

namespace MultimodalPapers.Reading;

/// <summary>The plain words of a heading.</summary>
internal static class HeadingText
{
    /// <summary>Without emoji, shortcodes (<c>:fire:</c>), numbers' marks, doubled spaces, and links behind the words that lead back into the page.</summary>
    public static string Of(Flow flow)
    {
        var text = flow.Text[..WordsEnd(flow)];
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

    // "Attention ([back](#contents))": up to the link, and to the parenthesis that holds nothing else.
    private static int WordsEnd(Flow flow)
    {
        var (text, spans) = (flow.Text, flow.Spans);
        if (spans is not [.., { Kind: SpanKind.Link, Start: > 0 } last] || last.Url is not ['#', ..] || text.AsSpan(last.End).ContainsAnyExcept(" )]）】"))
            return text.Length;
        var end = text.AsSpan(0, last.Start).TrimEnd(" ([（【").Length;
        foreach (var c in text.AsSpan(0, end))
        {
            if (char.IsLetter(c))
                return end;
        }
        return text.Length;
    }

    private static int ShortcodeEnd(string text, int colon)
    {
        var i = colon + 1;
        while (i < text.Length && (char.IsAsciiLetterLower(text[i]) || char.IsAsciiDigit(text[i]) || text[i] is '_' or '+' or '-'))
            i++;
        return i < text.Length && i > colon + 2 && text[i] == ':' ? i : -1;
    }
}
