namespace MultimodalPapers.Reading;

/// <summary>Finds lists of works that stand in code fences, where a keeper wanted them shown as typed.</summary>
/// <remarks>
/// A fence holds a list if its information string names no language, at least <see cref="Least"/> of its lines are items (a bullet, a number, a number in
/// brackets), nearly all of its lines are, and nearly all of these name an address or a year. Templates for contributors and citations of the list itself
/// are none. One pass over the text.
/// </remarks>
internal static class FencedLists
{
    private const int Least = 3;

    /// <summary>The text with the fences of lists blanked, so that what stands in them is read as what it is. Offsets stay.</summary>
    public static string Open(string text)
    {
        if (!text.Contains("```", StringComparison.Ordinal) && !text.Contains("~~~", StringComparison.Ordinal))
            return text;
        char[]? opened = null;
        var before = default(Range);
        for (var start = 0; start < text.Length;)
        {
            var end = LineEnd(text, start);
            if (!IsFence(text.AsSpan(start, end - start), out var mark))
            {
                if (!text.AsSpan(start, end - start).IsWhiteSpace())
                    before = start..end;
                start = end + 1;
                continue;
            }
            var close = Close(text, end + 1, mark);
            if (close < 0)
                break;
            if (IsPlain(text.AsSpan(start, end - start).Trim()) && !AsksForWorks(text[before]) && HoldsWorks(text.AsSpan(end + 1, close - end - 1)))
            {
                opened ??= text.ToCharArray();
                opened.AsSpan(start, end - start).Fill(' ');
                opened.AsSpan(close, LineEnd(text, close) - close).Fill(' ');
            }
            start = LineEnd(text, close) + 1;
        }
        return opened is null ? text : new string(opened);
    }

    private static int LineEnd(string text, int start)
    {
        var end = text.AsSpan(start).IndexOfAny('\n', '\r');
        return end < 0 ? text.Length : start + end;
    }

    private static bool IsFence(ReadOnlySpan<char> line, out char mark)
    {
        var bare = line.TrimStart(' ');
        mark = bare.Length > 2 ? bare[0] : '\0';
        return bare.StartsWith("```") && !bare[3..].Contains('`') || bare.StartsWith("~~~");
    }

    // Where the closing fence's line begins; -1 where the fence never closes.
    private static int Close(string text, int from, char mark)
    {
        for (var start = from; start < text.Length;)
        {
            var end = LineEnd(text, start);
            var line = text.AsSpan(start, end - start).Trim();
            if (line.Length > 2 && line.IndexOfAnyExcept(mark) < 0)
                return start;
            start = end + 1;
        }
        return -1;
    }

    private static bool IsPlain(ReadOnlySpan<char> fence) =>
        fence.TrimStart("`~").Trim() is "" or "text" or "txt" or "plain" or "plaintext" or "md" or "markdown";

    // "Please add papers in this format:"
    private static bool AsksForWorks(string line) =>
        Array.Exists(Requests, word => line.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static readonly string[] Requests =
        ["contribut", "format", "template", "example", "cite", "citation", "pull request", "follow", "add your", "usage", "install", "格式", "模板", "引用", "贡献", "示例"];

    private static bool HoldsWorks(ReadOnlySpan<char> content)
    {
        int lines = 0, items = 0, works = 0;
        foreach (var range in content.SplitAny('\n', '\r'))
        {
            var line = content[range].Trim();
            if (line.IsEmpty)
                continue;
            lines++;
            if (!IsItem(line))
                continue;
            items++;
            works += line.Length > 24 && (line.Contains("http", StringComparison.Ordinal) || line.Contains("arXiv", StringComparison.OrdinalIgnoreCase) || NamesYear(line)) ? 1 : 0;
        }
        return items >= Least && items * 4 >= lines * 3 && works * 4 >= items * 3;
    }

    private static bool IsItem(ReadOnlySpan<char> line)
    {
        if (line.Length > 2 && line[0] is '-' or '*' or '+' && line[1] == ' ')
            return true;
        var bracket = line[0] == '[' ? 1 : 0;
        var digits = line[bracket..].IndexOfAnyExceptInRange('0', '9');
        return digits is > 0 and < 5 && bracket + digits < line.Length && (bracket == 1 ? line[bracket + digits] == ']' : line[digits] is '.' or ')');
    }

    private static bool NamesYear(ReadOnlySpan<char> line)
    {
        foreach (var century in (ReadOnlySpan<string>)["19", "20"])
        {
            for (var at = 0; line[at..].IndexOf(century) is var next && next >= 0; at += next + 2)
            {
                var year = at + next;
                if (year + 4 <= line.Length && char.IsAsciiDigit(line[year + 2]) && char.IsAsciiDigit(line[year + 3])
                    && (year == 0 || !char.IsAsciiDigit(line[year - 1])) && (year + 4 == line.Length || !char.IsAsciiDigit(line[year + 4])))
                    return true;
            }
        }
        return false;
    }
}
