namespace MultimodalPapers.Reading;

/// <summary>Plain words out of TeX.</summary>
internal static class TexText
{
    // Base letters with the marks that TeX writes before them.
    private static readonly Dictionary<string, char> Accents = BuildAccents();

    /// <summary>Appends a stretch of TeX: no braces and commands, accented letters as one character, single spaces.</summary>
    public static void Append(FlowBuilder target, string text, int from, int to)
    {
        var at = from;
        while (at < to)
        {
            var c = text[at];
            if (c == '\\')
                at = Command(target, text, at, to);
            else if (c is '{' or '}' or '$')
                at++;
            else if (c == '~' || char.IsWhiteSpace(c))
            {
                var start = at;
                while (at < to && (text[at] == '~' || char.IsWhiteSpace(text[at])))
                    at++;
                if (target.Length > 0)
                    target.Append(" ", start);
            }
            else
            {
                target.Append(text.AsSpan(at, 1), at);
                at++;
            }
        }
    }

    private static int Command(FlowBuilder target, string text, int at, int to)
    {
        var next = at + 1;
        if (next >= to)
            return to;
        if (text[next] is '\'' or '`' or '^' or '"' or '~' or '=' or '.' || (text[next] is 'v' or 'c' or 'u' or 'H' or 'k' or 'r' && next + 1 < to && text[next + 1] is '{' or ' '))
        {
            var letter = next + 1;
            while (letter < to && text[letter] is '{' or ' ' or '\\')
                letter++;
            if (letter < to && Accents.TryGetValue($"{text[next]}{text[letter]}", out var accented))
            {
                target.Append([accented], letter);
                letter++;
                while (letter < to && text[letter] == '}')
                    letter++;
                return letter;
            }
            return next + 1;
        }
        if (!char.IsAsciiLetter(text[next]))
        {
            target.Append(text.AsSpan(next, 1), next);
            return next + 1;
        }
        var end = next;
        while (end < to && char.IsAsciiLetter(text[end]))
            end++;
        var special = text[next..end] switch { "ss" => "ß", "o" => "ø", "O" => "Ø", "ae" => "æ", "AE" => "Æ", "l" => "ł", "L" => "Ł", "aa" => "å", "AA" => "Å", "i" => "i", "textendash" => "–", "alpha" => "α", "beta" => "β", "pi" => "π", "infty" => "∞", _ => null };
        if (special is not null)
            target.Append(special, next);
        while (end < to && text[end] == ' ')
            end++;
        return end;
    }

    private static Dictionary<string, char> BuildAccents()
    {
        const string Table = "'aá'eé'ií'oó'uú'yý'cć'nń'sś'zź'AÁ'EÉ'IÍ'OÓ'UÚ'CĆ'SŚ'ZŹ'NŃ`aà`eè`iì`oò`uù`AÀ`EÈ^aâ^eê^iî^oô^uû^AÂ\"aä\"eë\"iï\"oö\"uü\"AÄ\"OÖ\"UÜ~aã~nñ~oõ~NÑvcčvsšvzžvrřveěvCČvSŠvZŽvgǧccçcsşctţcCÇcSŞuaăugğHoőHuű.zż.IİrAÅraåkaąkeę=aā=eē=iī=oō=uū";
        var accents = new Dictionary<string, char>(StringComparer.Ordinal);
        for (var i = 0; i + 2 < Table.Length; i += 3)
            accents.TryAdd(Table.Substring(i, 2), Table[i + 2]);
        return accents;
    }
}
