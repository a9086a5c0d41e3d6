using System.Runtime.InteropServices;

namespace MultimodalPapers.Reading;

/// <summary>What a stretch of a flow is, beside plain text.</summary>
internal enum SpanKind
{
    Link,
    Bold,
    Italic,
    Code,

    /// <summary>Highlighted text: <c>&lt;mark&gt;</c>.</summary>
    Mark,

    /// <summary>A picture; it has no text of its own.</summary>
    Image,
}

/// <param name="Kind">What it is.</param>
/// <param name="Start">First character in the flow's text.</param>
/// <param name="End">Behind the last character; equal to <paramref name="Start"/> where nothing of it is text.</param>
/// <param name="Url">A link's address, else null.</param>
/// <param name="UrlOffset">Offset of the address in the source; -1 where it is not written out.</param>
/// <param name="Alt">The alternative text of a picture, or of the pictures inside a link.</param>
/// <param name="IsLabel">Whether a link's text says only what kind of link it is, or there is none.</param>
internal readonly record struct FlowSpan(SpanKind Kind, int Start, int End, string? Url = null, int UrlOffset = -1, string? Alt = null, bool IsLabel = false)
{
    /// <summary>The stretch of the flow's text.</summary>
    public ReadOnlySpan<char> In(string text) => text.AsSpan(Start, End - Start);

    /// <summary>The same link, with what its text says.</summary>
    public FlowSpan Judged(string text) => this with { IsLabel = End == Start || Labels.IsGenericLink(In(text)) };
}

/// <param name="Start">Index in a flow's text.</param>
/// <param name="Offset">Offset in the source; the characters from here to the next run stand one behind the other.</param>
internal readonly record struct FlowRun(int Start, int Offset);

/// <summary>The inline content of one block: plain text, its places in the source, and the stretches that carry markup.</summary>
/// <remarks>Line ends inside the text are <c>\n</c>. Links come in the order of their start.</remarks>
internal sealed class Flow(SourceText source, string text, FlowRun[] runs, FlowSpan[] spans, int anchor = -1)
{
    public static Flow Empty(SourceText source) => new(source, "", [], []);

    public SourceText Source => source;

    public string Text => text;

    public FlowSpan[] Spans => spans;

    public bool IsBlank => string.IsNullOrWhiteSpace(text) && !Array.Exists(spans, static s => s.Kind == SpanKind.Link);

    /// <summary>The source offset of a character.</summary>
    public int OffsetOf(int index)
    {
        if (runs.Length == 0)
            return 0;
        var run = runs[RunAt(index)];
        return run.Offset + index - run.Start;
    }

    /// <summary>The source offset behind the last character.</summary>
    public int EndOffset => text.Length == 0 ? 0 : OffsetOf(text.Length - 1) + 1;

    /// <summary>A part of this flow, with the spans that lie in it.</summary>
    public Flow Sub(int start, int end)
    {
        while (end > start && char.IsWhiteSpace(text[end - 1]))
            end--;
        var part = text[start..end];
        var inside = new List<FlowSpan>();
        for (var i = SpanFrom(start); i < spans.Length && spans[i].Start <= end; i++)
        {
            var span = spans[i];
            if (span.Start >= end && span.End != span.Start)
                continue;
            var cut = span with { Start = span.Start - start, End = Math.Min(span.End, end) - start };
            inside.Add(span.End > end && span.Kind == SpanKind.Link ? cut.Judged(part) : cut);
        }
        var first = RunAt(start);
        var count = 0;
        while (first + count < runs.Length && runs[first + count].Start < end)
            count++;
        var moved = new FlowRun[count];
        for (var i = 0; i < count; i++)
        {
            var run = runs[first + i];
            var from = Math.Max(run.Start, start);
            moved[i] = new FlowRun(from - start, run.Offset + from - run.Start);
        }
        return new Flow(source, part, moved, [.. inside]);
    }

    /// <summary>This flow cut at line ends into pieces of at most so many lines.</summary>
    public IEnumerable<Flow> InPieces(int lines)
    {
        var start = 0;
        while (start < text.Length)
        {
            var end = start;
            for (var line = 0; line < lines && end < text.Length; line++)
            {
                var stop = text.IndexOf('\n', end);
                end = stop < 0 ? text.Length : stop + 1;
            }
            yield return Sub(start, end);
            start = end;
        }
    }

    /// <summary>The text alone.</summary>
    public Flow WithoutSpans() => new(source, text, runs, []);

    /// <summary>The first span that starts at a place or behind it.</summary>
    public int SpanFrom(int index)
    {
        int low = 0, high = spans.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (spans[middle].Start < index)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    // The last run that starts at a place or before it; 0 where there is none.
    private int RunAt(int index)
    {
        int low = 0, high = runs.Length;
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            if (runs[middle].Start <= index)
                low = middle;
            else
                high = middle;
        }
        return low;
    }

    /// <summary>The innermost span of a kind that holds all of a stretch; null where there is none.</summary>
    public FlowSpan? Covering(SpanKind kind, int start, int end)
    {
        foreach (var span in spans)
        {
            if (span.Start > start)
                break;
            if (span.Kind == kind && span.End >= end)
                return span;
        }
        return null;
    }

