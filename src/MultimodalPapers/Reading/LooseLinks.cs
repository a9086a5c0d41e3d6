namespace MultimodalPapers.Reading;

/// <summary>Finds the addresses that Markdown does not see as links: bare ones, and those of malformed links.</summary>
internal static class LooseLinks
{
    /// <summary>Adds a link for each address in the text that no link holds. One pass.</summary>
    public static void AddTo(List<FlowSpan> spans, Flow flow)
    {
        var text = flow.Text;
        var at = text.IndexOf("://", StringComparison.Ordinal);
        if (at < 0)
            return;
        var links = spans.FindAll(s => s.Kind == SpanKind.Link);
        links.Sort(static (a, b) => a.Start.CompareTo(b.Start));
        var next = 0;
        while (at >= 0)
        {
            var start = SchemeStart(text, at);
            var end = start < 0 ? at + 3 : AddressEnd(text, at + 3);
            while (next < links.Count && links[next].End <= start)
                next++;
            var inside = next < links.Count && links[next].Start <= start;
            if (start >= 0 && end > at + 3 && !inside)
                Add(spans, flow, start, end);
            at = end < text.Length ? text.IndexOf("://", end, StringComparison.Ordinal) : -1;
        }
    }

    private static readonly string[] Schemes = ["https", "http"];

    private static int SchemeStart(string text, int colon)
    {
        foreach (var scheme in Schemes)
        {
            var start = colon - scheme.Length;
            if (start >= 0 && string.Compare(text, start, scheme, 0, scheme.Length, StringComparison.OrdinalIgnoreCase) == 0)
                return start;
        }
        return -1;
    }

    private static int AddressEnd(string text, int from)
    {
        var end = from;
        var depth = 0;
        while (end < text.Length)
        {
            var c = text[end];
            if (c <= ' ' || c is '<' or '>' or '"' or '|' or ']' or '`' or '}' || c is >= '\u3000' and <= '\u9FFF' or >= '\uFF00' and <= '\uFFEF')
                break;
            if (c == '(')
                depth++;
            if (c == ')' && --depth < 0)
                break;
            end++;
        }
        while (end > from && text[end - 1] is '.' or ',' or ';' or ':' or '\'' or '*' or '!' or '?')
            end--;
        return end;
    }

    // "[label] (https://..." and "[label](https://... " are links whose writer slipped: the label is the link's text.
    private static void Add(List<FlowSpan> spans, Flow flow, int start, int end)
    {
        var text = flow.Text;
        var url = text[start..end];
        var offset = flow.OffsetOf(start);
        var open = start - 1;
        while (open > 0 && text[open] is ' ' or '<')
            open--;
        if (open >= 0 && text[open] == '(')
        {
            var close = open - 1;
            while (close > 0 && text[close] == ' ')
                close--;
            if (close > 0 && text[close] == ']')
            {
                var label = MatchingOpen(text, close);
                if (label >= 0)
                {
                    spans.Add(new FlowSpan(SpanKind.Link, label + 1, close, url, offset));
                    return;
                }
            }
        }
        spans.Add(new FlowSpan(SpanKind.Link, start, end, url, offset));
    }

    private static int MatchingOpen(string text, int close)
    {
        var depth = 0;
        for (var i = close; i >= 0 && close - i < 400; i--)
        {
            if (text[i] == ']')
                depth++;
            else if (text[i] == '[' && --depth == 0)
                return i;
        }
        return -1;
    }
}
