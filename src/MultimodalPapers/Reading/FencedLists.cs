using Markdig.Syntax;

namespace MultimodalPapers.Reading;

/// <summary>Finds lists of works that stand in code fences, where a keeper wanted them shown as typed.</summary>
/// <remarks>
/// A fence holds a list if its information string names no language, at least <see cref="Least"/> of its lines are items (a bullet, a number, a number in
/// brackets), nearly all of its lines are, and nearly all of these name an address or a year. Templates for contributors and citations of the list itself
/// are none. Takes time linear in the text.
/// </remarks>
internal static class FencedLists
{
    private const int Least = 3;

    // How much of the block before a fence is looked at.
    private const int Far = 400;

    /// <summary>The text with the fences of lists blanked, so that what stands in them is read as what it is; null where there are none. Offsets stay.</summary>
    /// <param name="text">The list.</param>
    /// <param name="document">The parse of it; fences at its top are looked at.</param>
    public static string? Open(string text, MarkdownDocument document)
    {
        char[]? opened = null;
        for (var i = 0; i < document.Count; i++)
        {
            if (document[i] is not FencedCodeBlock { ClosingFencedCharCount: > 0 } fence)
                continue;
            var first = LineEnd(text, fence.Span.Start);
            var last = LastLine(text, fence);
            if (last <= first || !IsPlain(fence) || (i > 0 && AsksForWorks(text.AsSpan(document[i - 1].Span.Start, Math.Min(document[i - 1].Span.Length, Far)))) || !HoldsWorks(text.AsSpan(first, last - first)))
                continue;
            opened ??= text.ToCharArray();
            opened.AsSpan(fence.Span.Start, first - fence.Span.Start).Fill(' ');
            opened.AsSpan(last, fence.Span.End + 1 - last).Fill(' ');
        }
        return opened is null ? null : new string(opened);
    }

    private static int LineEnd(string text, int start)
    {
        var end = text.AsSpan(start).IndexOfAny('\n', '\r');
        return end < 0 ? text.Length : start + end;
    }

    // Where the closing fence's line begins.
    private static int LastLine(string text, FencedCodeBlock fence) => text.AsSpan(0, fence.Span.End + 1).LastIndexOfAny('\n', '\r') + 1;

    private static bool IsPlain(FencedCodeBlock fence) => fence.Info is null or "" or "text" or "txt" or "plain" or "plaintext" or "md" or "markdown";

    // "Please add papers in this format:"
    private static bool AsksForWorks(ReadOnlySpan<char> before)
    {
        foreach (var word in Requests)
        {
            if (before.Contains(word, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }

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
            works += line.Length > 24 && (line.Contains("http", StringComparison.Ordinal) || line.Contains("arXiv", StringComparison.OrdinalIgnoreCase) || Phrases.NamesYear(line)) ? 1 : 0;
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
}
