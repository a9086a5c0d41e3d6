using System.Buffers;

namespace MultimodalPapers.Reading;

/// <summary>Quick looks at a text, to decide what it may be before it is read.</summary>
internal static class Candidates
{
    private const int Far = 200;

    /// <summary>Whether a text is a field of the entry above it: a known label, or nothing but links whose text says only what they are.</summary>
    public static bool IsField(Flow flow)
    {
        if (FieldLabels.At(flow, 0, LineEnd(flow.Text, 0)) is { Known: true })
            return true;
        return HasLink(flow) && OnlyLabels(flow);
    }

    /// <summary>How strongly a text speaks for being part of one work's description: 2 for a labelled or generic link, 1 for another field.</summary>
    public static int FieldEvidence(Flow flow)
    {
        var evidence = 0;
        for (var at = 0; at <= flow.Text.Length; at = LineEnd(flow.Text, at) + 1)
        {
            var field = FieldLabels.At(flow, at, LineEnd(flow.Text, at));
            if (field.Known)
                evidence += field.Label.Meaning == FieldMeaning.Link && HasLink(flow) ? 2 : 1;
        }
        foreach (var span in flow.Spans)
        {
            if (span.Kind == SpanKind.Link && IsOuter(span.Url) && span.IsLabel)
                evidence += Labels.LinkKindOf(LabelOf(flow, span)) is not null || ArxivLike(flow, span) ? 2 : 1;
        }
        return evidence;
    }

    /// <summary>Whether a text begins as a work's entry does, or holds a title with a link to its paper.</summary>
    public static bool OpensWork(Flow flow) => !IsField(flow) && HasLink(flow) && (StartsMarked(flow, 0) || HasEarlyTitle(flow) || HasPaperLabel(flow) && PlainWords(flow) >= 3 && !IsProse(flow));

    /// <summary>Whether a paragraph may be an entry, and not prose: it begins with a marked title, or is short and ends in links.</summary>
    public static bool MayBeParagraphEntry(Flow flow)
    {
        if (StartsReference(flow, 0))
            return true;
        if (StartsMarked(flow, 0) && (HasLink(flow) || Array.Exists(flow.Spans, s => s.Kind == SpanKind.Italic)))
            return true;
        return HasLink(flow) && (StartsWithLabel(flow) || (HasPaperLabel(flow) && flow.Text.Length < 1500 && !IsProse(flow)) || IsDatedNews(flow));
    }

    /// <summary>Whether, from a place on and behind tags and signs, the text is set off as a title is.</summary>
    public static bool StartsMarked(Flow flow, int start)
    {
        var at = FirstWord(flow, start);
        if (at < 0)
            return false;
        foreach (var span in flow.Spans)
        {
            if (span.Start > at)
                break;
            if (span.End <= at)
                continue;
            if (span.Kind == SpanKind.Link && !span.IsLabel && IsOuter(span.Url))
                return true;
            if (span.Kind is SpanKind.Bold or SpanKind.Mark && span.End - span.Start > 3 && !Labels.IsGenericLink(span.In(flow.Text)))
                return true;
        }
        return false;
    }

    /// <summary>The works that stand on several lines of one text, or side by side; fewer than two where the text is one.</summary>
    public static List<Flow> Several(Flow flow)
    {
        var starts = LineStarts(flow);
        if (starts.Count < 2)
            starts = SideBySide(flow);
        if (starts.Count < 2)
            return [];
        var pieces = new List<Flow>(starts.Count);
        for (var i = 0; i < starts.Count; i++)
            pieces.Add(flow.Sub(i == 0 ? 0 : starts[i], i + 1 < starts.Count ? starts[i + 1] : flow.Text.Length));
        return pieces;
    }

    private static List<int> LineStarts(Flow flow)
    {
        if (!flow.Text.Contains('\n', StringComparison.Ordinal))
            return [];
        var starts = new List<int>();
        for (var at = 0; at < flow.Text.Length; at = LineEnd(flow.Text, at) + 1)
        {
            if (StartsTitle(flow, at) || StartsReference(flow, at))
                starts.Add(at);
            else if (starts.Count == 0)
                return [];
        }
        return starts;
    }

    // "[12] A. Lee et al., Title, CVPR 2024", "[^12]: ...": a numbered reference.
    private static bool StartsReference(Flow flow, int start)
    {
        var line = flow.Text.AsSpan(start, LineEnd(flow.Text, start) - start);
        var number = Reference.NumberEnd(line);
        return number > 0 && (Reference.Find(line[number..].Trim()) is not null || line[number..].Contains("http", StringComparison.Ordinal) || line.ContainsAny('"', '“')
            || LinksBetween(flow, start, start + line.Length));
    }

    private static bool LinksBetween(Flow flow, int start, int end)
    {
        for (var i = flow.SpanFrom(start); i < flow.Spans.Length && flow.Spans[i].Start < end; i++)
        {
            if (flow.Spans[i].Kind == SpanKind.Link && IsOuter(flow.Spans[i].Url))
                return true;
        }
        return false;
    }

