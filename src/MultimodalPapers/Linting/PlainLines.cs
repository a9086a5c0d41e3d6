using MultimodalPapers.Reading;

namespace MultimodalPapers.Linting;

/// <summary>A list's lines with code blocks and HTML comments blanked out: a template shown to contributors there is none left over.</summary>
internal static class PlainLines
{
    /// <summary>As many lines as the text has, each as long as it was.</summary>
    public static string[] Of(SourceText text)
    {
        var lines = new string[text.LineCount];
        var fence = "";
        var inComment = false;
        for (var i = 0; i < lines.Length; i++)
        {
            var line = text.Line(i + 1).ToString();
            var start = line.AsSpan().TrimStart();
            if (fence.Length > 0)
            {
                if (start.StartsWith(fence))
                    fence = "";
                lines[i] = new string(' ', line.Length);
                continue;
            }
            if (!inComment && (start.StartsWith("```") || start.StartsWith("~~~")))
            {
                fence = start[..3].ToString();
                lines[i] = new string(' ', line.Length);
                continue;
            }
            lines[i] = WithoutCode(WithoutComments(line, ref inComment));
        }
        return lines;
    }

    private static string WithoutComments(string line, ref bool inComment)
    {
        if (!inComment && !line.Contains("<!--", StringComparison.Ordinal))
            return line;
        var kept = line.ToCharArray();
        for (var i = 0; i < kept.Length; i++)
        {
            if (!inComment && line.AsSpan(i).StartsWith("<!--"))
                inComment = true;
            if (!inComment)
                continue;
            if (line.AsSpan(i).StartsWith("-->"))
            {
                kept.AsSpan(i, 3).Fill(' ');
                i += 2;
                inComment = false;
                continue;
            }
            kept[i] = ' ';
        }
        return new string(kept);
    }

    private static string WithoutCode(string line)
    {
        var open = line.IndexOf('`', StringComparison.Ordinal);
        if (open < 0)
            return line;
        var kept = line.ToCharArray();
        while (open >= 0)
        {
            var close = line.IndexOf('`', open + 1);
            if (close < 0)
                break;
            kept.AsSpan(open, close - open + 1).Fill(' ');
            open = close + 1 < line.Length ? line.IndexOf('`', close + 1) : -1;
        }
        return new string(kept);
    }
}
