using System.Text;

namespace MultimodalPapers.Text;

/// <summary>Folds spellings: letter case, hyphens, spaces and typography, and nothing else.</summary>
/// <remarks>
/// Digits, version tokens and every sign that tells two names apart (<c>+</c>, <c>.</c>, <c>/</c>) stay. The tables are the program's own,
/// so the result does not depend on the machine's Unicode library.
/// </remarks>
public static class Folding
{
    /// <summary>The key under which two spellings of one name are equal: lower case, no separators, typography folded, Latin accents removed.</summary>
    public static string Key(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Span<char> ascii = stackalloc char[AsciiKeyLength];
        if (TryFoldAscii(text, ascii, out var length))
            return ascii[..length].ToString();
        var key = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (!IsSeparator(c))
                AppendFolded(key, c);
        }
        return key.ToString();
    }

    /// <summary>The longest text that <see cref="TryFoldAscii"/> folds: nearly all names are shorter.</summary>
    internal const int AsciiKeyLength = 128;

    /// <summary>As <see cref="Key"/>, without allocation for short texts of ASCII characters.</summary>
    /// <param name="text">The text.</param>
    /// <param name="buffer">Holds the key; <see cref="AsciiKeyLength"/> characters.</param>
    internal static ReadOnlySpan<char> ShortKey(ReadOnlySpan<char> text, Span<char> buffer) =>
        TryFoldAscii(text, buffer, out var length) ? buffer[..length] : Key(text.ToString());

    /// <summary>The key of a short text of ASCII characters, without allocation.</summary>
    /// <returns>False where the text is longer, or holds another character.</returns>
    private static bool TryFoldAscii(ReadOnlySpan<char> text, Span<char> key, out int length)
    {
        length = 0;
        if (text.Length > key.Length)
            return false;
        foreach (var c in text)
        {
            if (c >= 0x80)
                return false;
            if (c is ' ' or '-' or '_' or '\t' or '\n' or '\r')
                continue;
            key[length++] = (uint)(c - 'A') <= 'Z' - 'A' ? (char)(c | 0x20) : c;
        }
        return true;
    }

    /// <summary>The key of a title: letters and digits only, lower case, accents removed.</summary>
    public static string TitleKey(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var key = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            var start = key.Length;
            AppendFolded(key, c);
            for (var i = key.Length - 1; i >= start; i--)
            {
                if (!char.IsLetterOrDigit(key[i]) && key[i] != '+')
                    key.Remove(i, 1);
            }
        }
        return key.ToString();
    }

    /// <summary>A readable identifier: lower case words joined by single hyphens; letters of any script and <c>.</c>, <c>+</c> inside words stay.</summary>
    /// <returns>Never empty: <c>-</c> where nothing is left.</returns>
    public static string Slug(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var slug = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.IsLetterOrDigit(c) || c is '+' or '.' || char.IsSurrogate(c))
                AppendFolded(slug, c);
            else if (slug.Length > 0 && slug[^1] != '-')
                slug.Append('-');
        }
        var trimmed = slug.ToString().Trim('-', '.');
        return trimmed.Length == 0 ? "-" : trimmed;
    }

    /// <summary>Whether a spelling may have or lack this character: spaces, hyphens and dashes, underscores, zero-width characters.</summary>
    public static bool IsSeparator(char c) => c switch
    {
        ' ' or '-' or '_' or '\t' or '\n' or '\r' or '\u00A0' or '\u00AD' or '\u3000' or '\uFEFF' => true,
        >= '\u2000' and <= '\u2015' => true,
        '\u2043' or '\u2212' or '\uFE63' or '\uFF0D' => true,
        _ => false,
    };

    /// <summary>One character folded, without regard to separators; some fold to two (<c>ß</c>, <c>æ</c>, <c>ﬁ</c>).</summary>
    public static void AppendFolded(StringBuilder target, char c)
    {
        ArgumentNullException.ThrowIfNull(target);
        if (c < 0x80)
        {
            target.Append(char.ToLowerInvariant(c));
            return;
        }
        switch (c)
        {
            case 'ß': target.Append("ss"); return;
            case 'æ' or 'Æ': target.Append("ae"); return;
            case 'œ' or 'Œ': target.Append("oe"); return;
            case '\uFB01': target.Append("fi"); return;
            case '\uFB02': target.Append("fl"); return;
            case '\u2026': target.Append("..."); return;
            default: target.Append(Fold(c)); return;
        }
    }

    /// <summary>One character folded to one: lower case, full-width forms to ASCII, quotation marks and Latin accents to their plain forms.</summary>
    public static char Fold(char c)
    {
        if (c < 0x80)
            return char.ToLowerInvariant(c);
        if (c is >= '\uFF01' and <= '\uFF5E')
            return char.ToLowerInvariant((char)(c - 0xFEE0));
        return c switch
        {
            '\u2018' or '\u2019' or '\u02BC' or '\u2032' => '\'',
            '\u201C' or '\u201D' or '\u2033' => '"',
            '\u00B2' => '2',
            '\u00B3' => '3',
            '\u00B9' => '1',
            >= '\u2080' and <= '\u2089' => (char)('0' + c - '\u2080'),
            >= '\u2070' and <= '\u2079' => (char)('0' + c - '\u2070'),
            >= '\u2460' and <= '\u2468' => (char)('1' + c - '\u2460'),
            >= '\u00C0' and <= '\u024F' => LatinBase(c),
            _ => char.ToLowerInvariant(c),
        };
    }

    // U+00C0..U+017F, each letter's base; '?' keeps the letter's own lower case.
    private const string Latin1AndExtendedA =
        "aaaaaa?ceeeeiiii" + "dnooooo?ouuuuyt?" + "aaaaaa?ceeeeiiii" + "dnooooo?ouuuuyty" +
        "aaaaaaccccccccdd" + "ddeeeeeeeeeegggg" + "gggghhhhiiiiiiii" + "ii??jjkkklllllll" +
        "lllnnnnnnnnnoooo" + "oo??rrrrrrssssss" + "ssttttttuuuuuuuu" + "uuuuwwyyyzzzzzzs";

    private static char LatinBase(char c)
    {
        var index = c - '\u00C0';
        if (index >= Latin1AndExtendedA.Length)
            return c switch
            {
                >= '\u01CD' and <= '\u01CE' => 'a',
                >= '\u01CF' and <= '\u01D0' => 'i',
                >= '\u01D1' and <= '\u01D2' => 'o',
                >= '\u01D3' and <= '\u01DC' => 'u',
                '\u01E6' or '\u01E7' => 'g',
                '\u0218' or '\u0219' => 's',
                '\u021A' or '\u021B' => 't',
                _ => char.ToLowerInvariant(c),
            };
        var folded = Latin1AndExtendedA[index];
        return folded == '?' ? char.ToLowerInvariant(c) : folded;
    }
}
