using System.Text;

namespace MultimodalPapers.Reports;

/// <summary>Texts of other people made safe in GitHub's Markdown.</summary>
public static class Markdown
{
    /// <summary>A text as it will be read: no markup, HTML, table cell, formula, shortcode or automatic link comes of it. One line; never empty.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="most">Longer texts are cut after so many characters and end in an ellipsis.</param>
    public static string Escape(string? text, int most = 300)
    {
        var plain = OneLine(text);
        if (plain.Length == 0)
            return "(empty)";
        if (plain.Length > most)
            plain = Cut(plain, most - 1) + "…";
        return IsPlain(plain) ? plain : Escaped(plain);
    }

    /// <summary>Whether nothing in a text can be markup; most names are such.</summary>
    private static bool IsPlain(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c < 0x80 && !char.IsAsciiLetterOrDigit(c) && c is not (' ' or ',' or '(' or '/' or '\'') && (c != '-' || i == 0))
                return false;
        }
        return true;
    }

    private static string Escaped(string plain)
    {
        var escaped = new StringBuilder(plain.Length + 16);
        for (var i = 0; i < plain.Length; i++)
        {
            var c = plain[i];
            if (c is '&')
                escaped.Append("&amp;");
            else if (c is '<')
                escaped.Append("&lt;");
            else if (c is '>')
                escaped.Append("&gt;");
            else if (c is '\\' or '`' or '*' or '_' or '[' or ']' or '|' or '~' or '$' || (c is ':' && BeginsMarkup(plain, i)) || (i == 0 && c is '#' or '+' or '-' or '='))
                escaped.Append('\\').Append(c);
            else if (c is '.' && plain.AsSpan(0, i).EndsWith("www", StringComparison.OrdinalIgnoreCase))
                escaped.Append("\\.");
            else if (c is '.' or ')' && i is > 0 and < 10 && plain.AsSpan(0, i).IndexOfAnyExceptInRange('0', '9') < 0)
                escaped.Append('\\').Append(c);
            else if (c is '@')
                escaped.Append("\\@");
            else
                escaped.Append(c);
        }
        return escaped.ToString();
    }

    /// <summary>A link, or the escaped text alone where the address is none that a reader should follow.</summary>
    public static string Link(string text, string? url, int most = 300) =>
        Address(url) is { } address ? $"[{Escape(text, most)}]({address})" : Escape(text, most);

    /// <summary>An address for the round brackets of a link; null unless it is an http or https address.</summary>
    public static string? Address(string? url) =>
        url is not null && (url.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || url.StartsWith("http://", StringComparison.OrdinalIgnoreCase)) ? Encode(url) : null;

    /// <summary>Percent-encodes what would end a link's address or be unsafe in it; what is encoded already stays.</summary>
    public static string Encode(string path)
    {
        var encoded = new StringBuilder(path.Length + 8);
        Span<byte> bytes = stackalloc byte[4];
        foreach (var rune in OneLine(path).EnumerateRunes())
        {
            if (rune.IsAscii && rune.Value > 32 && (char)rune.Value is not ('&' or '<' or '>' or '(' or ')' or '"' or '\'' or '\\' or '`' or '|' or '[' or ']' or '{' or '}' or '^' or '*' or '_' or '$'))
            {
                encoded.Append((char)rune.Value);
                continue;
            }
            if (rune.Value == '_')
            {
                // Safe in an address, and too frequent in file names to be made unreadable.
                encoded.Append('_');
                continue;
            }
            if (rune.Value == '&')
            {
                // Markdown reads entities in addresses.
                encoded.Append("&amp;");
                continue;
            }
            foreach (var b in bytes[..rune.EncodeToUtf8(bytes)])
                encoded.Append('%').Append(b.ToString("X2", null));
        }
        return encoded.ToString();
    }

    /// <summary>White space as single spaces; control characters and signs that turn the direction of writing taken out.</summary>
    internal static string OneLine(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        if (IsOneLine(text))
            return text;
        var line = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (System.Text.Rune.IsWhiteSpace(rune))
            {
                if (line.Length > 0 && line[^1] != ' ')
                    line.Append(' ');
            }
            else if (!System.Text.Rune.IsControl(rune) && rune.Value is not (>= 0x202A and <= 0x202E or >= 0x2066 and <= 0x2069 or 0x200B or 0xFEFF or 0xFFFE or 0xFFFF))
            {
                if (rune.IsBmp)
                    line.Append((char)rune.Value);
                else
                    line.Append(rune.ToString());
            }
        }
        return line.ToString().TrimEnd(' ');
    }

    /// <summary>Whether a text is ASCII words with single spaces between them.</summary>
    private static bool IsOneLine(string text)
    {
        var last = ' ';
        foreach (var c in text)
        {
            if (c is < ' ' or > '~' || (c == ' ' && last == ' '))
                return false;
            last = c;
        }
        return last != ' ';
    }

    /// <summary>The beginning of a text, never half a character.</summary>
    internal static string Cut(string text, int length) =>
        text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)].TrimEnd();

    // An address (http://...) or a shortcode (:name:).
    private static bool BeginsMarkup(string text, int colon)
    {
        if (colon + 1 < text.Length && text[colon + 1] == '/')
            return true;
        for (var i = colon + 1; i < text.Length; i++)
        {
            if (text[i] == ':')
                return i > colon + 1;
            if (!char.IsAsciiLetterOrDigit(text[i]) && text[i] is not ('_' or '+' or '-'))
                return false;
        }
        return false;
    }
}