    /// <summary>The linked title that stands right behind a few bold words and a mark, which name the work's group or the work: "**Captioning**: [Title](url)".</summary>
    /// <param name="flow">The text.</param>
    /// <param name="bold">The bold words.</param>
    public static FlowSpan? TitleBehind(Flow flow, FlowSpan bold)
    {
        var label = bold.In(flow.Text);
        if (Words(label) > 5 || Labels.IsGenericLink(label.Trim(" :：,")))
            return null;
        for (var i = flow.SpanFrom(bold.End); i < flow.Spans.Length; i++)
        {
            var link = flow.Spans[i];
            if (link.Kind != SpanKind.Link || link.Start < bold.End || link.End == link.Start)
                continue;
            var between = flow.Text.AsSpan(bold.End, link.Start - bold.End);
            var marked = between.ContainsAny(Marks) || label[^1] is ':' or '：' or ',';
            return marked && !between.ContainsAnyExcept(MarksAndSpaces) && !link.IsLabel && IsTitleLink(flow, link) && Words(link.In(flow.Text)) >= Math.Max(4, Words(label)) ? link : null;
        }
        return null;
    }

    private static readonly SearchValues<char> Marks = SearchValues.Create(":：,-–|");

    private static readonly SearchValues<char> MarksAndSpaces = SearchValues.Create(" :：,-–|[");

    private static bool StartsWithLabel(Flow flow)
    {
        foreach (var span in flow.Spans)
        {
            if (span.Kind == SpanKind.Bold && span.End > span.Start)
                return Words(flow.Text.AsSpan(0, span.Start)) == 0 && TitleBehind(flow, span) is not null;
        }
        return false;
    }

    // A linked title of several words, or one that leads to a paper.
    private static bool StartsTitle(Flow flow, int start)
    {
        var at = FirstWord(flow, start);
        if (at < 0 || at >= LineEnd(flow.Text, start))
            return false;
        for (var i = flow.SpanFrom(start); i < flow.Spans.Length && flow.Spans[i].Start <= at; i++)
        {
            if (flow.Spans[i] is { Kind: SpanKind.Link } span && span.End > at && !span.IsLabel && IsTitleLink(flow, span))
                return true;
        }
        return false;
    }

    private static bool IsTitleLink(Flow flow, FlowSpan link) =>
        IsOuter(link.Url) && (Words(link.In(flow.Text)) >= 4 || LinkHosts.IsPaper(link.Url!));

    private static List<int> SideBySide(Flow flow)
    {
        if (!HoldsTwoLinks(flow))
            return [];
        var starts = new List<int>();
        var end = 0;
        foreach (var span in flow.Spans)
        {
            if (!IsLinkedText(span))
                continue;
            if (span.IsLabel || !IsTitleLink(flow, span) || Words(flow.Text.AsSpan(end, Math.Max(0, span.Start - end))) > (starts.Count == 0 ? 3 : 0))
                return [];
            starts.Add(span.Start);
            end = span.End;
        }
        return Words(flow.Text.AsSpan(end)) > 6 ? [] : starts;
    }

    // Of links with a text; that all are titles is worth a look only then.
    private static bool HoldsTwoLinks(Flow flow)
    {
        var links = 0;
        foreach (var span in flow.Spans)
        {
            if (!IsLinkedText(span))
                continue;
            if (span.IsLabel)
                return false;
            links++;
        }
        return links > 1;
    }

    private static bool IsLinkedText(FlowSpan span) => span.Kind == SpanKind.Link && span.End > span.Start;

    // "NeurIPS [Title](url) ...": a linked title behind a word or two.
    private static bool HasEarlyTitle(Flow flow)
    {
        foreach (var span in flow.Spans)
        {
            if (span.Kind == SpanKind.Link && span.End > span.Start && !span.IsLabel)
                return IsTitleLink(flow, span) && Words(flow.Text.AsSpan(0, span.Start)) <= 6;
        }
        return false;
    }

    private static int FirstWord(Flow flow, int start)
    {
        var text = flow.Text;
        var at = start;
        while (at < text.Length && at - start < Far)
        {
            var c = text[at];
            if (c is '[' or '(' or '（' or '【' && !StartsLink(flow, at))
            {
                var close = text.AsSpan(at, Math.Min(60, text.Length - at)).IndexOfAny("])）】");
                if (close > 0 && at + close + 1 < text.Length)
                {
                    at += close + 1;
                    continue;
                }
            }
            if (char.IsLetterOrDigit(c))
                return at;
            at++;
        }
        return -1;
    }

    private static bool StartsLink(Flow flow, int at)
    {
        foreach (var span in flow.Spans)
        {
            if (span.Kind == SpanKind.Link && span.Start <= at + 2 && span.End > at)
                return true;
        }
        return false;
    }

    private static bool IsDatedNews(Flow flow)
    {
        var text = flow.Text.AsSpan();
        var first = text.IndexOfAny('[', '(');
        if (first is < 0 or > 8 || text[..first].ContainsAnyInRange('A', 'z'))
            return false;
        var close = text.IndexOfAny(']', ')');
        return close > first && close - first < 40 && Phrases.IsDate(text[(first + 1)..close]) && Array.Exists(flow.Spans, s => s.Kind == SpanKind.Link && LinkHosts.IsPaper(s.Url!));
    }