    /// <summary>The text between two places, trimmed, with its places in the source.</summary>
    public MappedText Slice(int start, int end)
    {
        while (start < end && IsBlankAt(start))
            start++;
        while (end > start && IsBlankAt(end - 1))
            end--;
        if (start >= end)
            return MappedText.Empty;
        var first = RunAt(start);
        var last = first;
        while (last + 1 < runs.Length && runs[last + 1].Start < end)
            last++;
        var places = new MappedText.Run[last - first + 1];
        for (var i = 0; i < places.Length; i++)
        {
            var run = runs[first + i];
            var from = Math.Max(run.Start, start);
            var (line, column) = source.At(run.Offset + from - run.Start);
            places[i] = new MappedText.Run(from - start, line, column);
        }
        var slice = start == 0 && end == text.Length ? text : text.Substring(start, end - start);
        return new MappedText(slice.Replace('\n', ' '), ImmutableCollectionsMarshal.AsImmutableArray(places));
    }

    /// <summary>A text that stands in markup on one of this flow's lines, with its place; null where it is not written out there.</summary>
    public MappedText? Locate(string words)
    {
        if (runs.Length == 0 && anchor < 0)
            return null;
        var (line, _) = source.At(runs.Length == 0 ? anchor : runs[0].Offset);
        var column = source.Line(line).IndexOf(words, StringComparison.Ordinal);
        return column < 0 ? null : new MappedText(words, [new MappedText.Run(0, line, column)]);
    }

    private bool IsBlankAt(int index) => char.IsWhiteSpace(text[index]) || text[index] is '\u200B' or '\uFEFF' or '\uFE0F';
}

/// <summary>Collects a flow from pieces of the source.</summary>
internal sealed class FlowBuilder(SourceText source)
{
    private const int LeastBuffer = 128;

    private readonly List<FlowRun> _runs = [];
    private readonly List<FlowSpan> _spans = [];
    private char[] _text = [];

    // Where the last piece ends in the source.
    private int _end;

    public int Length { get; private set; }

    public bool IsEmpty => Length == 0 && _spans.Count == 0;

    /// <summary>Adds text that stands in the source at an offset, character for character.</summary>
    public void Append(ReadOnlySpan<char> piece, int offset)
    {
        if (piece.IsEmpty)
            return;
        if (Length == 0 || _end != offset)
            _runs.Add(new FlowRun(Length, offset));
        if (Length + piece.Length > _text.Length)
            Array.Resize(ref _text, Math.Max(LeastBuffer, Math.Max(2 * _text.Length, Length + piece.Length)));
        piece.CopyTo(_text.AsSpan(Length));
        Length += piece.Length;
        _end = offset + piece.Length;
    }

    /// <summary>A line end; white space before it goes.</summary>
    public void Break(int offset)
    {
        if (Length > 0 && _text[Length - 1] != '\n')
            Append("\n", offset);
    }

    /// <summary>Where the flow stands in the source, for one that has no text.</summary>
    public int Anchor { get; set; } = -1;

    public void Add(SpanKind kind, int start, string? url = null, int urlOffset = -1, string? alt = null) =>
        _spans.Add(new FlowSpan(kind, start, Length, url, urlOffset, alt));

    /// <summary>The alternative texts of the pictures since a place; null where there is none.</summary>
    public string? AltSince(int start, int firstSpan)
    {
        string? alt = null;
        for (var i = firstSpan; i < _spans.Count; i++)
        {
            if (_spans[i].Kind == SpanKind.Image && _spans[i].Start >= start && !string.IsNullOrWhiteSpace(_spans[i].Alt))
                alt = alt is null ? _spans[i].Alt : alt + " " + _spans[i].Alt;
        }
        return alt;
    }

    public int SpanCount => _spans.Count;

    /// <summary>The flow; the builder is empty again afterwards.</summary>
    public Flow Build()
    {
        var text = new string(_text, 0, Length);
        FlowRun[] runs = [.. _runs];
        if (text.Contains("://", StringComparison.Ordinal))
            LooseLinks.AddTo(_spans, new Flow(source, text, runs, []));
        FlowSpan[] spans = [.. _spans];
        if (!IsSorted(spans))
            Array.Sort(spans, Compare);
        foreach (ref var span in spans.AsSpan())
        {
            if (span.Kind == SpanKind.Link)
                span = span.Judged(text);
        }
        var flow = new Flow(source, text, runs, spans, Anchor);
        Length = 0;
        _runs.Clear();
        _spans.Clear();
        Anchor = -1;
        return flow;
    }

    private static bool IsSorted(FlowSpan[] spans)
    {
        for (var i = 1; i < spans.Length; i++)
        {
            if (Compare(spans[i - 1], spans[i]) > 0)
                return false;
        }
        return true;
    }

    private static int Compare(FlowSpan a, FlowSpan b) =>
        a.Start != b.Start ? a.Start.CompareTo(b.Start) : a.Kind != b.Kind ? ((int)a.Kind).CompareTo((int)b.Kind) : b.End.CompareTo(a.End);
}
