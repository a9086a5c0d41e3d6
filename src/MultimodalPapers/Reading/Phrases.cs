namespace MultimodalPapers.Reading;

/// <summary>Recognises dates and venues as lists write them.</summary>
internal static class Phrases
{
    private const int OldestYear = 1950;
    private const int LatestYear = 2099;

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> DateWords = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
    {
        "jan", "january", "feb", "february", "mar", "march", "apr", "april", "may", "jun", "june", "jul", "july", "aug", "august", "sep", "sept", "september",
        "oct", "october", "nov", "november", "dec", "december", "spring", "summer", "autumn", "fall", "winter", "early", "mid", "late", "year", "q1", "q2", "q3", "q4",
        "to", "st", "nd", "rd", "th", "of", "年", "月", "日", "x", "xx", "updated", "update", "last", "年份", "date",
    }.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The year, where a text is nothing but a date (<c>2024.6</c>, <c>Oct., 2025</c>, <c>25 Aug 2022</c>, <c>2023 Jan. to Mar.</c>); else null.</summary>
    public static int? DateYear(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (text.Length is < 4 or > 40 || !text.ContainsAnyInRange('0', '9'))
            return null;
        int? year = null;
        var others = 0;
        var at = 0;
        while (at < text.Length)
        {
            if (!char.IsLetterOrDigit(text[at]))
            {
                if (text[at] is '=' or '+' or '$' or '%' or '@')
                    return null;
                at++;
                continue;
            }
            var start = at;
            var digits = char.IsAsciiDigit(text[at]);
            while (at < text.Length && char.IsLetterOrDigit(text[at]) && char.IsAsciiDigit(text[at]) == digits && Labels.IsCjk(text[at]) == Labels.IsCjk(text[start]))
                at++;
            var word = text[start..at];
            if (digits)
            {
                if (word.Length == 4 && IsYear(word, out var found))
                {
                    year ??= found;
                    continue;
                }
                if (word.Length == 8 && IsYear(word[..4], out found))
                {
                    year ??= found;
                    continue;
                }
                if (word.Length > 2)
                    return null;
                others++;
                continue;
            }
            if (word.Length > 12 || !DateWords.Contains(word))
                return null;
            others++;
        }
        return others <= 6 ? year : null;
    }

    /// <summary>The year of a month that is written with two digits each, as arXiv does: <c>25.03</c>; else null.</summary>
    /// <remarks>Only where nothing but a date can stand: elsewhere it is a number.</remarks>
    public static int? ShortDateYear(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (text.Length != 5 || text[2] is not ('.' or '-' or '/') || text[..2].ContainsAnyExceptInRange('0', '9') || text[3..].ContainsAnyExceptInRange('0', '9'))
            return null;
        var year = 2000 + (text[0] - '0') * 10 + text[1] - '0';
        var month = (text[3] - '0') * 10 + text[4] - '0';
        return month is >= 1 and <= 12 && year is >= 2010 and <= 2049 ? year : null;
    }

    /// <summary>Where the year begins that ends a name of one to four words, as in <c>Quillo 2018</c>; 0 where none does.</summary>
    public static int YearBehindName(ReadOnlySpan<char> text) =>
        text.Length > 6 && text.Length < 40 && text[^5] == ' ' && IsYear(text[^4..], out var year) && year >= 1980 && text.Count(' ') <= 4 && char.IsAsciiLetterOrDigit(text[^6])
            ? text.Length - 4 : 0;

    public static bool IsYear(ReadOnlySpan<char> word, out int year)
    {
        year = 0;
        if (word.Length != 4 || word.ContainsAnyExceptInRange('0', '9'))
            return false;
        foreach (var digit in word)
            year = year * 10 + digit - '0';
        return year is >= OldestYear and <= LatestYear;
    }

    /// <summary>Whether a year stands somewhere in a text, and is no part of a longer number.</summary>
    public static bool NamesYear(ReadOnlySpan<char> text)
    {
        for (var at = 0; at + 4 <= text.Length; at++)
        {
            if (IsYear(text.Slice(at, 4), out _) && (at == 0 || !char.IsAsciiDigit(text[at - 1])) && (at + 4 == text.Length || !char.IsAsciiDigit(text[at + 4])))
                return true;
        }
        return false;
    }

    /// <summary>Whether a text is a date, with or without a year.</summary>
    public static bool IsDate(ReadOnlySpan<char> text) => DateYear(text) is not null || IsMonth(text);

    /// <summary>Whether a text is nothing but a month, or a day and a month.</summary>
    public static bool IsMonth(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (text.Length is < 3 or > 16 || !text.ContainsAnyInRange('a', 'z'))
            return false;
        Span<char> dated = stackalloc char[text.Length + 5];
        text.CopyTo(dated);
        " 2000".CopyTo(dated[text.Length..]);
        return DateYear(dated) is not null && DateYear(text) is null;
    }
}