    // Sentences with links in them, and not a title with its links behind it.
    private static bool IsProse(Flow flow)
    {
        var first = -1;
        foreach (var span in flow.Spans)
        {
            if (span.Kind == SpanKind.Link && IsOuter(span.Url))
            {
                first = span.Start;
                break;
            }
        }
        if (first < 0)
            return true;
        var lineEnd = LineEnd(flow.Text, first);
        if (first == 0 || char.IsLower(flow.Text[FirstLetter(flow.Text)]) || Words(flow.Text.AsSpan(first, lineEnd - first)) - LabelWords(flow, first, lineEnd) > 12)
            return true;
        return flow.Text.AsSpan(0, first).Contains('。') || GoesOnBehindLink(flow);
    }

    // "... see [paper](url) for details": words follow a link without any mark between.
    private static bool GoesOnBehindLink(Flow flow)
    {
        foreach (var span in flow.Spans)
        {
            if (span.Kind != SpanKind.Link || span.End == span.Start || !span.IsLabel)
                continue;
            var at = span.End;
            while (at < flow.Text.Length && flow.Text[at] == ' ')
                at++;
            if (at < flow.Text.Length && char.IsLetter(flow.Text[at]) && (char.IsLower(flow.Text[at]) || Labels.IsCjk(flow.Text[at])) && !Array.Exists(flow.Spans, s => s.Start == at && s.End > at))
                return true;
        }
        return false;
    }

    private static int FirstLetter(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsLetter(text[i]))
                return i;
        }
        return 0;
    }

    private static int LabelWords(Flow flow, int start, int end)
    {
        var words = 0;
        foreach (var span in flow.Spans)
        {
            if (span.Kind == SpanKind.Link && span.Start >= start && span.End <= end)
                words += Words(span.In(flow.Text));
        }
        return words;
    }

    private static bool HasPaperLabel(Flow flow)
    {
        foreach (var span in flow.Spans)
        {
            if (span.Kind == SpanKind.Link && IsOuter(span.Url) && span.IsLabel
                && (Labels.LinkKindOf(LabelOf(flow, span)) == Extraction.LinkKind.Paper || LinkHosts.IsPaper(span.Url!)))
                return true;
        }
        return false;
    }

    private static int PlainWords(Flow flow)
    {
        var words = Words(flow.Text);
        foreach (var span in flow.Spans)
        {
            if (span.Kind is SpanKind.Link or SpanKind.Code)
                words -= Words(span.In(flow.Text));
        }
        return words;
    }

    private static bool OnlyLabels(Flow flow)
    {
        var at = 0;
        foreach (var span in flow.Spans)
        {
            if (span.Kind != SpanKind.Link)
                continue;
            if (!span.IsLabel)
                return false;
            if (span.Start > at && !IsFiller(flow.Text.AsSpan(at, span.Start - at)))
                return false;
            at = Math.Max(at, span.End);
        }
        return IsFiller(flow.Text.AsSpan(at));
    }

    private static bool IsFiller(ReadOnlySpan<char> text) => Words(text) == 0 || text.Length < 80 && Labels.IsGenericLink(text);

    private static bool ArxivLike(Flow flow, FlowSpan span) => LinkHosts.IsPaper(span.Url!) || LabelOf(flow, span).ContainsAnyInRange('0', '9');

    private static ReadOnlySpan<char> LabelOf(Flow flow, FlowSpan span) => span.End > span.Start ? span.In(flow.Text) : span.Alt;

    private static bool IsOuter(string? url) => url is not null && (url.StartsWith("http", StringComparison.OrdinalIgnoreCase) || url.StartsWith("www.", StringComparison.OrdinalIgnoreCase));

    /// <summary>Where the links of a text lead out of the document: the arXiv identifier where the address holds one, else the address.</summary>
    public static IEnumerable<string> LinkedWorks(Flow flow) =>
        flow.Spans.Where(static s => s.Kind == SpanKind.Link && IsOuter(s.Url)).Select(static s => Extraction.Fields.ArxivId.InUrl(s.Url!) ?? s.Url!.TrimEnd('/'));

    private static bool HasLink(Flow flow) => Array.Exists(flow.Spans, s => s.Kind == SpanKind.Link && IsOuter(s.Url));

    private static int LineEnd(string text, int start)
    {
        var end = start >= text.Length ? -1 : text.IndexOf('\n', start);
        return end < 0 ? text.Length : end;
    }

    /// <summary>Words of letters or digits; each CJK character is one.</summary>
    public static int Words(ReadOnlySpan<char> text)
    {
        var count = 0;
        var inWord = false;
        foreach (var c in text)
        {
            var letter = char.IsLetterOrDigit(c);
            if (letter && (!inWord || Labels.IsCjk(c)))
                count++;
            inWord = letter || (inWord && c is '-' or '\'' or '’');
        }
        return count;
    }
}
